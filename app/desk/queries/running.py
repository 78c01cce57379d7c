"""What waits once there are awards: agreements, payments, reports, the donor's report."""

from collections.abc import Iterator
from datetime import timedelta

from sqlmodel import Session, and_, col, func, or_, select

from app.agreements.models import Agreement, AgreementState, Side, Tranche
from app.calls.models import Call
from app.core import clock
from app.core.i18n import lazy
from app.desk.queries import reach
from app.desk.queries.columns import columns
from app.desk.queries.preparing import LEADERS
from app.desk.waiting import ZONE, Waiting
from app.people.access import Actor
from app.people.models import Organisation, Role
from app.programmes.models import Programme, ReportingWindow
from app.reports.models import DonorReport, DonorReportState, Report, ReportRound, ReportState
from app.review.models import Award, AwardState, Candidacy

SOON = timedelta(days=30)
OPEN_REPORTS = (ReportState.open, ReportState.returned)


def awards(session: Session, actor: Actor) -> Iterator[Waiting]:
    """Awards that an organisation accepted and that have no agreement yet."""
    drafted = select(Agreement.id).where(Agreement.award_id == Award.id)
    query = (
        columns(Award.id, Organisation.legal_name, Award.answered_at)
        .join(Candidacy, col(Candidacy.id) == Award.candidacy_id)
        .join(Call, col(Call.id) == Candidacy.call_id)
        .join(Organisation, col(Organisation.id) == Candidacy.organisation_id)
        .where(Award.state == AwardState.accepted, ~drafted.exists(), reach.calls(actor, *LEADERS))
    )
    for key, name, since in session.exec(query):
        yield Waiting(lazy("Draft the agreement"), name, f"/agreements/from-award/{key}", since)


def pens(session: Session, actor: Actor) -> Iterator[Waiting]:
    """Agreements whose text waits for the team, and agreed ones that wait for signatures."""
    with_us = and_(Agreement.state == AgreementState.drafting, Agreement.pen == Side.staff)
    query = (
        columns(
            Agreement.id,
            Organisation.legal_name,
            Agreement.state,
            Agreement.created_at,
            func.coalesce(Agreement.accepted_by_staff_at, Agreement.created_at),
        )
        .join(Organisation, col(Organisation.id) == Agreement.organisation_id)
        .where(or_(with_us, Agreement.state == AgreementState.agreed), reach.agreements(actor, *LEADERS))
    )
    for key, name, state, created, agreed in session.exec(query):
        if state == AgreementState.agreed:
            yield Waiting(lazy("Record the signatures and the signed copy"), name, f"/agreements/{key}", agreed)
        else:
            yield Waiting(lazy("Write or accept the text of the agreement"), name, f"/agreements/{key}", created)


def submitted_reports(session: Session, actor: Actor) -> Iterator[Waiting]:
    """Reports of organisations that wait to be read: silence from staff is shown too."""
    sent = func.max(ReportRound.submitted_at)
    query = (
        columns(Report.id, Organisation.legal_name, Report.label, sent)
        .join(Agreement, col(Agreement.id) == Report.agreement_id)
        .join(Organisation, col(Organisation.id) == Agreement.organisation_id)
        .join(ReportRound, col(ReportRound.report_id) == Report.id)
        .where(Report.state == ReportState.submitted, reach.agreements(actor, *LEADERS))
        .group_by(Report.id, Organisation.legal_name, Report.label)
    )
    for key, name, label, since in session.exec(query):
        yield Waiting(lazy("Read the report"), f"{name} · {label}", f"/reports/{key}/review", since)


def late_reports(session: Session, actor: Actor) -> Iterator[Waiting]:
    """Reports of organisations whose day has passed."""
    today = clock.today(ZONE)
    due = func.coalesce(Report.return_due_on, Report.due_on)
    query = (
        columns(Report.id, Organisation.legal_name, Report.label, due)
        .join(Agreement, col(Agreement.id) == Report.agreement_id)
        .join(Organisation, col(Organisation.id) == Agreement.organisation_id)
        .where(col(Report.state).in_(OPEN_REPORTS), due < today, reach.agreements(actor, *LEADERS))
    )
    for key, name, label, day in session.exec(query):
        yield Waiting(lazy("Ask for a late report"), f"{name} · {label}", f"/reports/{key}", day, due=day)


