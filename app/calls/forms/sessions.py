"""The form of the sessions."""

from typing import Any

from pydantic import Field

from app.calls.forms.base import Hour, PartForm, Row, shown_hour, texts
from app.calls.models import Call
from app.calls.parts.sessions import Meeting, Sessions
from app.calls.words import both, lines
from app.core.fields import Day, Line, Paragraphs, Tick, Whole, Zone


class MeetingRow(Row):
    """One session; without a zone of its own it takes the call's."""

    title_es: Line
    title_en: Line | None = None
    on: Day
    at: Hour
    zone: Zone | None = None
    minutes: Whole
    places: Whole | None = None
    hosts: Line | None = None
    agenda_es: Paragraphs | None = None
    agenda_en: Paragraphs | None = None
    join_url: Line | None = None
    recording_url: Line | None = None
    same_link_known: Tick = False


class SessionsForm(PartForm):
    """All sessions."""

    rows: list[MeetingRow] = Field(default_factory=list)

    @classmethod
    def initial(cls, part: Sessions) -> dict[str, Any]:
        return {"rows": [_row(meeting) for meeting in part.meetings]}

    def part(self, call: Call) -> Sessions:
        return Sessions(tuple(_meeting(row, call) for row in self.rows))


def _row(meeting: Meeting) -> dict[str, Any]:
    return {
        "id": meeting.id,
        **texts("title", meeting.title),
        "on": meeting.day,
        "at": shown_hour(meeting.at),
        "zone": meeting.zone,
        "minutes": meeting.minutes,
        "places": meeting.places,
        "hosts": ", ".join(meeting.hosts),
        **texts("agenda", meeting.agenda or {}),
        "join_url": meeting.join_url,
        "recording_url": meeting.recording_url,
    }


def _meeting(row: MeetingRow, call: Call) -> Meeting:
    hosts = (host.strip() for host in (row.hosts or "").split(","))
    return Meeting(
        id=row.id,
        title=both(row.title_es, row.title_en),
        day=row.on,
        at=row.at,
        zone=row.zone or call.timezone,
        minutes=row.minutes,
        hosts=tuple(host for host in hosts if host),
        agenda=lines(row.agenda_es, row.agenda_en),
        join_url=row.join_url or "",
        recording_url=row.recording_url or "",
        same_link_known=row.same_link_known,
        places=row.places,
        place=row.place,
    )
