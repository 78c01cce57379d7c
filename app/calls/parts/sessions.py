"""The sessions of a call: hosts, agenda, where to join, and the recording [B5–B7]."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlmodel import Session

from app.calls import queries
from app.calls.models import Call, CallEvent
from app.calls.moments import split, wall
from app.calls.parts.base import PartKind, Said
from app.calls.words import Both, Lines
from app.core import clock, deadlines
from app.core import format as shown
from app.core.errors import Refused
from app.core.i18n import _, lazy, locale


@dataclass(frozen=True)
class Meeting:
    """One session, in its local time. `same_link_known`: somebody saw that the recording's link is another's too."""

    id: str
    title: Both
    day: date
    at: time
    zone: str
    minutes: int
    hosts: tuple[str, ...] = ()
    agenda: Lines | None = None
    join_url: str = ""
    recording_url: str = ""
    same_link_known: bool = False
    places: int | None = None
    place: int = 0


@dataclass(frozen=True)
class Sessions:
    """All that are not called off, by date."""

    meetings: tuple[Meeting, ...]


def read(session: Session, call: Call) -> Sessions:
    """The part as it stands."""
    return Sessions(tuple(_meeting(place, row) for place, row in enumerate(queries.events(session, call))))


def _meeting(place: int, row: CallEvent) -> Meeting:
    day, at = split(row.wall)
    return Meeting(
        row.id,
        row.title,
        day,
        at,
        row.zone,
        row.minutes,
        tuple(row.hosts),
        row.agenda,
        row.join_url,
        row.recording_url,
        places=row.places,
        place=place,
    )


def write(session: Session, call: Call, part: Sessions) -> None:
    """Keep it. A session that is taken away is called off, so that calendars hear of it."""
    _check(part)
    known = {row.id: row for row in queries.events(session, call)}
    kept = {meeting.id for meeting in part.meetings}
    for key, row in known.items():
        if key not in kept:
            row.cancelled_at = clock.now()
            session.add(row)
    for meeting in part.meetings:
        session.add(_filled(known.get(meeting.id), call, meeting))
    call.calendar_sequence += 1
    session.flush()


def _filled(row: CallEvent | None, call: Call, meeting: Meeting) -> CallEvent:
    text = wall(meeting.day, meeting.at)
    columns: dict[str, Any] = {
        "title": meeting.title,
        "wall": text,
        "zone": meeting.zone,
        "at": deadlines.instant(text, meeting.zone, field=f"rows-{meeting.place}-on"),
        "minutes": meeting.minutes,
        "hosts": list(meeting.hosts),
        "agenda": meeting.agenda or {},
        "join_url": meeting.join_url,
        "recording_url": meeting.recording_url,
        "places": meeting.places,
    }
    if row is None:
        return CallEvent(call_id=call.id, **columns)
    for name, value in columns.items():
        setattr(row, name, value)
    return row


def _check(part: Sessions) -> None:
    links: dict[str, str] = {}
    for meeting in part.meetings:
        field = f"rows-{meeting.place}-"
        if meeting.minutes < 1:
            raise Refused(_("A session lasts at least one minute."), field + "minutes")
        if meeting.places == 0:
            raise Refused(_("Leave it blank if the places are not limited."), field + "places")
        for name in ("join_url", "recording_url"):
            if (link := getattr(meeting, name)) and not link.startswith(("https://", "http://")):
                raise Refused(_("Write the whole address, beginning with https://."), field + name)
        link = meeting.recording_url
        if link in links and not meeting.same_link_known:
            reason = _(
                "This is the recording of “%(other)s” too. If that is right, tick the box below.", other=links[link]
            )
            raise Refused(reason, field + "recording_url")
        if link:
            links[link] = shown.both_text(meeting.title)


def facts(part: Sessions) -> Said:
    """What the public goes by; a recording is news afterwards and is told apart."""
    for number, meeting in enumerate(part.meetings, start=1):
        at = meeting.at.strftime("%H:%M")
        when = _(
            "%(day)s at %(time)s (%(zone)s)", day=shown.day(meeting.day), time=at, zone=shown.zone_name(meeting.zone)
        )
        said = [shown.both_text(meeting.title), when, ", ".join(meeting.hosts)]
        said += (meeting.agenda or {}).get(locale(), [])
        said += [
            _("Places: %(n)s", n=meeting.places) if meeting.places else "",
            meeting.join_url,
        ]
        yield f"session-{meeting.id or number}", _("Session %(n)s", n=number), "\n".join(line for line in said if line)


SESSIONS = PartKind("sessions", lazy("Sessions"), read, write, facts)