def own_reports(session: Session, actor: Actor) -> Iterator[Waiting]:
    """The team's own reports: to be written, or sent by a colleague and to be read."""
    query = (
        columns(
            Report.id, Report.label, Report.state, Report.end_on, func.coalesce(Report.return_due_on, Report.due_on)
        )
        .join(Programme, col(Programme.id) == Report.programme_id)
        .where(col(Report.agreement_id).is_(None), col(Report.state).in_([*OPEN_REPORTS, ReportState.submitted]))
        .where(reach.programmes(actor, *LEADERS))
    )
    for key, label, state, since, due in session.exec(query):
        words = (
            lazy("Read the team's own report")
            if state == ReportState.submitted
            else lazy("Write the team's own report")
        )
        yield Waiting(words, label, f"/reports/{key}", since, due=due)


def donor_reports(session: Session, actor: Actor) -> Iterator[Waiting]:
    """Windows that have ended, are due to the donor within a month or overdue, and have no locked report."""
    today = clock.today(ZONE)
    locked = select(DonorReport.id).where(
        DonorReport.window_id == ReportingWindow.id, DonorReport.state == DonorReportState.locked
    )
    draft = select(DonorReport.id).where(DonorReport.window_id == ReportingWindow.id).limit(1).scalar_subquery()
    query = (
        columns(draft, ReportingWindow.label, ReportingWindow.end_on, ReportingWindow.donor_due_on)
        .join(Programme, col(Programme.id) == ReportingWindow.programme_id)
        .where(
            ReportingWindow.end_on < today,
            col(ReportingWindow.donor_due_on) <= today + SOON,
            ReportingWindow.start_on >= Programme.start_on,
        )
        .where(~locked.exists(), reach.programmes(actor, *LEADERS))
    )
    for key, label, since, due in session.exec(query):
        yield Waiting(
            lazy("Build the report to the donor"),
            label,
            f"/donor-reports/{key}" if key else "/donor-reports",
            since,
            due=due,
        )


def payments(session: Session, actor: Actor) -> Iterator[Waiting]:
    """Tranches whose condition is met and that nobody has paid."""
    query = (
        columns(Agreement.id, Organisation.legal_name, Tranche.condition_met_at, Tranche.planned_on)
        .join(Agreement, col(Agreement.id) == Tranche.agreement_id)
        .join(Organisation, col(Organisation.id) == Agreement.organisation_id)
        .where(
            col(Tranche.condition_met_at).is_not(None),
            col(Tranche.paid_on).is_(None),
            Agreement.state == AgreementState.active,
        )
        .where(reach.agreements(actor, Role.FINANCE))
    )
    for key, name, since, planned in session.exec(query):
        yield Waiting(lazy("Pay the tranche whose condition is met"), name, f"/agreements/{key}", since, due=planned)


def receipts(session: Session, actor: Actor) -> Iterator[Waiting]:
    """Payments whose arrival the organisation has not confirmed."""
    query = (
        columns(Agreement.id, Organisation.legal_name, Tranche.paid_on)
        .join(Agreement, col(Agreement.id) == Tranche.agreement_id)
        .join(Organisation, col(Organisation.id) == Agreement.organisation_id)
        .where(
            col(Tranche.paid_on).is_not(None), col(Tranche.received_at).is_(None), reach.agreements(actor, Role.FINANCE)
        )
    )
    for key, name, paid in session.exec(query):
        yield Waiting(lazy("Payment not confirmed by the organisation"), name, f"/agreements/{key}", paid)


def locked_reports(session: Session, actor: Actor) -> Iterator[Waiting]:
    """Reports locked for the donor within the last month."""
    query = (
        columns(DonorReport.id, ReportingWindow.label, DonorReport.locked_at, ReportingWindow.donor_due_on)
        .join(ReportingWindow, col(ReportingWindow.id) == DonorReport.window_id)
        .join(Programme, col(Programme.id) == DonorReport.programme_id)
        .where(DonorReport.state == DonorReportState.locked, col(DonorReport.locked_at) >= clock.now() - SOON)
        .where(reach.programmes(actor, Role.DONOR))
    )
    for key, label, since, _due in session.exec(query):
        yield Waiting(lazy("Read the report to the donor"), label, f"/donor-reports/{key}", since)
