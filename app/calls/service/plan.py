"""Setting the backward plan of a call and the programme's days without work."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlmodel import Session

from app.calls.models import Call
from app.calls.plan.models import CallPlan, ProgrammeHoliday
from app.calls.plan.queries import own_holidays, plan_of
from app.core import audit
from app.core.errors import Refused
from app.core.i18n import _
from app.people.access import Actor
from app.people.models import Role

LONGEST = 120


def set_plan(
    session: Session,
    call: Call,
    days: Mapping[str, int],
    free: Sequence[tuple[int, date, str]],
    *,
    actor: Actor,
) -> None:
    """Working days by step; `free` = (row of the page, day, name) of each day on which the programme does not work."""
    for step, count in days.items():
        if count > LONGEST:
            raise Refused(_("A step takes at most %(n)s working days.", n=LONGEST), step)
    row = plan_of(session, call.id) or CallPlan(call_id=call.id)
    before = dict(row.days)
    row.days = dict(days)
    session.add(row)
    detail: dict[str, object] = {"days": [before, row.days]}
    was = {old.on: old.name for old in own_holidays(session, call.programme_id)}
    now = {day: name for _place, day, name in free}
    if now != was or len(now) < len(free):
        if not actor.has(Role.OFFICER, Role.COORDINATOR, programme_id=call.programme_id):
            raise Refused(
                _("The days off are of the whole programme: its officers and coordinators change them."), "free-0-on"
            )
        _keep_free(session, call.programme_id, free)
        detail["free"] = [_written(was), _written(now)]
    audit.record(session, "call.planned", call, actor=actor, detail=detail)


def _written(free: Mapping[date, str]) -> dict[str, str]:
    return {day.isoformat(): name for day, name in sorted(free.items())}


def _keep_free(session: Session, programme_id: str, free: Sequence[tuple[int, date, str]]) -> None:
    seen: set[date] = set()
    for place, day, _name in free:
        if day in seen:
            raise Refused(_("This day is here twice."), f"free-{place}-on")
        seen.add(day)
    for old in own_holidays(session, programme_id):
        session.delete(old)
    session.flush()
    session.add_all(ProgrammeHoliday(programme_id=programme_id, on=day, name=name) for _place, day, name in free)
    session.flush()
