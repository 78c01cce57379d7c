"""What is done for listeners by itself: reminders of sessions, and addresses that nobody confirmed are deleted."""

from app.calls.audience.service import attending, subscribing
from app.core import jobs

REMINDERS_EVERY = 600.0
SWEEP_EVERY = 3600.0


def register() -> None:
    """Both ticks."""
    jobs.every("session reminders", REMINDERS_EVERY, attending.remind)
    jobs.every("unconfirmed subscriptions", SWEEP_EVERY, subscribing.sweep)
