"""The commission's own pages: invitation, declaration of interests, tray."""

from typing import Annotated, Any

from starlette.requests import Request
from starlette.responses import Response

from app.calls.rounds.queries import assisted
from app.calls.scoring.words import SECTORS
from app.core.db import Db, Session
from app.core.errors import Forbidden
from app.core.forms import Bound, bound
from app.core.i18n import _
from app.core.territory import state_name
from app.core.web import Router, page
from app.people.access import Actor
from app.people.guards import SignedIn
from app.review import forms
from app.review.minutes import queries as minutes
from app.review.models import InvitationState, Seat, SheetState
from app.review.queries import commission as queries
from app.review.queries import ruling, validation
from app.review.queries.bench import Bench, undeclared
from app.review.routes.subjects import CallSatIn, SeatAsked
from app.review.routes.words import CONFLICTS
from app.review.service import commission, conflicts
from app.review.states import SHEET_FACES

router = Router(prefix="/review")
INVITATION, INTERESTS = "review/invitation.html", "review/interests.html"


@router.get("")
def index(request: Request, session: Db, actor: SignedIn) -> Response:
    return page(request, "review/index.html", rows=queries.calls_seated(session, actor.id), part_of=queries.part_of)


@router.get("/invitations/{seat_id}")
def invitation(request: Request, session: Db, case: SeatAsked, actor: SignedIn) -> Response:
    return page(request, INVITATION, form=Bound.blank(forms.InvitationForm), **_invitation(session, case, actor))


@router.post("/invitations/{seat_id}")
def answer(
    request: Request,
    session: Db,
    case: SeatAsked,
    actor: SignedIn,
    form: Annotated[Bound[forms.InvitationForm], bound(forms.InvitationForm)],
) -> Response:
    def act() -> None:
        if form.data.answer == "accept":
            commission.accept(session, case.seat, actor=actor)
        else:
            commission.decline(session, case.seat, form.data.reason or "", actor=actor)

    to = f"/review/invitations/{case.seat.id}"
    return form.run(session, act, request=request, page=INVITATION, to=to, **_invitation(session, case, actor))


@router.get("/{call_id}/interests")
def interests(request: Request, session: Db, bench: CallSatIn, actor: SignedIn) -> Response:
    initial: dict[str, Any] = {}
    for key, row in queries.declarations_of(session, bench.id, actor.id).items():
        initial |= {f"kind-{key}": row.kind, f"reason-{key}": row.reason}
    return page(request, INTERESTS, form=Bound.blank(forms.Blank, initial), **_interests(session, bench, actor))


@router.post("/{call_id}/interests")
def declare(
    request: Request,
    session: Db,
    bench: CallSatIn,
    actor: SignedIn,
    form: Annotated[Bound[forms.Blank], bound(forms.Blank)],
) -> Response:
    seat = _seat(session, bench, actor)

    def act() -> None:
        typed = forms.declarations(form.raw, [row.id for row in queries.to_declare(session, bench.call)])
        conflicts.declare(session, seat, bench.call, typed, actor=actor)

    to = f"/review/{bench.id}/sheets"
    return form.run(session, act, request=request, page=INTERESTS, to=to, **_interests(session, bench, actor))


@router.get("/{call_id}/sheets")
def tray(request: Request, session: Db, bench: CallSatIn, actor: SignedIn, q: str = "") -> Response:
    seat = _seat(session, bench, actor)
    rows = queries.tray(session, bench.id, actor.id)
    return page(
        request,
        "review/tray.html",
        call=bench.call,
        seat=seat,
        rows=[row for row in rows if validation.matches(q, row.folio, row.title, row.legal_name)],
        done=sum(row.state == SheetState.submitted for row in rows),
        many=len(rows),
        undeclared=actor.id in undeclared(session, bench.call, [actor.id]),
        recused=len(queries.recused_from(session, bench.id, actor.id)),
        dates=queries.calendar(session, bench.id),
        may_rank=bench.closed or actor.id in bench.done,
        assistance=assisted(session, bench.id),
        ruling=ruling.current(session, bench.id) if bench.closed else None,
        minutes_waiting=minutes.waiting_for(session, bench.id, actor.id),
        faces=SHEET_FACES,
        q=q,
        state_name=state_name,
    )


def _seat(session: Session, bench: Bench, actor: Actor) -> Seat:
    seat = queries.seat_held(session, bench.id, actor.id)
    if seat is None:
        raise Forbidden(_("Accept the invitation first; the link is in your mail."))
    return seat


def _invitation(session: Session, case: SeatAsked, actor: Actor) -> dict[str, Any]:
    part = commission.asked_as(case.seat, actor)
    state = commission.reply_of(case.seat, part) if part else None
    return {
        "call": case.call,
        "seat": case.seat,
        "part": part,
        "state": state,
        "waiting": state == InvitationState.invited,
        "dates": queries.calendar(session, case.call.id),
        "eligible": len(queries.to_declare(session, case.call)),
        "sectors": SECTORS,
    }


def _interests(session: Session, bench: Bench, actor: Actor) -> dict[str, Any]:
    return {
        "call": bench.call,
        "seat": _seat(session, bench, actor),
        "rows": queries.to_declare(session, bench.call),
        "kinds": [(kind.value, str(name)) for kind, name in CONFLICTS.items()],
        "state_name": state_name,
    }
