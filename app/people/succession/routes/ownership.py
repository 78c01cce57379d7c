"""Who answers for the organisation: handing over, leaving, claiming and objecting, on one page of its team."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from app.core import clock
from app.core.db import Db, Session
from app.core.forms import Bound, bound
from app.core.web import Router, page, redirect
from app.people import permissions, queries
from app.people.access import Actor
from app.people.guards import SignedIn, guard
from app.people.models import Level, Organisation
from app.people.succession.forms import AnswerForm, ClaimForm, HandoverForm, LeaveForm, ObjectionForm
from app.people.succession.models import Afterwards
from app.people.succession.queries import living_owners, open_handover, running_claim
from app.people.succession.service import claiming, handing
from app.people.succession.words import AFTERWARDS, LOSES
from app.people.words import LEVEL_NAMES

router = Router(prefix="/organisations/{organisation_id}")

Own = Annotated[Organisation, Depends(guard(queries.organisation, permissions.belong, "organisation_id"))]
ToTeam = Annotated[Organisation, Depends(guard(queries.organisation, permissions.manage_team, "organisation_id"))]
PAGE = "people/succession/ownership.html"
FORMS: dict[type, str] = {
    HandoverForm: "handover_form",
    ClaimForm: "claim_form",
    ObjectionForm: "objection_form",
    LeaveForm: "leave_form",
}


def _shown(session: Session, actor: Actor, organisation: Organisation) -> dict[str, Any]:
    team = queries.members(session, organisation.id)
    handover = open_handover(session, organisation.id, clock.now())
    owners = [person.name or person.email for member, person in team if member.level == Level.OWNER]
    mine = actor.member_of(organisation.id, Level.OWNER)
    return {
        "organisation": organisation,
        "names": {person.id: person.name or person.email for _member, person in team},
        "level_names": LEVEL_NAMES,
        "owners": owners,
        "is_owner": mine,
        "is_last": mine and len(living_owners(session, organisation.id)) == 1,
        "heirs": [(person.id, person.name or person.email) for _m, person in team if person.id != actor.id],
        "choices": [(key.value, text) for key, text in AFTERWARDS.items()],
        "loses": LOSES,
        "handover": handover,
        "claim": running_claim(session, organisation.id),
        "wait": claiming.WAIT.days,
        "handover_form": Bound.blank(HandoverForm, {"afterwards": Afterwards.editor}),
        "claim_form": Bound.blank(ClaimForm),
        "objection_form": Bound.blank(ObjectionForm),
        "leave_form": Bound.blank(LeaveForm),
    }


def _run(
    request: Request,
    session: Session,
    actor: Actor,
    organisation: Organisation,
    form: Bound[Any],
    act: Callable[[], None],
    *,
    stays: bool = True,
) -> Response:
    """Do it, or show the page again with what was typed in the form that was sent."""
    context = _shown(session, actor, organisation)
    if form.kind in FORMS:
        context[FORMS[form.kind]] = form
    goal = f"/organisations/{organisation.id}/ownership" if stays else "/organisations"
    return form.run(session, act, request=request, page=PAGE, to=goal, **context)


@router.get("/ownership")
def show(request: Request, session: Db, actor: SignedIn, organisation: Own) -> Response:
    return page(request, PAGE, **_shown(session, actor, organisation))


@router.post("/ownership/offer")
def offer(
    request: Request,
    session: Db,
    actor: SignedIn,
    organisation: ToTeam,
    form: Annotated[Bound[HandoverForm], bound(HandoverForm)],
) -> Response:
    def act() -> None:
        handing.offer(session, organisation, form.data.to_id, form.data.afterwards, actor=actor)

    return _run(request, session, actor, organisation, form, act)


@router.post("/ownership/take-back")
def take_back(session: Db, actor: SignedIn, organisation: ToTeam) -> Response:
    handing.take_back(session, organisation, actor=actor)
    return redirect(f"/organisations/{organisation.id}/ownership")


@router.post("/ownership/answer")
def answer(
    request: Request,
    session: Db,
    actor: SignedIn,
    organisation: Own,
    form: Annotated[Bound[AnswerForm], bound(AnswerForm)],
) -> Response:
    def act() -> None:
        handing.answer(session, organisation, agrees=form.data.answer == "yes", actor=actor)

    return _run(request, session, actor, organisation, form, act)


@router.post("/ownership/leave")
def leave(
    request: Request,
    session: Db,
    actor: SignedIn,
    organisation: Own,
    form: Annotated[Bound[LeaveForm], bound(LeaveForm)],
) -> Response:
    def act() -> None:
        handing.leave(session, organisation, actor=actor)

    return _run(request, session, actor, organisation, form, act, stays=False)


@router.post("/ownership/claim")
def claim(
    request: Request,
    session: Db,
    actor: SignedIn,
    organisation: Own,
    form: Annotated[Bound[ClaimForm], bound(ClaimForm)],
) -> Response:
    def act() -> None:
        claiming.claim(session, organisation, form.data.reason, actor=actor)

    return _run(request, session, actor, organisation, form, act)


@router.post("/ownership/object")
def object_to_claim(
    request: Request,
    session: Db,
    actor: SignedIn,
    organisation: Own,
    form: Annotated[Bound[ObjectionForm], bound(ObjectionForm)],
) -> Response:
    def act() -> None:
        claiming.object_as_member(session, organisation, form.data.words or "", actor=actor)

    return _run(request, session, actor, organisation, form, act)
