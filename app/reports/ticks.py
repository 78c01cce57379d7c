"""What reports do by themselves: obligations kept up, reminders sent, debts entered in the register."""

from app.core import jobs
from app.reports.service import obligations, owing, reminders

OBLIGATIONS_EVERY = 60.0
REMINDERS_EVERY = 3600.0
DEBTS_EVERY = 3600.0


def register() -> None:
    """Obligations first: a report opens before it is reminded of."""
    jobs.every("report obligations", OBLIGATIONS_EVERY, obligations.keep_up)
    jobs.every("report reminders", REMINDERS_EVERY, reminders.remind)
    jobs.every("report debts", DEBTS_EVERY, owing.enter)
