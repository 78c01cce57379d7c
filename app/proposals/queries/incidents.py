"""Technical incidents that organisations told of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select as pick
from sqlmodel import Session, col, func, select

from app.people.models import Organisation, User
from app.proposals.models import Incident, Proposal


@dataclass(frozen=True)
class IncidentLine:
    """One report as the team reads it: who, when, what happened; nothing of the proposal."""

    id: str
    proposal_id: str
    organisation: str
    told_by: str
    told_at: datetime
    happened: str
    words: str
    answered: bool


def incidents(session: Session, call_id: str) -> Sequence[IncidentLine]:
    """Every report of a call, the oldest first."""
    rows = session.execute(
        pick(
            col(Incident.id),
            col(Incident.proposal_id),
            col(Organisation.legal_name),
            col(User.name),
            col(Incident.created_at),
            col(Incident.happened),
            col(Incident.words),
            col(Incident.admission_id).is_not(None),
        )
        .join(Proposal, col(Proposal.id) == col(Incident.proposal_id))
        .join(Organisation, col(Organisation.id) == col(Proposal.organisation_id))
        .join(User, col(User.id) == col(Incident.told_by))
        .where(col(Incident.call_id) == call_id)
        .order_by(col(Incident.created_at), col(Incident.id))
    )
    return [IncidentLine(*row) for row in rows]


def own_incidents(session: Session, proposal_id: str) -> Sequence[Incident]:
    """What one proposal's organisation told, the newest first."""
    return session.exec(
        select(Incident).where(Incident.proposal_id == proposal_id).order_by(col(Incident.created_at).desc())
    ).all()


def unanswered(session: Session, call_id: str) -> Sequence[Incident]:
    """The reports that no signed act has answered."""
    return session.exec(select(Incident).where(Incident.call_id == call_id, col(Incident.admission_id).is_(None))).all()


def open_incidents(session: Session, call_id: str) -> int:
    """How many reports wait for an answer."""
    wanted = select(func.count()).select_from(Incident)
    return session.exec(wanted.where(Incident.call_id == call_id, col(Incident.admission_id).is_(None))).one()


def proposals_of(session: Session, ids: Sequence[str]) -> Sequence[Proposal]:
    """These proposals, locked for the act that answers their reports."""
    return session.exec(select(Proposal).where(col(Proposal.id).in_(ids)).with_for_update()).all()
