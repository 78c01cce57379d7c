"""Dates of a calendar on which nobody is at work: said beside them, never refused."""

from collections.abc import Iterator, Mapping
from datetime import date

from babel.dates import format_date
from sqlmodel import Session

from app.calls.models import Call
from app.calls.parts.calendar import Calendar
from app.calls.plan.queries import own_holidays
from app.calls.timetable import KINDS
from app.core.format import both_text, tag
from app.core.i18n import _
from app.core.workdays import is_working_day, mexican_holidays


def free_days(session: Session, call: Call) -> Mapping[date, str]:
    """Days without work with their names: the official ones of Mexico and the programme's own."""
    official = {day: both_text(name) for day, name in mexican_holidays().items()}
    return official | {each.on: each.name for each in own_holidays(session, call.programme_id)}


def remarks(session: Session, call: Call, part: Calendar) -> dict[str, str]:
    """What is said of each date, by the place on the calendar's page where it stands; nothing where people work."""
    free = free_days(session, call)
    said = {f"free-{kind}": "" for kind in KINDS} | {f"free-{state}": "" for state in call.states}
    for kind, (day, _hour) in part.dates.items():
        said[f"free-{kind}"] = remark(day, free)
    for own in part.own:
        said[f"free-{own.state}"] = remark(own.day, free)
    return said


def remark(day: date, free: Mapping[date, str]) -> str:
    """Why nobody is at work that day; empty where they are."""
    if day in free:
        return _("A day off: %(name)s.", name=free[day])
    if is_working_day(day, ()):
        return ""
    return _("It falls on a %(weekday)s.", weekday=format_date(day, "EEEE", locale=tag()))


def noticed(session: Session, call: Call, part: Calendar) -> Iterator[str]:
    """The same in a line a date, for the page of the call."""
    free = free_days(session, call)
    for kind, name in KINDS.items():
        if kind in part.dates and (said := remark(part.dates[kind][0], free)):
            yield f"{name}: {said}"
