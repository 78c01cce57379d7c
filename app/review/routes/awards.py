"""An award offered: its organisation accepts or declines."""

from typing import Annotated, Any

from starlette.requests import Request
from starlette.responses import Response

from app.core.db import Db
from app.core.forms import Bound, bound
from app.core.web import Router, page
from app.people.guards import SignedIn
from app.review import forms
from app.review.models import AwardState
from app.review.routes.subjects import AwardToAnswer
from app.review.service import awards
from app.review.states import AWARD_FACES

router = Router(prefix="/awards/{award_id}")
PAGE = "review/award.html"
Declined = Annotated[Bound[forms.DeclineForm], bound(forms.DeclineForm)]


@router.get("")
def show(request: Request, case: AwardToAnswer) -> Response:
    return page(request, PAGE, form=Bound.blank(forms.DeclineForm), **_context(case))


@router.post("/accept")
def accept(request: Request, session: Db, case: AwardToAnswer, actor: SignedIn, form: Declined) -> Response:
    def act() -> None:
        awards.accept(session, case.award, actor=actor)

    return form.run(session, act, request=request, page=PAGE, to=f"/awards/{case.award.id}", **_context(case))


@router.post("/decline")
def decline(request: Request, session: Db, case: AwardToAnswer, actor: SignedIn, form: Declined) -> Response:
    def act() -> None:
        awards.decline(session, case.award, form.data.reason or "", actor=actor)

    return form.run(session, act, request=request, page=PAGE, to=f"/awards/{case.award.id}", **_context(case))


def _context(case: AwardToAnswer) -> dict[str, Any]:
    return {
        "award": case.award,
        "candidacy": case.candidacy,
        "call": case.call,
        "face": AWARD_FACES[case.award.state],
        "waiting": case.award.state == AwardState.offered,
    }
