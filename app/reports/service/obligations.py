"""Obligations to report: made from the agreements' periods, opened three weeks before they are due."""

from app.agreements.models import Agreement, ReportingPeriod
from app.core import audit, clock, states
from app.core.db import Session
from app.core.errors import Refused
from app.core.i18n import _
from app.people.access import Actor
from app.programmes.models import Programme, ReportingWindow, Result
from app.reports import facts, mails, prefill, queries
from app.reports.models import Report, ReportState
from app.reports.rules.reminders import opens
from app.reports.states import REPORT


def keep_up(session: Session) -> None:
    """Tick: every period of an agreement in force has its report, and those whose time has come are open."""
    for period, agreement in queries.periods_without_report(session):
        session.add(_of_period(period, agreement))
    session.flush()
    for report in queries.not_due(session):
        zone = queries.programme(session, report.programme_id).timezone
        if opens(report.due_on, clock.today(zone)):
            open_report(session, report, actor=None)


def _of_period(period: ReportingPeriod, agreement: Agreement) -> Report:
    return Report(
        subject_key=f"period:{period.id}",
        agreement_id=agreement.id,
        period_id=period.id,
        programme_id=agreement.programme_id,
        window_id=period.window_id,
        label=period.label,
        start_on=period.start_on,
        end_on=period.end_on,
        due_on=period.due_on,
    )


def open_report(session: Session, report: Report, *, actor: Actor | None) -> None:
    """Open it with what the annexes and the last report already say."""
    last = queries.earlier(session, report)
    report.data = prefill.opening(last.data if last else {}, facts.gather(session, report))
    states.apply(session, report, REPORT, "open", actor=actor)
    mails.opened(session, report)


def start_own(
    session: Session, programme: Programme, window: ReportingWindow, result: Result | None, *, actor: Actor
) -> Report:
    """The team's own report of a window, on one result or on the whole programme; due with the implementer's date."""
    key = f"own:{window.id}:{result.id if result else 'all'}"
    if queries.by_subject(session, key):
        raise Refused(_("This report exists already."))
    report = Report(
        subject_key=key,
        programme_id=programme.id,
        window_id=window.id,
        result_id=result.id if result else None,
        label=window.label,
        start_on=window.start_on,
        end_on=window.end_on,
        due_on=window.donor_due_on,
    )
    session.add(report)
    session.flush()
    audit.record(session, "report.started", report, actor=actor)
    if report.state == ReportState.not_due:
        open_report(session, report, actor=actor)
    return report
