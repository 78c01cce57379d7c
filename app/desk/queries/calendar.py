"""The calls whose dates are in a person's calendar."""

from collections.abc import Sequence

from sqlmodel import Session, col, or_, select

from app.calls.models import Call, CallFollower
from app.calls.permissions import PUBLIC
from app.desk.queries import reach
from app.people.access import Actor
from app.people.models import Role
from app.proposals.models import Proposal, ProposalState


def calls(session: Session, actor: Actor) -> Sequence[Call]:
    """Public calls that this person follows, has a proposal in, or works on with one of today's roles."""
    followed = select(CallFollower.call_id).where(CallFollower.user_id == actor.id)
    applied = select(Proposal.call_id).where(
        col(Proposal.organisation_id).in_(actor.organisation_ids), Proposal.state != ProposalState.withdrawn
    )
    query = select(Call).where(
        col(Call.state).in_(PUBLIC),
        or_(col(Call.id).in_(followed), col(Call.id).in_(applied), reach.calls(actor, *Role)),
    )
    return session.exec(query.order_by(col(Call.published_at), col(Call.id))).all()
