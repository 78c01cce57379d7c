"""What a late report says to the programme's register: a debt once the days of grace are over, settled when accepted."""

from datetime import date, timedelta

from app.agreements.models import Agreement
from app.core import audit, clock
from app.core.db import Session
from app.people.queries import organisation
from app.programmes.register import queries as register_queries
from app.programmes.register.forms import Entry
from app.programmes.register.models import EntryKind
from app.programmes.service import register
from app.reports import mails, queries
from app.reports.models import Report
from app.reports.rules.reminders import GRACE_DAYS, owed


def enter(session: Session) -> None:
    """Tick: every report that nobody sent and whose grace is over stands in the register. Repeating it changes nothing."""
    for report in queries.to_remind(session):
        if report.agreement_id and owed(_due(report), _today(session, report)):
            _enter(session, report, queries.agreement(session, report.agreement_id))


def accepted(session: Session, report: Report) -> None:
    """The debt is over, if there was one."""
    register.settle(session, source(report), _today(session, report))


def source(report: Report) -> str:
    """How the entry names the report that it follows."""
    return f"report:{report.id}"


def _enter(session: Session, report: Report, agreement: Agreement) -> None:
    body = organisation(session, agreement.organisation_id)
    standing = register_queries.by_source(session, source(report))
    if body is None or (standing is not None and standing.settled_on is None):
        return
    entry = Entry(
        kind=EntryKind.debt,
        name=body.legal_name,
        rfc=body.rfc,
        reference=f"{agreement.number} · {report.label}",
        currency=agreement.currency,
        since=_due(report),
    )
    written = register.write(session, report.programme_id, source(report), entry)
    audit.record(session, "report.owed", report, actor=None, detail={"reference": written.reference})
    mails.owed(session, report, due_on=_due(report), until=_due(report) + timedelta(days=GRACE_DAYS))


def _due(report: Report) -> date:
    return report.return_due_on or report.due_on


def _today(session: Session, report: Report) -> date:
    return clock.today(queries.programme(session, report.programme_id).timezone)
