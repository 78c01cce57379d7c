"""The work plan [C17, C18, C31]: dated activities with somebody responsible; lengths in inclusive days."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import ValidationInfo, field_validator

from app.core.fields import Day, Line, Paragraphs, wrong
from app.core.forms import Form
from app.core.i18n import _, lazy
from app.core.periods import inclusive_days
from app.proposals.sections.base import Data, Problem, Section
from app.proposals.sections.frame import Activity, Frame


class ActivityForm(Form):
    """One row. `monitor`, `stage` and `observations` may stay empty."""

    id: str = ""
    subject: Line | None = None
    commitment: Line | None = None
    activity: Line
    start: Day
    end: Day
    outcome: Paragraphs
    deliverable: Line
    responsible: Line
    monitor: Line | None = None
    stage: Line | None = None
    observations: Paragraphs | None = None

    @field_validator("end")
    @classmethod
    def _after_start(cls, end: date, info: ValidationInfo) -> date:
        start = info.data.get("start")
        if start and end < start:
            raise wrong(_("The end is before the start. Write the same day or a later one."))
        return end


class WorkPlanForm(Form):
    """The rows in the order that they were written."""

    rows: list[ActivityForm]

    @field_validator("rows")
    @classmethod
    def _some(cls, rows: list[ActivityForm]) -> list[ActivityForm]:
        if not rows:
            raise wrong(_("Write at least one activity."))
        return rows


def length(row: Data) -> int | None:
    """The days of a row as it is saved, or None while its dates cannot be read."""
    span = span_of(row)
    return inclusive_days(*span) if span else None


def total_length(rows: list[Data]) -> int | None:
    """From the first start to the last end; overlapping activities do not add up [C18]."""
    spans = [span for row in rows if (span := span_of(row))]
    if not spans:
        return None
    return inclusive_days(min(start for start, _end in spans), max(end for _start, end in spans))


def stages(rows: Sequence[Mapping[str, Any]]) -> list[tuple[str, int]]:
    """The stages that rows name, in their order, with the days from the first start to the last end of each [C17]."""
    named: dict[str, list[Data]] = {}
    for row in rows:
        if row.get("stage"):
            named.setdefault(str(row["stage"]), []).append(dict(row))
    return [(name, days) for name, those in named.items() if (days := total_length(those)) is not None]


def activities(data: Data) -> tuple[Activity, ...]:
    """The rows as the budget names them."""
    return tuple(Activity(row["id"], str(row.get("activity") or "")) for row in data.get("rows", []))


def span_of(row: Data) -> tuple[date, date] | None:
    """Start and end as saved; None while either cannot be read or they stand the wrong way round."""
    start, end = _read(row.get("start")), _read(row.get("end"))
    return (start, end) if start and end and start <= end else None


def _read(value: Any) -> date | None:  # noqa: ANN401 -- a saved leaf is a date in ISO form, or whatever was typed
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def _check(form: WorkPlanForm, frame: Frame) -> list[Problem]:
    if not frame.named_monitor:
        return []
    words = _("This call asks who will watch over each activity: write a name.")
    return [
        Problem(f"rows-{index}-monitor", words, missing=True) for index, row in enumerate(form.rows) if not row.monitor
    ]


WORK_PLAN = Section(
    "work_plan",
    lazy("Work plan"),
    lazy("What will be done, from when to when, and who answers for it. Days are counted for you."),
    WorkPlanForm,
    _check,
    ("rows",),
)
