"""Reminders: to the person who types and to the signatory, each day's once; none for what was accepted."""

from app.core import clock
from app.core.db import Session
from app.reports import mails, queries
from app.reports.models import Report, ReportReminder
from app.reports.rules.reminders import reminder_due


def remind(session: Session) -> None:
    """Tick: send the reminders whose day has come. Repeating it sends nothing twice."""
    for report in queries.to_remind(session):
        _remind_of(session, report)


def _remind_of(session: Session, report: Report) -> None:
    due_on = report.return_due_on or report.due_on
    today = clock.today(queries.programme(session, report.programme_id).timezone)
    days = reminder_due(due_on, today, queries.reminded(session, report, due_on))
    if days is None:
        return
    session.add(ReportReminder(report_id=report.id, due_on=due_on, days=days))
    session.flush()
    mails.reminder(session, report, due_on=due_on, days=(due_on - today).days)
