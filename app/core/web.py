"""Routes, pages and answers: body first, then one short transaction, then the answer."""

import asyncio
import functools
import hashlib
import hmac
import inspect
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Coroutine
from contextvars import ContextVar
from typing import Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, Depends
from fastapi.routing import APIRoute
from starlette._utils import get_route_path
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartParser
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Match
from starlette.types import Receive, Scope, Send

from app.core import templating
from app.core.addresses import absolute
from app.core.db import SAFE_METHODS
from app.core.errors import Forbidden
from app.core.i18n import _
from app.core.looking import look_ahead
from app.core.settings import settings
from app.core.sheets import read_ahead

__all__ = [
    "OCTETS",
    "InlineRoute",
    "MailedRoute",
    "Router",
    "absolute",
    "csrf_token",
    "download",
    "later",
    "page",
    "page_context",
    "public",
    "redirect",
]

MAX_FIELDS = 5000
MAX_FIELD_BYTES = 2 * 1024 * 1024
MAX_FILES = 40
TOO_LARGE = 413
SMALL_BODY = 64 * 1024
SMALL_BODY_SECONDS = 60.0
LARGE_BODY_SECONDS = 1800.0
CSRF_FIELD = "csrf"
UNSUBSCRIBE, ONE_CLICK = "List-Unsubscribe", "One-Click"
OCTETS = "application/offset+octet-stream"
"""A piece of a file, as tus calls it: its body is kept as bytes."""
CSRF_SEED = "convoca_seed"

MultiPartParser.spool_max_size = 4 * 1024 * 1024  # an upload of common size never waits for a temporary file

csrf_seed: ContextVar[str] = ContextVar("csrf_seed", default="")


def csrf_token() -> str:
    """A fresh mask over the token of this browser, so that compression tells nothing of it."""
    right = _csrf_digest(csrf_seed.get())
    mask = secrets.token_bytes(len(right))
    return urlsafe_b64encode(mask + bytes(a ^ b for a, b in zip(mask, right, strict=True))).decode()


def _csrf_digest(seed: str) -> bytes:
    return hmac.digest(settings().secret_key, b"csrf:" + seed.encode(), hashlib.sha256)


def _csrf_fits(token: str) -> bool:
    try:
        raw = urlsafe_b64decode(token.encode())
    except ValueError:
        return False
    half = len(raw) // 2
    shown = bytes(a ^ b for a, b in zip(raw[:half], raw[half:], strict=False))
    return hmac.compare_digest(shown, _csrf_digest(csrf_seed.get()))


def check_origin(request: Request, form: FormData) -> None:
    """Refuse a form that did not come from our own page in this very browser."""
    site = request.headers.get("sec-fetch-site", "same-origin")
    token = form.get(CSRF_FIELD) or request.headers.get("x-csrf", "")
    if site not in {"same-origin", "none"} or not isinstance(token, str) or not _csrf_fits(token):
        raise Forbidden(
            _(
                "This form was opened too long ago or in another browser. Go back, load the page again and send it once more; cookies must be allowed."
            )
        )


