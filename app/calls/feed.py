"""The calendar of a call as iCalendar entries: stable identifiers, a sequence that amendments raise [B12]."""

from collections.abc import Iterator
from datetime import timedelta

from sqlmodel import Session

from app.calls import queries
from app.calls.models import Call, CallState, DeadlineOverride, Milestone, MilestoneKind
from app.calls.moments import split
from app.calls.timetable import KINDS, TO_THE_HOUR
from app.core import deadlines
from app.core.calendars import Entry, feed
from app.core.format import both_text
from app.core.i18n import locale
from app.core.territory import state_name
from app.core.web import absolute


def calendar(session: Session, call: Call) -> bytes:
    """The file that people subscribe to."""
    return feed(both_text(call.title), [*_dates(session, call), *_sessions(session, call)])


def _dates(session: Session, call: Call) -> Iterator[Entry]:
    table = queries.timetable(session, call)
    for kind, label in KINDS.items():
        if milestone := table.dates.get(kind):
            yield _date(call, f"{call.id}-{kind}", str(label), milestone, hour=kind in TO_THE_HOUR)
    for state, own in table.overrides.items():
        title = f"{KINDS[MilestoneKind.deadline]}: {state_name(state)}"
        yield _date(call, f"{call.id}-deadline-{state}", title, own, hour=True)


def _date(call: Call, key: str, label: str, date: Milestone | DeadlineOverride, *, hour: bool) -> Entry:
    return Entry(
        key=key,
        title=f"{label} · {both_text(call.title)}",
        starts=date.at if hour else split(date.wall)[0],
        changed_at=date.created_at,
        sequence=call.calendar_sequence,
        description=deadlines.sentence(date.at, date.zone) if hour else "",
        url=absolute(f"/calls/{call.slug}"),
        cancelled=call.state == CallState.cancelled,
    )


def _sessions(session: Session, call: Call) -> Iterator[Entry]:
    for event in queries.events(session, call, cancelled=True):
        yield Entry(
            key=f"{call.id}-session-{event.id}",
            title=both_text(event.title),
            starts=event.at,
            ends=event.at + timedelta(minutes=event.minutes),
            changed_at=event.cancelled_at or event.created_at,
            sequence=call.calendar_sequence,
            description="\n".join(event.agenda.get(locale(), [])),
            location=event.join_url,
            url=absolute(f"/calls/{call.slug}"),
            cancelled=event.cancelled_at is not None or call.state == CallState.cancelled,
        )
