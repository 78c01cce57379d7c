"""Pages about the installation itself: privacy, help, accessibility, health."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from app import __version__
from app.core import clock
from app.core.db import Db
from app.core.web import Router, page, public
from app.people.service.health import waiting

router = Router()


@router.get("/privacy", dependencies=[public("the privacy notice is for everybody")])
def privacy(request: Request) -> Response:
    return page(request, "people/privacy.html")


@router.get("/help", dependencies=[public("help is for everybody")])
def help_page(request: Request) -> Response:
    return page(request, "people/help.html")


@router.get("/accessibility", dependencies=[public("the accessibility statement is for everybody")])
def accessibility(request: Request) -> Response:
    return page(request, "people/accessibility.html")


@router.get("/health", dependencies=[public("a watchdog asks whether we live; no content")])
def health(session: Db) -> Response:
    return JSONResponse({"ok": True, "version": __version__, "now": clock.now().isoformat(), **waiting(session)})
