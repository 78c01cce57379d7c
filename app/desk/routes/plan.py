"""The backward plan of a call: by when each step must be done, and how it stands."""

from typing import Annotated, Any

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from app.calls import permissions as calls_permissions
from app.calls import queries as calls
from app.calls.forms.moving import focus
from app.calls.forms.plan import PlanForm
from app.calls.models import Call
from app.calls.plan import queries as plans
from app.calls.plan.steps import STEPS, USUAL, backward
from app.calls.service.plan import set_plan
from app.core import clock
from app.core.db import Db, Session
from app.core.forms import Bound, bound, raw_of
from app.core.web import Router, page
from app.desk import permissions
from app.desk.plan import compared
from app.desk.queries.plan import happened
from app.people.access import Actor
from app.people.guards import SignedIn, guard

router = Router(prefix="/manage/calls/{call_id}/plan")
PLAN = "desk/plan.html"

CallToWatch = Annotated[Call, Depends(guard(calls.call, permissions.board, "call_id"))]
CallToPlan = Annotated[Call, Depends(guard(calls.call, calls_permissions.edit, "call_id"))]


@router.get("")
def show(request: Request, session: Db, call: CallToWatch, actor: SignedIn) -> Response:
    kept = plans.plan_of(session, call.id)
    days = {step.value: count for step, count in USUAL.items()} | (kept.days if kept else {})
    initial = PlanForm.initial(days, list(plans.own_holidays(session, call.programme_id)))
    return page(request, PLAN, form=Bound.blank(PlanForm, initial), **_about(session, call, actor))


@router.post("")
def save(
    request: Request,
    session: Db,
    call: CallToPlan,
    actor: SignedIn,
    form: Annotated[Bound[PlanForm], bound(PlanForm)],
) -> Response:
    raw = raw_of(request.state.form)
    if "add" in raw:
        return page(
            request, PLAN, form=Bound(PlanForm, raw=raw, focus=focus(raw, raw, "")), **_about(session, call, actor)
        )

    def act() -> None:
        said = form.data
        days = {step.value: int(getattr(said, step.value)) for step in USUAL}
        set_plan(session, call, days, [(row.place, row.on, row.name) for row in said.free], actor=actor)

    to = f"/manage/calls/{call.id}/plan"
    return form.run(session, act, request=request, page=PLAN, to=to, **_about(session, call, actor))


def _about(session: Session, call: Call, actor: Actor) -> dict[str, Any]:
    kept = plans.plan_of(session, call.id)
    promised = call.results_promised_on
    days = backward(promised, kept.days if kept else {}, plans.holidays(session, call)) if promised else {}
    return {
        "call": call,
        "promised": promised,
        "plan": compared(days, happened(session, call), clock.today(call.timezone)),
        "steps": [(step.value, str(STEPS[step])) for step in USUAL],
        "may_edit": bool(calls_permissions.edit(actor, call)),
    }
