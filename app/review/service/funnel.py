"""The numbers of a round that its results make public."""

from sqlmodel import Session

from app.calls.models import Call
from app.calls.service.rounds import record_counts
from app.review.models import CandidacyState
from app.review.queries.validation import funnel


def tell_funnel(session: Session, call: Call, won: CandidacyState) -> None:
    """How many were received, met every rule and ended in this state; a call of one round keeps no such numbers."""
    counts = funnel(session, call.id)
    received = sum(counts.values())
    met = received - counts.get(CandidacyState.ineligible, 0)
    record_counts(session, call, received=received, eligible=met, goes_on=counts.get(won, 0))