def inline(endpoint: Callable[..., Any]) -> Callable[..., Any]:
    """Let a plain function run on the event loop: short database work costs less there than in a thread."""
    if inspect.iscoroutinefunction(endpoint):
        return endpoint

    @functools.wraps(endpoint)
    async def on_the_loop(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 -- passes through whatever FastAPI solved
        return endpoint(*args, **kwargs)

    return on_the_loop


class InlineRoute(APIRoute):
    """Reads the form before the transaction begins, checks its origin, then runs the endpoint inline."""

    mailed = False
    """Whether a mail program may press the button of RFC 8058: it has no page of ours, and the key in the address is enough."""

    ahead: Callable[[bytes], None] = staticmethod(look_ahead)
    """The slow work on each file that came, done in a thread."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **kwargs: Any) -> None:  # noqa: ANN401 -- FastAPI's own arguments
        super().__init__(path, inline(endpoint), **kwargs)
        self._begins = path.partition("{")[0]
        self._slashes = -1 if ":path}" in path else path.count("/")

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Most of two hundred routes are ruled out by how the address begins and how deep it is, before its pattern is asked."""
        path = get_route_path(scope)
        if not path.startswith(self._begins) or (self._slashes >= 0 and path.count("/") != self._slashes):
            return Match.NONE, {}
        return super().matches(scope)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handler = super().get_route_handler()

        async def body_first(request: Request) -> Response:
            if request.method not in SAFE_METHODS:
                request.state.form = await read_form(request, mailed=self.mailed, ahead=self.ahead)
            return await handler(request)

        return body_first


class MailedRoute(InlineRoute):
    """A link of a mail that stops such mails."""

    mailed = True


class SheetRoute(InlineRoute):
    """Takes spreadsheets: each was read when the transaction begins."""

    ahead = staticmethod(read_ahead)


async def read_form(request: Request, *, mailed: bool = False, ahead: Callable[[bytes], None] = look_ahead) -> FormData:
    """The whole form, its files in memory: nothing is awaited for once the transaction has begun."""
    async with asyncio.timeout(_patience(request)):
        if request.headers.get("content-type") == OCTETS:
            request.state.body = await request.body()
        form = await (_plain_form(request) if _is_plain(request) else _form_with_files(request))
    if not (mailed and form.get(UNSUBSCRIBE) == ONE_CLICK):
        check_origin(request, form)
    request.state.uploads = {}
    for key, value in form.multi_items():
        if not isinstance(value, str) and value.filename:
            data = await value.read()
            await run_in_threadpool(ahead, data)
            request.state.uploads.setdefault(key, []).append((value.filename, data))
    await form.close()
    return form


def _is_plain(request: Request) -> bool:
    return request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded")


async def _plain_form(request: Request) -> FormData:
    """Fields without files: the standard library takes them apart ten times faster than a parser in pieces."""
    body = (await request.body()).decode("latin-1")
    try:
        fields = parse_qsl(body, keep_blank_values=True, max_num_fields=MAX_FIELDS)
    except ValueError as problem:
        raise HTTPException(TOO_LARGE) from problem
    if any(len(value) > MAX_FIELD_BYTES for _name, value in fields):
        raise HTTPException(TOO_LARGE)
    return FormData([*fields])


async def _form_with_files(request: Request) -> FormData:
    try:
        return await request.form(max_fields=MAX_FIELDS, max_files=MAX_FILES, max_part_size=MAX_FIELD_BYTES)
    except HTTPException as problem:
        raise _measured(problem) from problem


def _measured(problem: HTTPException) -> HTTPException:
    """The form parser tells too much from too odd only in its words."""
    too_much = "exceeded" in problem.detail or problem.detail.startswith("Too many")
    return HTTPException(TOO_LARGE) if too_much else problem


def _patience(request: Request) -> float:
    """Seconds that a body may take: a submission is small and must end soon, an upload over a thin line may not."""
    length = int(request.headers.get("content-length") or MAX_FIELD_BYTES)
    return SMALL_BODY_SECONDS if length < SMALL_BODY else LARGE_BODY_SECONDS


class Router(APIRouter):
    """A router whose plain endpoints run inline, after the body is there."""

    def __init__(self, route_class: type[InlineRoute] = InlineRoute, **kwargs: Any) -> None:  # noqa: ANN401 -- FastAPI's own arguments
        super().__init__(route_class=route_class, include_in_schema=False, **kwargs)


def public(why: str) -> Any:  # noqa: ANN401 -- FastAPI's own type of a dependency marker
    """Mark a route that anybody may ask for, with the reason; the others need a guard."""

    async def anybody() -> None:
        return None

    anybody.__public__ = why  # type: ignore[attr-defined]  # a mark that the architecture test reads
    return Depends(anybody)


# ------------------------------------------------------------------ answers

page_context: list[Callable[[Request], dict[str, Any]]] = []


def page(
    request: Request,
    template: str,
    *,
    status: int = 200,
    block: str | None = None,
    **context: Any,  # noqa: ANN401 -- a page takes what its template needs
) -> HTMLResponse:
    """Render a page, or only its named block when htmx asks for a part."""
    full = _context(request, context)
    found = templating.environment.get_template(template)
    partial = block and request.headers.get("hx-request-type") == "partial"
    html = templating.block(found, block or "", full) if partial else found.render(full)
    return HTMLResponse(
        html, status_code=status, headers={"Vary": "HX-Request, HX-Request-Type, Cookie, Accept-Language"}
    )


def _context(request: Request, context: dict[str, Any]) -> dict[str, Any]:
    full: dict[str, Any] = {"request": request, "form": None}
    for more in page_context:
        full |= more(request)
    return full | context


def redirect(to: str) -> RedirectResponse:
    """Go and look at another page (303: with a GET)."""
    return RedirectResponse(to, status_code=303)


def download(data: bytes, media_type: str, filename: str, *, inside: bool = False) -> Response:
    """A file to keep; `inside` lets the browser show it."""
    plain = filename.encode("ascii", "replace").decode().replace("?", "_").replace('"', "")
    kind = "inline" if inside else "attachment"
    headers = {"Content-Disposition": f'{kind}; filename="{plain}"', "Cache-Control": "private, no-store"}
    return Response(data, media_type=media_type, headers=headers)


class later(Response):  # noqa: N801 -- reads as a verb: `return later(lambda: download(…))`
    """An answer made in the slow pool once the transaction has been committed.

    Give a function that touches no session: gather what it needs first, inline.
    """

    def __init__(self, make: Callable[[], Response]) -> None:
        super().__init__()
        self._make = make

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = await run_in_threadpool(self._make)
        await answer(scope, receive, send)
