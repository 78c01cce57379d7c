"""What waits for an organisation: its drafts, corrections, award, agreement, payments and reports."""

from collections.abc import Iterator

from sqlmodel import Session, and_, col, func, or_

from app.agreements.models import Agreement, AgreementState, Side, Tranche
from app.calls.models import Call, CallState, DeadlineOverride, Milestone, MilestoneKind
from app.core import clock
from app.core.deadlines import in_time
from app.core.format import both_text
from app.core.i18n import lazy
from app.desk.queries.columns import columns
from app.desk.queries.running import OPEN_REPORTS
from app.desk.waiting import Waiting
from app.people.access import Actor
from app.proposals.models import Proposal, ProposalState
from app.reports.models import Report
from app.review.models import Award, AwardState, Candidacy, CandidacyState, Correction


def drafts(session: Session, actor: Actor) -> Iterator[Waiting]:
    """Proposals begun and not sent, or changed since they were sent, while the call is open."""
    unsent = or_(
        Proposal.state == ProposalState.draft,
        and_(Proposal.state == ProposalState.submitted, Proposal.sent_revision != Proposal.revision),
    )
    deadline = func.coalesce(DeadlineOverride.at, Milestone.at)
    query = (
        columns(Proposal.id, Call.title, Proposal.created_at, deadline)
        .join(Call, col(Call.id) == Proposal.call_id)
        .join(Milestone, and_(Milestone.call_id == Call.id, Milestone.kind == MilestoneKind.deadline))
        .outerjoin(
            DeadlineOverride, and_(DeadlineOverride.call_id == Call.id, DeadlineOverride.state == Proposal.home_state)
        )
        .where(unsent, Call.state == CallState.published, col(Proposal.organisation_id).in_(actor.organisation_ids))
    )
    for key, title, since, at in session.exec(query):
        if in_time(clock.now(), at):
            yield Waiting(lazy("Finish and send your proposal"), both_text(title), f"/proposals/{key}", since, due=at)


def corrections(session: Session, actor: Actor) -> Iterator[Waiting]:
    """Papers that the team asked to put right."""
    query = (
        columns(
            Proposal.id,
            Candidacy.title,
            func.min(Correction.created_at),
            func.min(Correction.until),
            func.count(col(Correction.id)),
        )
        .join(Candidacy, col(Candidacy.id) == Correction.candidacy_id)
        .join(Proposal, col(Proposal.id) == Candidacy.proposal_id)
        .where(Candidacy.state == CandidacyState.correcting, col(Correction.answered_at).is_(None))
        .where(col(Candidacy.organisation_id).in_(actor.organisation_ids))
        .group_by(Proposal.id, Candidacy.title)
    )
    for key, title, since, until, count in session.exec(query):
        yield Waiting(lazy("Put a document right"), title, f"/proposals/{key}/outcome", since, count, until)


def awards(session: Session, actor: Actor) -> Iterator[Waiting]:
    """Awards to accept or decline."""
    query = (
        columns(Award.id, Candidacy.title, Award.offered_at)
        .join(Candidacy, col(Candidacy.id) == Award.candidacy_id)
        .where(Award.state == AwardState.offered, col(Candidacy.organisation_id).in_(actor.organisation_ids))
    )
    for key, title, since in session.exec(query):
        yield Waiting(lazy("Accept or decline the award"), title, f"/awards/{key}", since)


def agreements(session: Session, actor: Actor) -> Iterator[Waiting]:
    """Agreements whose text waits for the organisation."""
    query = columns(Agreement.id, Agreement.title, Agreement.created_at).where(
        Agreement.state == AgreementState.drafting,
        Agreement.pen == Side.cso,
        col(Agreement.organisation_id).in_(actor.organisation_ids),
    )
    for key, title, since in session.exec(query):
        yield Waiting(lazy("Read and accept the text of the agreement"), title, f"/agreements/{key}", since)


def payments(session: Session, actor: Actor) -> Iterator[Waiting]:
    """Payments to confirm."""
    query = (
        columns(Agreement.id, Agreement.title, Tranche.paid_on)
        .join(Agreement, col(Agreement.id) == Tranche.agreement_id)
        .where(
            col(Tranche.paid_on).is_not(None),
            col(Tranche.received_at).is_(None),
            col(Agreement.organisation_id).in_(actor.organisation_ids),
        )
    )
    for key, title, paid in session.exec(query):
        yield Waiting(lazy("Confirm that the payment arrived"), title, f"/agreements/{key}", paid)


def reports(session: Session, actor: Actor) -> Iterator[Waiting]:
    """Reports to write, and returned ones to correct."""
    query = (
        columns(
            Report.id,
            Report.label,
            Agreement.title,
            Report.end_on,
            func.coalesce(Report.return_due_on, Report.due_on),
            Report.state,
        )
        .join(Agreement, col(Agreement.id) == Report.agreement_id)
        .where(col(Report.state).in_(OPEN_REPORTS), col(Agreement.organisation_id).in_(actor.organisation_ids))
    )
    for key, label, title, since, due, state in session.exec(query):
        words = (
            lazy("Correct and send the report again")
            if state == "returned"
            else lazy("Write and send the quarterly report")
        )
        yield Waiting(words, f"{title} · {label}", f"/reports/{key}", since, due=due)
