"""Who of a seat scores a proposal, and how many sheets a ruling needs for it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.review.models import Conflict, InvitationState, Part


@dataclass(frozen=True, slots=True)
class Holder:
    """One person of a seat with the answer to the invitation."""

    user_id: str
    part: Part
    invitation: InvitationState


def reviewer_for(holders: Sequence[Holder], declared: Callable[[str], Conflict | None]) -> str | None:
    """The member, else the alternate where the member declined or is recused; nobody scores undeclared.

    While the member has neither answered nor declared, the alternate waits.
    """
    for holder in holders:
        if holder.invitation == InvitationState.declined or declared(holder.user_id) == Conflict.recuse:
            continue
        ready = holder.invitation == InvitationState.accepted and declared(holder.user_id) is not None
        return holder.user_id if ready else None
    return None


def sheets_needed(seats: int, recused: int, *, minimum: int, minimum_recused: int) -> int:
    """The call's minimum; its lower one where recusals leave fewer seats than the minimum."""
    return minimum if seats - recused >= minimum else minimum_recused
