"""Calendars that people subscribe to (iCalendar, RFC 5545): stable identifiers, and a sequence that grows with amendments."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from app.core.settings import settings

if TYPE_CHECKING:
    from icalendar import Event

MEDIA_TYPE = "text/calendar"


@dataclass(frozen=True, slots=True)
class Entry:
    """One event. `key` never changes for the same thing ("deadline-abc123"); `sequence` is the number of its amendments.

    A `date` makes an all-day entry whose `ends` is its last day; instants are aware. `changed_at` is its last change.
    """

    key: str
    title: str
    starts: date | datetime
    changed_at: datetime
    ends: date | datetime | None = None
    sequence: int = 0
    description: str = ""
    location: str = ""
    url: str = ""
    cancelled: bool = False


def feed(name: str, entries: Iterable[Entry]) -> bytes:
    """A calendar file; the same entries give the same bytes."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Convoca//Convoca//ES")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for entry in entries:
        calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def _event(entry: Entry) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", f"{entry.key}@{urlsplit(settings().base_url).hostname}")
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    event.add("sequence", entry.sequence)
    event.add("summary", entry.title)
    event.add("dtstart", entry.starts)
    if entry.ends is not None:
        event.add("dtend", _exclusive(entry.ends))
    for field in ("description", "location", "url"):
        if getattr(entry, field):
            event.add(field, getattr(entry, field))
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    return event


def _exclusive(ends: date | datetime) -> date | datetime:
    """The end of an all-day entry in iCalendar is the day after its last."""
    return ends if isinstance(ends, datetime) else ends + timedelta(days=1)
