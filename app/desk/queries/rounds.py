"""What waits between one round and the next: a cut to name, one to confirm, an invitation to take up."""

from collections.abc import Iterator

from sqlalchemy.orm import aliased
from sqlmodel import Session, and_, col, func, select

from app.calls.models import Call, CallState, DeadlineOverride, Milestone, MilestoneKind
from app.calls.rounds.models import CallRound, CutKind
from app.core import clock
from app.core.deadlines import in_time
from app.core.format import both_text
from app.core.i18n import lazy
from app.desk.queries import reach
from app.desk.queries.columns import columns
from app.desk.queries.preparing import LEADERS
from app.desk.waiting import Waiting
from app.people.access import Actor
from app.people.models import Organisation
from app.proposals.models import Proposal, ProposalState, RoundInvitation, Submission
from app.review.models import Candidacy, CandidacyState, Cut, VersionComment

IN_VALIDATION = (CandidacyState.validation, CandidacyState.correcting)


def unnamed(session: Session, actor: Actor) -> Iterator[Waiting]:
    """Rounds that score nothing, all validated, of which nobody has said who goes on."""
    left = func.count().filter(col(Candidacy.state).in_(IN_VALIDATION))
    query = (
        columns(Call.id, Call.title, Call.opened_at, left)
        .join(CallRound, col(CallRound.call_id) == Call.id)
        .join(Candidacy, col(Candidacy.call_id) == Call.id)
        .where(
            CallRound.cut == CutKind.eligible,
            reach.calls(actor, *LEADERS),
            ~select(Cut.id).where(Cut.call_id == Call.id).exists(),
        )
        .group_by(Call.id)
        .having(left == 0)
    )
    for key, title, since, _left in session.exec(query):
        yield Waiting(lazy("Name who goes on"), both_text(title), f"/manage/calls/{key}/cut", since)


def unconfirmed(session: Session, actor: Actor) -> Iterator[Waiting]:
    """Cuts that somebody else named."""
    query = (
        columns(Call.id, Call.title, Cut.named_at)
        .join(Cut, col(Cut.call_id) == Call.id)
        .where(col(Cut.confirmed_at).is_(None), Cut.named_by != actor.id, reach.calls(actor, *LEADERS))
    )
    for key, title, since in session.exec(query):
        yield Waiting(lazy("Confirm who goes on"), both_text(title), f"/manage/calls/{key}/cut", since)


def invitations(session: Session, actor: Actor) -> Iterator[Waiting]:
    """Rounds that an organisation is invited to, are open, and has not begun."""
    begun = select(Proposal.id).where(
        Proposal.call_id == RoundInvitation.call_id,
        Proposal.organisation_id == RoundInvitation.organisation_id,
        Proposal.state != ProposalState.withdrawn,
    )
    query = (
        columns(Call.slug, Call.title, RoundInvitation.created_at, func.coalesce(DeadlineOverride.at, Milestone.at))
        .join(Call, col(Call.id) == RoundInvitation.call_id)
        .join(Organisation, col(Organisation.id) == RoundInvitation.organisation_id)
        .join(Milestone, and_(Milestone.call_id == Call.id, Milestone.kind == MilestoneKind.deadline))
        .outerjoin(
            DeadlineOverride, and_(DeadlineOverride.call_id == Call.id, DeadlineOverride.state == Organisation.state)
        )
        .where(
            Call.state == CallState.published,
            col(RoundInvitation.organisation_id).in_(actor.organisation_ids),
            ~begun.exists(),
        )
    )
    for slug, title, since, due in session.exec(query):
        if in_time(clock.now(), due):
            yield Waiting(
                lazy("Start your proposal of the next round"), both_text(title), f"/calls/{slug}/start", since, due=due
            )


def uncommented(session: Session, actor: Actor) -> Iterator[Waiting]:
    """Last versions in an open round with technical assistance on which nobody has sent a comment."""
    later = aliased(Submission)
    newer = select(later.id).where(later.proposal_id == Submission.proposal_id, later.number > Submission.number)
    said = select(VersionComment.id).where(
        VersionComment.submission_id == Submission.id, col(VersionComment.sent_at).is_not(None)
    )
    query = (
        columns(Call.id, Call.title, func.min(Submission.arrived_at), func.count(), func.max(Milestone.at))
        .select_from(Submission)
        .join(Proposal, col(Proposal.id) == Submission.proposal_id)
        .join(Call, col(Call.id) == Proposal.call_id)
        .join(CallRound, col(CallRound.call_id) == Call.id)
        .join(Milestone, and_(Milestone.call_id == Call.id, Milestone.kind == MilestoneKind.deadline))
        .where(
            col(CallRound.assistance),
            Proposal.state == ProposalState.submitted,
            col(Milestone.at) > clock.now(),
            ~newer.exists(),
            ~said.exists(),
            reach.calls(actor, *LEADERS),
        )
        .group_by(Call.id)
    )
    for key, title, since, count, due in session.exec(query):
        yield Waiting(
            lazy("Comment on what was sent"), both_text(title), f"/review/{key}/assistance", since, count, due
        )


def unanswered(session: Session, actor: Actor) -> Iterator[Waiting]:
    """Comments that an organisation has not answered."""
    query = (
        columns(Proposal.id, Proposal.title, func.min(VersionComment.sent_at), func.count())
        .select_from(VersionComment)
        .join(Submission, col(Submission.id) == VersionComment.submission_id)
        .join(Proposal, col(Proposal.id) == Submission.proposal_id)
        .where(
            col(VersionComment.sent_at).is_not(None),
            VersionComment.answer == "",
            col(Proposal.organisation_id).in_(actor.organisation_ids),
        )
        .group_by(Proposal.id, Proposal.title)
    )
    for key, title, since, count in session.exec(query):
        yield Waiting(lazy("Answer the comments on your proposal"), title, f"/proposals/{key}/comments", since, count)
