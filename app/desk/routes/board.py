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
from app.core.territory import state_name
from app.core.web import Router, page
from app.desk import board, permissions
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
    standing = counts.by_standing(session, call.id)
    received = counts.received_by_state(session, call.id)
    reached = counts.candidacies(session, call.id) if call.opened_at else {}
    asked, submitted = counts.sheets(session, call.id)
    timetable = calls.timetable(session, call)
    stages = board.THROUGH if ends_with_cut(session, call.id) else board.REACHED
    return page(
        request,
        "desk/board.html",
        call=call,
        phase=timetable.phase(call, clock.now()),
        deadline=timetable.latest(),
        received=standing.get(ProposalState.submitted, 0),
        drafts=standing.get(ProposalState.draft, 0),
        withdrawn=standing.get(ProposalState.withdrawn, 0),
        states=[(state_name(iso), count) for iso, count in sorted(received.items(), key=lambda each: -each[1])],
        lots=counts.by_lot(session, call.id),
        days=board.by_day(counts.arrivals(session, call.id), call.timezone),
        funnel=board.funnel(
            standing.get(ProposalState.submitted, 0), reached, counts.agreements(session, call.id), stages
        ),
        table=board.by_state(received, reached, stages),
        stages=[title for title, _states in stages],
        sheets=(len(submitted), asked),
        may_read_minutes=_may_read_minutes(session, call, actor),
        scored_days=board.by_day(submitted, call.timezone),
    )


def _may_read_minutes(session: Session, call: Call, actor: Actor | None) -> bool:
    found = meetings(session, call.id)
    return found is not None and bool(minutes.see_list(actor, found))
