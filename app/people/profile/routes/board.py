"""The board and the representative of an organisation."""

from typing import Annotated, Any

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from app.core import clock, files
from app.core.audit import note_reading
from app.core.db import Db, Session
from app.core.errors import NotFound
from app.core.forms import Bound, bound
from app.core.web import Router, download, later, page
from app.people import permissions, queries
from app.people.guards import SignedIn, guard
from app.people.models import Organisation
from app.people.profile.forms import BoardForm, MandateForm
from app.people.profile.queries import board as seats_of
from app.people.profile.queries import mandate, stored
from app.people.profile.service import board
from app.people.profile.words import life
from app.people.service.sessions import ZONE

router = Router(prefix="/organisations/{organisation_id}")

ToRead = Annotated[Organisation, Depends(guard(queries.organisation, permissions.read_organisation, "organisation_id"))]
ToEdit = Annotated[Organisation, Depends(guard(queries.organisation, permissions.edit_organisation, "organisation_id"))]
BOARD, MANDATE = "people/profile/board.html", "people/profile/mandate.html"


@router.get("/board")
def edit_board(request: Request, session: Db, organisation: ToEdit) -> Response:
    rows = [row.model_dump(include={"name", "office", "since", "until"}) for row in seats_of(session, organisation.id)]
    return page(request, BOARD, form=Bound.blank(BoardForm, {"rows": rows}), organisation=organisation)


@router.post("/board")
def save_board(
    request: Request,
    session: Db,
    actor: SignedIn,
    organisation: ToEdit,
    form: Annotated[Bound[BoardForm], bound(BoardForm)],
) -> Response:
    if form.value("add"):
        form.errors = []
        return page(request, BOARD, form=form, organisation=organisation)

    def save() -> None:
        seats = [board.Seat(row.name, row.office, row.since, row.until) for row in form.data.rows]
        board.seat(session, organisation, seats, actor=actor)

    to = f"/organisations/{organisation.id}#board"
    return form.run(session, save, request=request, page=BOARD, to=to, organisation=organisation)


def _context(session: Session, organisation: Organisation) -> dict[str, Any]:
    held = mandate(session, organisation)
    return {
        "organisation": organisation,
        "power": stored(session, held.power_id) if held and held.power_id else None,
        "standing": life(held.until, clock.today(ZONE)) if held else None,
    }


@router.get("/representative")
def edit_mandate(request: Request, session: Db, organisation: ToEdit) -> Response:
    held = mandate(session, organisation)
    initial = {
        "representative_name": organisation.representative_name,
        "representative_email": organisation.representative_email,
        "since": held.since if held else None,
        "until": held.until if held else None,
    }
    return page(request, MANDATE, form=Bound.blank(MandateForm, initial), **_context(session, organisation))


@router.post("/representative")
def save_mandate(
    request: Request,
    session: Db,
    actor: SignedIn,
    organisation: ToEdit,
    form: Annotated[Bound[MandateForm], bound(MandateForm)],
) -> Response:
    def save() -> None:
        data = form.data
        who = board.Represents(data.representative_name, data.representative_email, data.since, data.until)
        board.represent(session, organisation, who, form.file("power"), actor=actor)

    to = f"/organisations/{organisation.id}#board"
    return form.run(session, save, request=request, page=MANDATE, to=to, **_context(session, organisation))


@router.get("/power")
def read_power(session: Db, actor: SignedIn, organisation: ToRead) -> Response:
    """The power of attorney of whoever represents it now; what the team reads is written down."""
    held = mandate(session, organisation)
    if held is None or held.power_id is None:
        raise NotFound
    file = stored(session, held.power_id)
    if not actor.member_of(organisation.id):
        note_reading(session, actor, subject_kind="organisation", subject_id=organisation.id, what=file.filename)
    return later(lambda: download(files.read(file), file.media_type, file.filename))
