"""The team's page of the commission: seats, invitations, dates and progress (counts, never scores)."""

from typing import Annotated, Any

from starlette.requests import Request
from starlette.responses import Response

from app.calls.scoring.words import SECTORS
from app.core.db import Db, Session
from app.core.forms import Bound, bound
from app.core.web import Router, page
from app.people.guards import SignedIn
from app.review import forms
from app.review.models import Conflict, Sector
from app.review.queries import commission as queries
from app.review.queries.bench import Bench
from app.review.routes.subjects import CallToSeat
from app.review.service import commission
from app.review.states import CONFLICT_FACES, INVITATION_FACES

router = Router(prefix="/manage/calls/{call_id}/commission")
PAGE, SEAT = "review/commission.html", "review/seat.html"


@router.get("")
def show(request: Request, session: Db, bench: CallToSeat) -> Response:
    dates = queries.calendar(session, bench.id)
    initial = {"declare_by": dates.declare_by, "score_by": dates.score_by} if dates else {}
    return page(request, PAGE, form=Bound.blank(forms.CalendarForm, initial), **_context(session, bench))


@router.post("/dates")
def set_dates(
    request: Request,
    session: Db,
    bench: CallToSeat,
    actor: SignedIn,
    form: Annotated[Bound[forms.CalendarForm], bound(forms.CalendarForm)],
) -> Response:
    def act() -> None:
        commission.set_calendar(
            session, bench.call, declare_by=form.data.declare_by, score_by=form.data.score_by, actor=actor
        )

    to = f"/manage/calls/{bench.id}/commission"
    return form.run(session, act, request=request, page=PAGE, to=to, **_context(session, bench))


@router.get("/seats/new")
def new_seat(request: Request, bench: CallToSeat) -> Response:
    return page(request, SEAT, form=Bound.blank(forms.SeatForm), call=bench.call, sectors=_sectors())


@router.post("/seats/new")
def invite(
    request: Request,
    session: Db,
    bench: CallToSeat,
    actor: SignedIn,
    form: Annotated[Bound[forms.SeatForm], bound(forms.SeatForm)],
) -> Response:
    def act() -> None:
        commission.invite(session, bench.call, form.data.terms(), actor=actor)

    to = f"/manage/calls/{bench.id}/commission"
    return form.run(session, act, request=request, page=SEAT, to=to, call=bench.call, sectors=_sectors())


def _context(session: Session, bench: Bench) -> dict[str, Any]:
    seats = queries.seats(session, bench.call)
    declared = queries.declarations(session, bench.id)
    listed = {row.id: row for row in queries.to_declare(session, bench.call)}
    return {
        "call": bench.call,
        "seats": seats,
        "people": queries.people_of(session, seats),
        "progress": queries.progress(session, bench.id),
        "declared": {
            seat.id: len({row.candidacy_id for row in declared if row.user_id == seat.member_id}) for seat in seats
        },
        "eligible": len(listed),
        "conflicts": [row for row in declared if row.kind != Conflict.none],
        "listed": listed,
        "faces": INVITATION_FACES,
        "conflict_faces": CONFLICT_FACES,
        "sectors": SECTORS,
    }


def _sectors() -> list[tuple[str, str]]:
    return [(sector.value, str(SECTORS[sector])) for sector in Sector]
