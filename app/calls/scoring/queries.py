"""The scheme of scoring of a call."""

from sqlmodel import Session, select

from app.calls.scoring.models import CallScoring
from app.calls.scoring.scheme import Scheme, scheme_of


def scoring_of(session: Session, call_id: str) -> CallScoring | None:
    """The row, where staff have said something."""
    return session.exec(select(CallScoring).where(CallScoring.call_id == call_id)).one_or_none()


def scheme(session: Session, call_id: str) -> Scheme:
    """What scoring obeys."""
    return scheme_of(scoring_of(session, call_id))
