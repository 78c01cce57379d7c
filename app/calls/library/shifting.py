"""Dates moved by whole days in wall time: 18:00 stays 18:00 over a change of the clocks. Pure but for its sentences."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Any

from app.calls.models import MilestoneKind
from app.calls.moments import DAY_BEGINS, DAY_ENDS, wall
from app.calls.parts.calendar import BEGINNINGS, Calendar
from app.calls.parts.sessions import Sessions
from app.calls.timetable import KINDS, TO_THE_HOUR
from app.core import deadlines
from app.core.errors import Refused
from app.core.format import both_text
from app.core.i18n import _
from app.core.territory import state_name

ANCHORS = (MilestoneKind.launch, MilestoneKind.deadline)


@dataclass(frozen=True)
class Moved:
    """One date before and after; `problem` says why the new hour cannot be, where the clocks skip or repeat it."""

    label: str
    before: date
    after: date
    at: time
    hour: bool
    zone: str
    problem: str


def days_between(parts: Mapping[str, Any], anchor: MilestoneKind, to: date) -> int | None:
    """By how many days everything moves, when this date of the calendar goes there; None if the calendar lacks it."""
    calendar: Calendar = parts["calendar"]
    found = calendar.dates.get(anchor)
    return (to - found[0]).days if found else None


def shifted(parts: Mapping[str, Any], days: int) -> dict[str, Any]:
    """The same parts, every date moved by so many days."""
    by = timedelta(days=days)
    calendar: Calendar = parts["calendar"]
    dates = {kind: (day + by, at) for kind, (day, at) in calendar.dates.items()}
    own = tuple(replace(each, day=each.day + by) for each in calendar.own)
    moved: dict[str, Any] = {**parts, "calendar": replace(calendar, dates=dates, own=own)}
    if "sessions" in parts:
        sessions: Sessions = parts["sessions"]
        meetings = tuple(replace(each, day=each.day + by) for each in sessions.meetings)
        moved["sessions"] = replace(sessions, meetings=meetings)
    return moved


def preview(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Moved]:
    """Every date with where it goes, in the order in which a calendar is read."""
    return [*_milestones(before["calendar"], after["calendar"]), *_own(before, after), *_meetings(before, after)]


def _milestones(before: Calendar, after: Calendar) -> Iterator[Moved]:
    for kind, label in KINDS.items():
        if kind in before.dates:
            day, at = after.dates[kind]
            hour = kind in TO_THE_HOUR
            said = at if hour else DAY_BEGINS if kind in BEGINNINGS else DAY_ENDS
            check = deadlines.deadline if hour else deadlines.instant
            problem = _problem(check, wall(day, said), after.zone)
            yield Moved(str(label), before.dates[kind][0], day, at, hour, after.zone, problem)


def _own(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Moved]:
    for old, new in zip(before["calendar"].own, after["calendar"].own, strict=True):
        name = _("Deadline in %(state)s", state=state_name(new.state))
        problem = _problem(deadlines.deadline, wall(new.day, new.at), new.zone)
        yield Moved(name, old.day, new.day, new.at, hour=True, zone=new.zone, problem=problem)


def _meetings(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Moved]:
    if "sessions" in before:
        for old, new in zip(before["sessions"].meetings, after["sessions"].meetings, strict=True):
            problem = _problem(deadlines.instant, wall(new.day, new.at), new.zone)
            yield Moved(both_text(new.title), old.day, new.day, new.at, hour=True, zone=new.zone, problem=problem)


def _problem(read: Callable[[str, str], object], text: str, zone: str) -> str:
    try:
        read(text, zone)
    except Refused as refusal:
        return refusal.reason
    return ""
