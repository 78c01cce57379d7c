"""The form of the backward plan."""

from typing import Any

from pydantic import Field

from app.calls.forms.base import Row
from app.calls.plan.models import ProgrammeHoliday
from app.core.fields import Day, Line, Whole
from app.core.forms import Form


class FreeRow(Row):
    """A day on which the programme does not work."""

    on: Day
    name: Line


class PlanForm(Form):
    """Working days from each step to the next, and the programme's own days without work."""

    opening: Whole
    validation: Whole
    sheets: Whole
    ranking: Whole
    pack: Whole
    donor: Whole
    free: list[FreeRow] = Field(default_factory=list)

    @classmethod
    def initial(cls, days: dict[str, int], free: list[ProgrammeHoliday]) -> dict[str, Any]:
        """What the form opens with."""
        return {**days, "free": [{"on": each.on, "name": each.name} for each in free]}
