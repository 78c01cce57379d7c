"""What staff set for the backward plan of a call."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, select

from app.calls.models import Call
from app.calls.plan.models import CallPlan, ProgrammeHoliday
from app.core.workdays import mexican_holidays


def plan_of(session: Session, call_id: str) -> CallPlan | None:
    """The days that this call's steps take, where they were said."""
    return session.exec(select(CallPlan).where(CallPlan.call_id == call_id)).one_or_none()


def own_holidays(session: Session, programme_id: str) -> Sequence[ProgrammeHoliday]:
    """The programme's own days without work, by date."""
    wanted = select(ProgrammeHoliday).where(ProgrammeHoliday.programme_id == programme_id)
    return session.exec(wanted.order_by(col(ProgrammeHoliday.on))).all()


def holidays(session: Session, call: Call) -> frozenset[date]:
    """All days without work: the official ones of Mexico and the programme's own."""
    return frozenset(mexican_holidays()) | {each.on for each in own_holidays(session, call.programme_id)}
