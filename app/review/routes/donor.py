"""The donor's pages: what waits, the pack of a ruling, and the decision in one act [G1–G3]."""

from decimal import Decimal
from typing import Annotated, Any

from starlette.requests import Request
from starlette.responses import Response

from app.core import clock
from app.core.db import Db, Session
from app.core.format import money
from app.core.forms import Bound, bound
from app.core.territory import state_name
from app.core.web import Router, page
from app.people.access import Actor
from app.people.guards import SignedIn
from app.people.models import Role
from app.review import forms
from app.review.models import Decision, RulingState
from app.review.queries import ruling as queries
from app.review.queries import validation
from app.review.queries.ruling import RulingCase
from app.review.routes.subjects import Donor, RulingToDecide
from app.review.rules.reasons import places_in_words
from app.review.service import donor
from app.review.states import CANDIDACY_FACES, DECISION_FACES

router = Router(prefix="/donor")
PACK = "donor/ruling.html"


@router.get("")
def index(request: Request, session: Db, actor: Donor) -> Response:
    rows = [(ruling, call) for ruling, call in queries.with_donor(session) if _mine(actor, call.programme_id, call.id)]
    return page(request, "donor/index.html", rows=rows, days=_days)


@router.get("/rulings/{ruling_id}")
def show(request: Request, session: Db, case: RulingToDecide) -> Response:
    keys = [place["candidacy"] for place in _recommended(case)]
    form = Bound.blank(forms.Blank, {f"decision-{key}": Decision.approved for key in keys})
    return page(request, PACK, form=form, **_pack(session, case))


@router.post("/rulings/{ruling_id}")
def decide(
    request: Request,
    session: Db,
    case: RulingToDecide,
    actor: SignedIn,
    form: Annotated[Bound[forms.Blank], bound(forms.Blank)],
) -> Response:
    def act() -> None:
        typed = forms.replies(form.raw, [place["candidacy"] for place in _recommended(case)])
        donor.decide(session, case.ruling, case.call, typed, actor=actor)

    to = f"/donor/rulings/{case.ruling.id}"
    return form.run(session, act, request=request, page=PACK, to=to, **_pack(session, case))


def _mine(actor: Actor, programme_id: str, call_id: str) -> bool:
    return actor.has(Role.DONOR, programme_id=programme_id, call_id=call_id)


def _recommended(case: RulingCase) -> list[dict[str, Any]]:
    places = [place for lot in case.ruling.ranking["lots"] for place in lot["places"]]
    return [place for place in places if place["outcome"] == "recommended"]


def _days(since: Any) -> int:  # noqa: ANN401 -- an instant, or nothing yet
    return (clock.now() - since).days if since else 0


def _pack(session: Session, case: RulingCase) -> dict[str, Any]:
    recommended = _recommended(case)
    return {
        "call": case.call,
        "ruling": case.ruling,
        "content": case.ruling.ranking,
        "recommended": recommended,
        "amounts": {place["candidacy"]: money(Decimal(place["requested"]), place["currency"]) for place in recommended},
        "total": sum((Decimal(place["requested"]) for place in recommended), Decimal(0)),
        "said": places_in_words(case.ruling.ranking),
        "funnel": validation.funnel(session, case.call.id),
        "received": queries.received(session, case.call.id),
        "decisions": queries.decisions(session, case.ruling),
        "options": [(each.value, str(DECISION_FACES[each].staff)) for each in Decision],
        "faces": DECISION_FACES,
        "states": CANDIDACY_FACES,
        "waiting": case.ruling.state == RulingState.sent,
        "days": _days(case.ruling.sent_at),
        "state_name": state_name,
    }
