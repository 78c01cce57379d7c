"""What anybody may see of calls: home, the list, a call's page, its calendar and its files."""

from typing import Annotated, Any

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from app.calls import feed, permissions, queries, showcase
from app.calls.models import Call
from app.calls.states import Phase
from app.core import calendars
from app.core.db import Db
from app.core.errors import NotFound
from app.core.files import read
from app.core.web import Router, download, page, public
from app.people.guards import Viewer, guard

router = Router()

ToSee = Annotated[Call, Depends(guard(queries.by_slug, permissions.read_public, "slug"))]
Published = Annotated[Call, Depends(guard(queries.by_slug, permissions.read_publicly, "slug"))]


@router.get("/", dependencies=[public("the home page is for everybody")])
def home(request: Request, session: Db) -> Response:
    return page(request, "home/index.html", **_by_phase(session))


@router.get("/calls", dependencies=[public("published calls are for everybody")])
def index(request: Request, session: Db) -> Response:
    return page(request, "calls/index.html", **_by_phase(session))


def _by_phase(session: Db) -> dict[str, Any]:
    cards = showcase.cards(session)
    current = [card for card in cards if card.phase in {Phase.open, Phase.announced}]
    results = [card for card in cards if card.phase == Phase.results]
    past = [card for card in cards if card not in current and card not in results]
    return {"current": current, "results": results, "past": past}


@router.get("/calls/{slug}")
def show(request: Request, session: Db, call: ToSee, actor: Viewer) -> Response:
    return page(
        request, "calls/show.html", may_edit=bool(permissions.edit(actor, call)), **showcase.whole(session, call)
    )


@router.get("/calls/{slug}/calendar.ics")
def calendar(session: Db, call: Published) -> Response:
    return download(feed.calendar(session, call), calendars.MEDIA_TYPE, f"{call.slug}.ics")


@router.get("/calls/{slug}/documents/{document_id}")
def document(session: Db, call: Published, document_id: str) -> Response:
    found = queries.document(session, document_id)
    if found is None or found.call_id != call.id or found.removed_at:
        raise NotFound
    stored = queries.stored_file(session, found)
    return download(read(stored), stored.media_type, stored.filename)
