"""When a report is reminded of: 21, 7 and 1 days before it is due, 1 and 7 after; and when it counts as a debt."""

from collections.abc import Collection
from datetime import date

BEFORE_AND_AFTER = (-21, -7, -1, 1, 7)
OPENS_DAYS_BEFORE = 21
GRACE_DAYS = 15
"""A week after the last reminder: until then a late report is late and nothing more."""


def reminder_due(due_on: date, today: date, sent: Collection[int]) -> int | None:
    """The latest reminder whose day has come and that was not sent; earlier ones that were missed stay unsent."""
    passed = [days for days in BEFORE_AND_AFTER if (today - due_on).days >= days]
    latest = passed[-1] if passed else None
    return latest if latest is not None and latest not in sent else None


def opens(due_on: date, today: date) -> bool:
    """A report opens with its first reminder."""
    return (due_on - today).days <= OPENS_DAYS_BEFORE


def owed(due_on: date, today: date) -> bool:
    """Whether the days of grace after a due date are over."""
    return (today - due_on).days > GRACE_DAYS
