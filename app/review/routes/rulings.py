"""The ruling: drafted and closed by the team or the chair, signed by each seat, frozen, sent to the donor."""

from typing import Annotated, Any

from starlette.requests import Request
from starlette.responses import Response

from app.calls.rounds.queries import ends_with_cut
from app.core.db import Db, Session
from app.core.documents import MEDIA_TYPE
from app.core.forms import Bound, bound
from app.core.territory import state_name
from app.core.web import Router, download, later, page
from app.people.access import Actor
from app.people.guards import SignedIn, Viewer
from app.review import forms
from app.review.models import RulingState
from app.review.queries import commission
from app.review.queries import ruling as queries
from app.review.queries.bench import Bench
from app.review.queries.ruling import RulingCase
from app.review.queries.standings import standings
from app.review.routes.paper import ruling_pdf
from app.review.routes.subjects import CallToDraft, RulingToRead, RulingToSend, RulingToSign
from app.review.rules.reasons import places_in_words
from app.review.service import donor, ruling
from app.review.states import RULING_FACES

manage = Router(prefix="/manage/calls/{call_id}/ruling")
router = Router(prefix="/rulings/{ruling_id}")
DRAFT, SHOW = "review/ruling_draft.html", "review/ruling.html"
Pressed = Annotated[Bound[forms.Blank], bound(forms.Blank)]
Drafted = Annotated[Bound[forms.RulingForm], bound(forms.RulingForm)]


@manage.get("")
def draft_page(request: Request, session: Db, bench: CallToDraft) -> Response:
    current = queries.current(session, bench.id)
    form = Bound.blank(forms.RulingForm, {"considerations": current.considerations if current else ""})
    return page(request, DRAFT, form=form, **_draft(session, bench))


@manage.post("")
def save_draft(request: Request, session: Db, bench: CallToDraft, actor: SignedIn, form: Drafted) -> Response:
    def act() -> None:
        ruling.draft(session, bench.call, form.data.considerations or "", actor=actor)

    to = f"/manage/calls/{bench.id}/ruling"
    return form.run(session, act, request=request, page=DRAFT, to=to, **_draft(session, bench))


@manage.post("/close")
def close(request: Request, session: Db, bench: CallToDraft, actor: SignedIn, form: Drafted) -> Response:
    def act() -> str:
        made = ruling.draft(session, bench.call, form.data.considerations or "", actor=actor)
        ruling.close(session, made, bench.call, actor=actor)
        return f"/rulings/{made.id}"

    return form.run(session, act, request=request, page=DRAFT, to="", **_draft(session, bench))


@router.get("")
def show(request: Request, session: Db, case: RulingToRead, actor: Viewer) -> Response:
    form = Bound.blank(forms.SignForm, {"seen": case.ruling.draft_digest})
    return page(request, SHOW, form=form, **_shown(session, case, actor))


@router.post("/sign")
def sign(
    request: Request,
    session: Db,
    case: RulingToSign,
    actor: SignedIn,
    form: Annotated[Bound[forms.SignForm], bound(forms.SignForm)],
) -> Response:
    def act() -> None:
        ruling.sign(session, case, seen=form.data.seen, dissent=form.data.dissent or "", actor=actor)

    to = f"/rulings/{case.ruling.id}"
    return form.run(session, act, request=request, page=SHOW, to=to, **_shown(session, case, actor))


@router.post("/send")
def send(request: Request, session: Db, case: RulingToSend, actor: SignedIn, form: Pressed) -> Response:
    def act() -> None:
        if case.call.donor_required:
            donor.send(session, case.ruling, case.call, actor=actor)
        else:
            donor.decide_without_donor(session, case.ruling, case.call, actor=actor)

    to = f"/rulings/{case.ruling.id}"
    return form.run(session, act, request=request, page=SHOW, to=to, **_shown(session, case, actor))


@router.get("/ruling.pdf")
def printed(session: Db, case: RulingToRead) -> Response:
    made = ruling_pdf(session, case)
    return later(lambda: download(made(), MEDIA_TYPE, f"{case.call.slug}-{case.ruling.number}.pdf"))


def _draft(session: Session, bench: Bench) -> dict[str, Any]:
    ranking = standings(session, bench.call)
    current = queries.current(session, bench.id)
    return {
        "call": bench.call,
        "ranking": ranking,
        "obstacles": ruling.obstacles(session, bench.call, ranking),
        "ruling": current,
        "open": current is None or current.state == RulingState.draft,
        "state_name": state_name,
    }


def _shown(session: Session, case: RulingCase, actor: Actor | None) -> dict[str, Any]:
    signed = {each.seat_id: each for each in queries.signatures(session, case.ruling)}
    seat = case.seat_of(actor.id) if actor else None
    staff = actor is not None and actor.is_staff(case.call.programme_id, case.call.id)
    cuts = ends_with_cut(session, case.call.id)
    signed_by_all = case.ruling.state == RulingState.signed
    return {
        "call": case.call,
        "ruling": case.ruling,
        "content": case.ruling.ranking,
        "said": places_in_words(case.ruling.ranking),
        "seats": case.seats,
        "people": commission.people_of(session, case.seats),
        "signed": signed,
        "own": seat,
        "to_sign": seat is not None and seat.id not in signed and case.ruling.state == RulingState.signing,
        "to_send": staff and seat is None and signed_by_all and not cuts,
        "to_cut": cuts and signed_by_all and (seat.chair if seat else staff),
        "staff": staff,
        "face": RULING_FACES[case.ruling.state],
        "state_name": state_name,
    }
