"""The calendar of a call as iCalendar entries: stable identifiers, a sequence that amendments raise [B12]."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlmodel import Session

from app.calls import queries
from app.calls.models import Call, CallEvent, CallState, DeadlineOverride, Milestone, MilestoneKind
from app.calls.moments import split
from app.calls.timetable import KINDS, TO_THE_HOUR
from app.core import deadlines
from app.core.calendars import Entry, feed
from app.core.format import ALWAYS, both_text
from app.core.i18n import locale
from app.core.territory import state_name
from app.core.web import absolute


def calendar(session: Session, call: Call) -> bytes:
    """The file that people subscribe to."""
    return feed(both_text(call.title), entries(session, call))


def entries(session: Session, call: Call) -> list[Entry]:
    """The dates and the sessions of a call."""
    changed = _changed(session, call)
    return [*_dates(session, call, changed.get("calendar")), *_sessions(session, call, changed.get("sessions"))]


def session_file(call: Call, event: CallEvent) -> bytes:
    """One session as a file: in any calendar it replaces what was sent of it before."""
    return feed(both_text(event.title), [_session(call, event, None)])


def _changed(session: Session, call: Call) -> dict[str, datetime]:
    """When each part was last amended."""
    return {each.part: each.published_at for each in reversed(queries.amendments(session, call))}


def _dates(session: Session, call: Call, amended: datetime | None) -> Iterator[Entry]:
    table = queries.timetable(session, call)
    for kind, label in KINDS.items():
        if (milestone := table.dates.get(kind)) and milestone.at < ALWAYS:
            yield _date(call, f"{call.id}-{kind}", str(label), milestone, amended, hour=kind in TO_THE_HOUR)
    for state, own in table.overrides.items():
        title = f"{KINDS[MilestoneKind.deadline]}: {state_name(state)}"
        yield _date(call, f"{call.id}-deadline-{state}", title, own, amended, hour=True)


def _date(
    call: Call, key: str, label: str, date: Milestone | DeadlineOverride, amended: datetime | None, *, hour: bool
) -> Entry:
    return Entry(
        key=key,
        title=f"{label} · {both_text(call.title)}",
        starts=date.at if hour else split(date.wall)[0],
        changed_at=_last(date.created_at, amended, call.cancelled_at),
        sequence=call.calendar_sequence,
        description=deadlines.sentence(date.at, date.zone) if hour else "",
        url=absolute(f"/calls/{call.slug}"),
        cancelled=call.state == CallState.cancelled,
    )


def _sessions(session: Session, call: Call, amended: datetime | None) -> Iterator[Entry]:
    for event in queries.events(session, call, cancelled=True):
        yield _session(call, event, amended)


def _session(call: Call, event: CallEvent, amended: datetime | None) -> Entry:
    return Entry(
        key=f"{call.id}-session-{event.id}",
        title=both_text(event.title),
        starts=event.at,
        ends=event.at + timedelta(minutes=event.minutes),
        changed_at=_last(event.created_at, amended, event.cancelled_at, call.cancelled_at),
        sequence=call.calendar_sequence,
        description="\n".join(event.agenda.get(locale(), [])),
        location=event.join_url,
        url=absolute(f"/calls/{call.slug}"),
        cancelled=event.cancelled_at is not None or call.state == CallState.cancelled,
    )


def _last(*instants: datetime | None) -> datetime:
    return max(instant for instant in instants if instant is not None)
