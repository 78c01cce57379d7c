"""What waits between one round and the next: a cut to name, one to confirm, an invitation to take up."""

from collections.abc import Iterator

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
from app.proposals.models import Proposal, ProposalState, RoundInvitation
from app.review.models import Candidacy, CandidacyState, Cut

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
