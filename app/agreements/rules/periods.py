"""Two calendars: the implementer's windows to the donor, and the organisation's earlier due dates [I2]."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from app.core.workdays import minus_working_days


class Window(Protocol):
    """A reporting window of the implementer."""

    id: str
    label: str
    start_on: date
    end_on: date
    donor_due_on: date


@dataclass(frozen=True, slots=True)
class PlannedPeriod:
    """A stretch to report on and the day it is due."""

    window_id: str
    label: str
    start_on: date
    end_on: date
    due_on: date


def planned_periods(windows: Iterable[Window], start_on: date, end_on: date, lead_days: int) -> list[PlannedPeriod]:
    """The part of each window that the agreement lives through, due `lead_days` working days before the donor's date."""
    touched = [window for window in windows if window.start_on <= end_on and start_on <= window.end_on]
    return [_planned(window, start_on, end_on, lead_days) for window in sorted(touched, key=lambda each: each.start_on)]


def _planned(window: Window, start_on: date, end_on: date, lead_days: int) -> PlannedPeriod:
    return PlannedPeriod(
        window_id=window.id,
        label=window.label,
        start_on=max(window.start_on, start_on),
        end_on=min(window.end_on, end_on),
        due_on=minus_working_days(window.donor_due_on, lead_days),
    )


def due_too_early(periods: Iterable[PlannedPeriod]) -> PlannedPeriod | None:
    """The first period whose report would be due before it ends, if any."""
    return next((period for period in periods if period.due_on <= period.end_on), None)
