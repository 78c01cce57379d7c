"""The outermost layer: stamps the arrival, names the request, chooses the language, adds the headers."""

import logging
import secrets
from collections.abc import Awaitable, Callable
from contextlib import suppress
from http.cookies import CookieError, SimpleCookie
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.core import clock
from app.core.i18n import LANGUAGES, set_locale
from app.core.settings import settings
from app.core.web import CSRF_SEED, csrf_seed

log = logging.getLogger("convoca.access")

LANGUAGE_COOKIE = "convoca_lang"
THEME_COOKIE = "convoca_theme"
YEAR = 365 * 24 * 3600
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


class Edge:
    """Wraps the whole application; a request has arrived when its headers are here (fact B8)."""

    def __init__(self, app: ASGIApp, on_fault: Callable[[Request, Exception], Awaitable[Response]]) -> None:
        self.app = app
        self.on_fault = on_fault

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        visit = _Visit(scope)
        dressed = visit.dressed(send)
        try:
            await self.app(scope, receive, dressed)
        except Exception as error:
            if visit.status:
                raise
            answer = await self.on_fault(Request(scope), error)
            await answer(scope, receive, dressed)
        finally:
            visit.log()


class _Visit:
    """One request from its headers to its answer."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.started = clock.stopwatch()
        self.status = 0
        _without_nul(scope)
        self.id = secrets.token_hex(6)
        headers = Headers(scope=scope)
        self.cookies = _cookies(headers.get("cookie", ""))
        self.new_cookies: dict[str, str] = {}
        state: dict[str, Any] = scope.setdefault("state", {})
        state.update(arrived_at=clock.now(), request_id=self.id, actor=None)
        self._choose_language(headers)
        self._seed()

    def _choose_language(self, headers: Headers) -> None:
        asked = _query_language(self.scope["query_string"])
        kept = self.cookies.get(LANGUAGE_COOKIE, "")
        spoken = headers.get("accept-language", "")[:2].lower()
        set_locale(next((x for x in (asked, kept, spoken) if x in LANGUAGES), "es"))
        if asked in LANGUAGES and asked != kept:
            self.new_cookies[LANGUAGE_COOKIE] = asked

    def _seed(self) -> None:
        seed = self.cookies.get(CSRF_SEED, "")
        if not seed:
            seed = secrets.token_urlsafe(16)
            self.new_cookies[CSRF_SEED] = seed
        csrf_seed.set(seed)

    def dressed(self, send: Send) -> Send:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.status = message["status"]
                self._add(MutableHeaders(scope=message))
            await send(message)

        return with_headers

    def _add(self, headers: MutableHeaders) -> None:
        for name, value in HEADERS.items():
            headers.setdefault(name, value)
        headers["X-Request-Id"] = self.id
        if settings().demo:
            headers["X-Robots-Tag"] = "noindex"
        if headers.get("content-type", "").startswith("text/html"):
            headers.setdefault("Cache-Control", "private, no-store")
            for name, value in self.new_cookies.items():
                headers.append("Set-Cookie", cookie(name, value))

    def log(self) -> None:
        log.info(
            "request",
            extra={
                "id": self.id,
                "method": self.scope["method"],
                "path": self.scope["path"],
                "status": self.status,
                "ms": round((clock.stopwatch() - self.started) * 1000, 1),
            },
        )


def cookie(name: str, value: str, *, max_age: int | None = YEAR) -> str:
    """A cookie header: sent only to us, unseen by scripts, and only over TLS where we are served over it.

    Without an age it lives as long as the browser stays open.
    """
    secure = "; Secure" if settings().base_url.startswith("https:") else ""
    age = "" if max_age is None else f" Max-Age={max_age};"
    return f"{name}={value}; Path=/;{age} HttpOnly; SameSite=Lax{secure}"


def _cookies(header: str) -> dict[str, str]:
    """What the browser keeps for this host: one cookie that cannot be read, another site's perhaps, spoils no other."""
    jar: SimpleCookie = SimpleCookie()
    for part in header.split(";"):
        with suppress(CookieError):
            jar.load(part)
    return {name: morsel.value for name, morsel in jar.items()}


def _without_nul(scope: Scope) -> None:
    """No address has a NUL in it, and PostgreSQL takes none in a value: it is read as the sign for "unreadable"."""
    scope["path"] = scope["path"].replace("\x00", "\ufffd")
    scope["query_string"] = scope["query_string"].replace(b"%00", b"%EF%BF%BD")


def _query_language(query: bytes) -> str:
    for part in query.split(b"&"):
        if part.startswith(b"lang="):
            return part[5:].decode("ascii", "ignore")
    return ""
