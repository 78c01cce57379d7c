"""What anybody may see of a call: its page, the same on paper, its card to share, its calendar and its files."""

from typing import Annotated
from urllib.parse import quote

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from app.calls import feed, permissions, printed, queries, showcase
from app.calls.audience import queries as audience
from app.calls.models import Call
from app.core import calendars, documents
from app.core.addresses import absolute
from app.core.db import Db
from app.core.errors import NotFound
from app.core.files import read
from app.core.format import both_text
from app.core.i18n import LANGUAGES
from app.core.web import Router, download, later, page
from app.people.guards import Viewer, guard

router = Router()

ToSee = Annotated[Call, Depends(guard(queries.by_slug, permissions.read_public, "slug"))]
Published = Annotated[Call, Depends(guard(queries.by_slug, permissions.read_publicly, "slug"))]

KEPT = {"Cache-Control": "public, max-age=3600"}


@router.get("/calls/{slug}")
def show(request: Request, session: Db, call: ToSee, actor: Viewer) -> Response:
    words = f"{both_text(call.title)}: {absolute(f'/calls/{call.slug}')}"
    return page(
        request,
        "calls/show.html",
        may_edit=bool(permissions.edit(actor, call)),
        follower=audience.follower(session, call, actor.id) if actor else None,
        share=f"https://wa.me/?text={quote(words)}",
        **showcase.whole(session, call),
    )


@router.get("/calls/{slug}/call-{language}.pdf")
def paper(session: Db, call: ToSee, language: str) -> Response:
    _known(language)
    ready = printed.whole(session, call, language)
    return later(lambda: download(ready.pdf(), documents.MEDIA_TYPE, f"{call.slug}-{language}.pdf", inside=True))


@router.get("/calls/{slug}/card-{language}.png")
def card(session: Db, call: Published, language: str) -> Response:
    _known(language)
    ready = printed.card(session, call, language)
    return later(lambda: Response(ready.png(), media_type="image/png", headers=KEPT))


def _known(language: str) -> None:
    if language not in LANGUAGES:
        raise NotFound


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
