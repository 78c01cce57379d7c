"""The organisations invited to a round: for the team, with who presented nothing once it closed."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from app.calls.models import Call
from app.core.db import Db, Session
from app.core.i18n import _
from app.core.sheets import MEDIA_TYPE, Column, Look, Sheet, workbook
from app.core.states import Face
from app.core.web import Router, download, later, page
from app.proposals import queries
from app.proposals.models import ProposalState
from app.proposals.queries import InvitedLine
from app.proposals.routes.subjects import CallToCount
from app.proposals.states import FACES

router = Router(prefix="/manage/calls/{call_id}/invited")


@router.get("")
def listing(request: Request, session: Db, call: CallToCount) -> Response:
    rows = _rows(session, call)
    absent = sum(line.absent for line, _face, _folio in rows)
    return page(request, "proposals/invited.html", call=call, rows=rows, absent=absent)


@router.get(".xlsx")
def export(session: Db, call: CallToCount) -> Response:
    rows = [_cells(*row) for row in _rows(session, call)]
    sheet = Sheet(_("Invited organisations"), _columns(), rows)
    return later(lambda: download(workbook([sheet], zone=call.timezone), MEDIA_TYPE, f"{call.slug}-invited.xlsx"))


def _rows(session: Session, call: Call) -> list[tuple[InvitedLine, Face, str | None]]:
    """Who sent something is told once the round closed, its folio once it was opened: until then all are just invited."""
    closed = queries.closing_list(session, call.id) is not None
    return [
        (line, _face(line, closed=closed), line.folio if call.opened_at else None)
        for line in queries.invited(session, call.id)
    ]


def _face(line: InvitedLine, *, closed: bool) -> Face:
    if line.absent:
        return queries.ABSENT
    return FACES[ProposalState.submitted] if closed else queries.INVITED


def _columns() -> list[Column]:
    return [
        Column(_("Organisation"), width=40),
        Column(_("Folio of the round before"), width=18),
        Column(_("Status"), width=18),
        Column(_("Folio"), width=18),
        Column(_("Mailed"), Look.MOMENT, 18),
    ]


def _cells(line: InvitedLine, face: Face, folio: str | None) -> list[Any]:
    return [line.organisation, line.folio_before, str(face.staff), folio, line.mailed_at]
