"""Whether an activity or an indicator goes as planned; what does not needs its reason [I9]."""

from datetime import date

from app.reports.models import ActivityStatus as A

STOPPED = frozenset({A.delayed, A.on_hold, A.cancelled})


def off_track(status: A, planned_start: date | None, planned_end: date | None, period_end: date) -> bool:
    """Stopped, not begun although its day has passed, or still going after its last day."""
    if status in STOPPED:
        return True
    if status is A.not_started:
        return planned_start is not None and planned_start <= period_end
    return status is A.in_progress and planned_end is not None and planned_end < period_end


def expected_by(planned_start: date | None, period_end: date) -> bool:
    """Whether a report of this period has to say how the activity goes."""
    return planned_start is None or planned_start <= period_end


def met_before_start(*, met: bool | None, status: A | None) -> bool:
    """An indicator is said to be met by an activity that has not started [O11]."""
    return bool(met) and status is A.not_started
