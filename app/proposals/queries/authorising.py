"""The representative's authorisations of a proposal."""

from datetime import datetime

from sqlmodel import Session, col, func, select

from app.proposals.models import Authorisation


def last_authorisation(session: Session, proposal_id: str) -> Authorisation | None:
    """The newest one asked: the only one that counts."""
    return session.exec(
        select(Authorisation)
        .where(Authorisation.proposal_id == proposal_id)
        .order_by(col(Authorisation.created_at).desc(), col(Authorisation.id))
        .limit(1)
    ).first()


def authorisation_by_hash(session: Session, mark: str) -> Authorisation | None:
    """The one whose mailed secret has this digest."""
    return session.exec(select(Authorisation).where(Authorisation.token_hash == mark)).first()


def authorisations_since(session: Session, proposal_id: str, since: datetime) -> int:
    """How many were asked of a proposal since then."""
    return session.exec(
        select(func.count())
        .select_from(Authorisation)
        .where(Authorisation.proposal_id == proposal_id, col(Authorisation.created_at) > since)
    ).one()
