"""What the team sees: counts while sealed; after the opening act the list, its export and each sealed proposal."""

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, Query
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from app.calls import queries as call_queries
from app.calls.models import Call
from app.core.audit import note_reading
from app.core.db import Db, Session
from app.core.errors import NotFound
from app.core.format import both_text
from app.core.i18n import _
from app.core.seals import unsealed
from app.core.sheets import MEDIA_TYPE, Column, Look, Sheet, workbook
from app.core.templating import fragment
from app.core.territory import state_choices, state_name
from app.core.web import Router, download, later, page
from app.people.guards import SignedIn
from app.proposals import permissions, queries
from app.proposals.models import Submission
from app.proposals.queries import Counts, Dossier, Filters, Line
from app.proposals.routes.answers import answers
from app.proposals.routes.consenting import consent_parts
from app.proposals.routes.subjects import CallToCount, CallToRead, ProposalAsStaff
from app.proposals.sections import asked_in
from app.proposals.sections.frame import Activity, AxisChoice, Frame, LotChoice
from app.proposals.states import FACES

router = Router(prefix="/manage/calls/{call_id}/proposals")


async def filters(q: str = "", state: str = "", lot: str = "", status: str = "", sort: str = "arrival") -> Filters:
    """What the address asks for."""
    return Filters(q[:200], state, lot, status, sort)


Asked = Annotated[Filters, Depends(filters)]


@router.get("")
def listing(
    request: Request, session: Db, call: CallToCount, asked: Asked, number: Annotated[int, Query(alias="page")] = 1
) -> Response:
    if call.opened_at is None:
        closing = queries.closing_list(session, call.id)
        return page(
            request,
            "proposals/sealed.html",
            call=call,
            closing=closing,
            incidents=_incidents(session, call, request),
            **_counted(queries.counts(session, call.id)),
        )
    found = queries.listing(session, call.id, asked, number)
    lots = [(lot.id, both_text(lot.name)) for lot in call_queries.lots(session, call)]
    context: dict[str, Any] = {
        "call": call,
        "list": found,
        "filters": asked,
        "lots": lots,
        "states": state_choices(call.states or None),
        "faces": FACES,
    }
    return page(request, "proposals/list.html", query=_query(asked), names=dict(state_choices()), **context)


def _incidents(session: Session, call: Call, request: Request) -> int:
    """How many incidents wait, for those who answer them."""
    return queries.open_incidents(session, call.id) if permissions.open_call(request.state.actor, call) else 0


def _counted(counts: Counts) -> dict[str, Any]:
    return {
        "counts": counts,
        "by_state": [{"state": state_name(state), "n": n} for state, n in counts.by_state],
        "by_lot": [{"lot": both_text(name) or _("No line chosen"), "n": n} for name, n in counts.by_lot],
    }


def _query(asked: Filters) -> str:
    named = {"q": asked.q, "state": asked.state, "lot": asked.lot, "status": asked.status, "sort": asked.sort}
    return urlencode({name: value for name, value in named.items() if value and value != "arrival"})


@router.get(".xlsx")
def export(session: Db, call: CallToRead, asked: Asked) -> Response:
    rows = [_cells(line) for line in queries.every_line(session, call.id, asked)]
    sheet = Sheet(_("Proposals"), _columns(), rows)
    return later(lambda: download(workbook([sheet], zone=call.timezone), MEDIA_TYPE, f"{call.slug}.xlsx"))


def _columns() -> list[Column]:
    return [
        Column(_("Folio"), width=12),
        Column(_("Organisation"), width=40),
        Column(_("Title"), width=50),
        Column(_("Line of work"), width=30),
        Column(_("State"), width=20),
        Column(_("Status"), width=14),
        Column(_("Arrived"), Look.MOMENT, 18),
        Column(_("Members"), Look.WHOLE, 10),
    ]


def _cells(line: Line) -> list[Any]:
    status = str(FACES[line.state].staff)
    return [
        line.folio,
        line.organisation,
        line.title,
        both_text(line.lot),
        state_name(line.home_state),
        status,
        line.submitted_at,
        line.members,
    ]


@router.get("/{proposal_id}")
def show(request: Request, session: Db, call: CallToRead, dossier: ProposalAsStaff, actor: SignedIn) -> Response:
    sealed = queries.last_submission(session, dossier.id)
    if sealed is None or dossier.proposal.call_id != call.id:
        raise NotFound
    note_reading(session, actor, subject_kind="proposal", subject_id=dossier.id, what="sealed proposal")
    said = unsealed(sealed.snapshot, sealed.digest)
    return page(
        request,
        "proposals/read.html",
        call=call,
        proposal=dossier.proposal,
        sealed=sealed,
        said=said,
        text=_text(session, call, dossier, sealed, said),
        face=FACES[dossier.proposal.state],
    )


def _text(session: Session, call: Call, dossier: Dossier, sealed: Submission, said: dict[str, Any]) -> Markup:
    """The sealed text as it is read: what was sealed does not change, the names of the call's axes may."""
    frame = sealed_frame(session, call, said)
    return fragment(
        "proposals/sealed_text.html",
        (sealed.id, sealed.digest, frame.currency, tuple((axis.code, *axis.name.items()) for axis in frame.axes)),
        lambda: {
            "said": said,
            "sealed_parts": [*_parts(frame, said), *consent_parts(said, call.timezone)],
            "proposal_id": dossier.id,
        },
    )


def _parts(frame: Frame, said: dict[str, Any]) -> list[tuple[str, Any]]:
    return [
        (str(section.title), answers(section, said["sections"][key], frame))
        for key, section in asked_in(said).items()
        if key in said["sections"]
    ]


def sealed_frame(session: Session, call: Call, said: dict[str, Any]) -> Frame:
    """Names for the codes of a sealed text: its own lot and activities, the axes of the call."""
    lot = said["lot"]
    plan = said["sections"].get("work_plan") or {"rows": []}
    return Frame(
        currency=call.currency,
        lots=(LotChoice("", lot["code"], lot["name"]),) if lot else (),
        axes=tuple(AxisChoice(axis.code, axis.name) for axis in call_queries.axes(session, call)),
        activities=tuple(Activity(row["id"], row["activity"]) for row in plan["rows"]),
    )
