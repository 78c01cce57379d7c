"""The board of a call: counts, by state, lot and day, and the funnel."""

from typing import Annotated

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from app.calls import queries as calls
from app.calls.models import Call
from app.calls.rounds.queries import ends_with_cut
from app.core import clock
from app.core.db import Db, Session
from app.core.sheets import MEDIA_TYPE, workbook
from app.core.territory import state_name
from app.core.web import Router, download, later, page
from app.desk import board, permissions
from app.desk.board_sheets import Board, Lots, sheets
from app.desk.curve import Curve, curve
from app.desk.queries import board as counts
from app.people.access import Actor
from app.people.guards import Viewer, guard
from app.proposals.models import ProposalState
from app.review.minutes import permissions as minutes
from app.review.minutes.queries import meetings

router = Router(prefix="/manage/calls/{call_id}/board")

CallToWatch = Annotated[Call, Depends(guard(calls.call, permissions.board, "call_id"))]


@router.get("")
def show(request: Request, session: Db, call: CallToWatch, actor: Viewer) -> Response:
    asked, submitted = counts.sheets(session, call.id)
    read = _board(session, call)
    timetable = calls.timetable(session, call)
    return page(
        request,
        "desk/board.html",
        call=call,
        phase=timetable.phase(call, clock.now()),
        deadline=timetable.latest(),
        board=read,
        states=[
            (state_name(iso), sent)
            for iso, (sent, _drafts) in sorted(read.states.items(), key=lambda each: -each[1][0])
            if sent
        ],
        days=board.by_day(counts.arrivals(session, call.id), call.timezone),
        sheets=(len(submitted), asked),
        scored_days=board.by_day(submitted, call.timezone),
        may_read_minutes=_may_read_minutes(session, call, actor),
    )


@router.get(".xlsx")
def export(session: Db, call: CallToWatch) -> Response:
    made = sheets(_board(session, call))
    return later(lambda: download(workbook(made, zone=call.timezone), MEDIA_TYPE, f"{call.slug}-board.xlsx"))


def _board(session: Session, call: Call) -> Board:
    standing = counts.by_standing(session, call.id)
    sent, drafts = (counts.by_home(session, call.id, state) for state in (ProposalState.submitted, ProposalState.draft))
    reached = counts.candidacies(session, call.id) if call.opened_at else {}
    stages = board.THROUGH if ends_with_cut(session, call.id) else board.REACHED
    received = standing.get(ProposalState.submitted, 0)
    steps = board.funnel(received, reached, counts.agreements(session, call.id), stages)
    return Board(
        received=received,
        drafts=standing.get(ProposalState.draft, 0),
        withdrawn=standing.get(ProposalState.withdrawn, 0),
        curve=_curve(session, call),
        states={iso: (sent.get(iso, 0), drafts.get(iso, 0)) for iso in {*sent, *drafts}},
        lots=_lots(session, call),
        funnel=steps if call.opened_at else (),
        table=board.by_state(sent, reached, stages) if call.opened_at else (),
        stages=[title for title, _states in stages],
    )


def _curve(session: Session, call: Call) -> Curve | None:
    deadline = calls.timetable(session, call).latest()
    if deadline is None:
        return None
    opened, received = counts.openings(session, call.id), counts.arrivals(session, call.id)
    return curve(opened, received, deadline.at, clock.now(), call.timezone)


def _lots(session: Session, call: Call) -> Lots:
    drafts = {code: many for code, _name, many in counts.by_lot(session, call.id, ProposalState.draft)}
    return [(code, name, many, drafts[code]) for code, name, many in counts.by_lot(session, call.id)]


def _may_read_minutes(session: Session, call: Call, actor: Actor | None) -> bool:
    found = meetings(session, call.id)
    return found is not None and bool(minutes.see_list(actor, found))
