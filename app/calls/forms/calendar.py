"""The form of the calendar: dates, hours, and the deadlines of single states."""

from datetime import date, time
from typing import Any

from pydantic import Field

from app.calls.forms.base import Hour, PartForm, Row, shown_hour
from app.calls.models import Call, MilestoneKind
from app.calls.moments import DAY_ENDS
from app.calls.parts.calendar import Calendar, OwnDeadline
from app.calls.timetable import TO_THE_HOUR
from app.core.fields import Day, Line, Tick, Zone


class OwnDeadlineRow(Row):
    """A state that closes at another hour or in another zone."""

    state: Line
    on: Day
    at: Hour
    zone: Zone


class CalendarForm(PartForm):
    """All dates are days in the call's zone; two of them have an hour."""

    zone: Zone
    practice: Tick = False
    launch_on: Day | None = None
    questions_close_on: Day | None = None
    questions_close_at: Hour | None = None
    answers_on: Day | None = None
    deadline_on: Day | None = None
    deadline_at: Hour | None = None
    results_on: Day | None = None
    project_start_on: Day | None = None
    project_end_on: Day | None = None
    rows: list[OwnDeadlineRow] = Field(default_factory=list)

    @classmethod
    def initial(cls, part: Calendar) -> dict[str, Any]:
        fields: dict[str, Any] = {"zone": part.zone, "practice": part.practice, "rows": [_row(own) for own in part.own]}
        for kind, (day, at) in part.dates.items():
            fields[f"{kind}_on"] = day
            fields[f"{kind}_at"] = shown_hour(at)
        return fields

    def part(self, _call: Call) -> Calendar:
        dates = {kind: moment for kind in MilestoneKind if (moment := self._moment(kind))}
        own = tuple(OwnDeadline(row.state, row.on, row.at, row.zone, row.place) for row in self.rows)
        return Calendar(self.zone, dates, own, self.practice)

    def _moment(self, kind: MilestoneKind) -> tuple[date, time] | None:
        day: date | None = getattr(self, f"{kind}_on")
        at: time | None = getattr(self, f"{kind}_at") if kind in TO_THE_HOUR else None
        return None if day is None else (day, at or DAY_ENDS)


def _row(own: OwnDeadline) -> dict[str, Any]:
    return {"state": own.state, "on": own.day, "at": shown_hour(own.at), "zone": own.zone}
