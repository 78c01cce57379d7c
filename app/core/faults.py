"""Every error is a page that says what to do; a fault also has an id that is in the log."""

import logging
from urllib.parse import quote

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.core.errors import Forbidden, NotFound, Refused, SignInNeeded, WelcomeNeeded
from app.core.i18n import _
from app.core.web import TOO_LARGE, page

log = logging.getLogger("convoca.faults")


def install(app: FastAPI) -> None:
    """Give every kind of error its page."""
    app.add_exception_handler(SignInNeeded, sign_in)
    app.add_exception_handler(WelcomeNeeded, _welcome)
    app.add_exception_handler(NotFound, _not_found)
    app.add_exception_handler(Forbidden, _forbidden)
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(RequestValidationError, _not_found)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(ClientDisconnect, _gone)
    app.add_exception_handler(TimeoutError, _slow)


def _page(request: Request, status: int, reason: str = "") -> HTMLResponse:
    template = f"errors/{status}.html"
    return page(request, template, status=status, reason=reason, error_id=request.state.request_id)


async def sign_in(request: Request, _error: Exception) -> Response:
    """Sign in first, then back here."""
    return _detour(request, "/sign-in")


async def _welcome(request: Request, _error: Exception) -> Response:
    return _detour(request, "/welcome")


def _detour(request: Request, to: str) -> Response:
    """Another page first, and back to this one afterwards (a form's own page is not gone back to)."""
    path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    goal = path if request.method == "GET" else ""
    return RedirectResponse(f"{to}?next={quote(goal)}", status_code=303)


async def _not_found(request: Request, _error: Exception) -> Response:
    return _page(request, 404)


async def _forbidden(request: Request, error: Exception) -> Response:
    return _page(request, 403, getattr(error, "reason", ""))


async def _refused(request: Request, error: Exception) -> Response:
    return _page(request, 409, getattr(error, "reason", ""))


async def _http(request: Request, error: Exception) -> Response:
    status = getattr(error, "status_code", 500)
    if status in {404, 405}:
        return _page(request, 404)
    if status == TOO_LARGE:
        return _page(
            request,
            TOO_LARGE,
            _(
                "What you sent is larger than this page takes. Your last saved values are kept: go back and send it in parts."
            ),
        )
    return _page(request, 409, _("The page could not read what was sent. Go back, check it and send it once more."))


async def _slow(request: Request, _error: Exception) -> Response:
    return _page(
        request,
        409,
        _("What you sent took too long to arrive. Your last saved values are kept: go back and send it once more."),
    )


async def _gone(request: Request, _error: Exception) -> Response:
    log.info("the client left before the answer", extra={"id": request.state.request_id})
    return Response(status_code=499)


async def fault(request: Request, error: Exception) -> Response:
    """The page of last resort; its id stands in the log beside the trace."""
    log.error("fault %s on %s %s", request.state.request_id, request.method, request.url.path, exc_info=error)
    request.state.actor = None  # whoever asked may stand on rows that the fault took away
    return _page(request, 500)
