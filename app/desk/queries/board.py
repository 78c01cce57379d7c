"""Counts of one call: never a name, a title or a score, so they may be shown before the call is opened."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, func

from app.agreements.models import Agreement
from app.calls.models import Lot
from app.desk.queries.columns import columns
from app.proposals.models import Proposal, ProposalState
from app.review.models import Candidacy, CandidacyState, ScoreSheet, SheetState


def by_standing(session: Session, call_id: str) -> dict[ProposalState, int]:
    """How many proposals are drafts, sent and withdrawn."""
    query = columns(Proposal.state, func.count()).where(Proposal.call_id == call_id).group_by(Proposal.state)
    return dict(session.exec(query).all())


def received_by_state(session: Session, call_id: str) -> dict[str, int]:
    """ISO code of the organisation's home -> proposals received."""
    return by_home(session, call_id, ProposalState.submitted)


def by_home(session: Session, call_id: str, state: ProposalState) -> dict[str, int]:
    """ISO code of the organisation's home -> how many proposals stand there."""
    query = (
        columns(Proposal.home_state, func.count())
        .where(Proposal.call_id == call_id, Proposal.state == state)
        .group_by(Proposal.home_state)
    )
    return dict(session.exec(query).all())


def by_lot(
    session: Session, call_id: str, state: ProposalState = ProposalState.submitted
) -> Sequence[tuple[str, dict[str, str], int]]:
    """(code, name, how many proposals stand there) of every lot, those without any included."""
    sent = func.count(col(Proposal.id))
    query = (
        columns(Lot.code, Lot.name, sent)
        .outerjoin(Proposal, (col(Proposal.lot_id) == Lot.id) & (col(Proposal.state) == state))
        .where(Lot.call_id == call_id)
        .group_by(col(Lot.id))
        .order_by(col(Lot.order_index))
    )
    return [(code, name, count) for code, name, count in session.exec(query)]


def arrivals(session: Session, call_id: str) -> Sequence[datetime]:
    """The instant of each proposal received, the first first."""
    query = columns(Proposal.submitted_at).where(Proposal.call_id == call_id, Proposal.state == ProposalState.submitted)
    return [at for at in session.exec(query.order_by(col(Proposal.submitted_at))) if at]


def openings(session: Session, call_id: str) -> Sequence[datetime]:
    """The instant at which each proposal was begun, whatever became of it."""
    query = columns(Proposal.created_at).where(Proposal.call_id == call_id)
    return list(session.exec(query.order_by(col(Proposal.created_at))))


def candidacies(session: Session, call_id: str) -> dict[tuple[str, CandidacyState], int]:
    """(home state, state of the candidacy) -> how many."""
    query = (
        columns(Candidacy.home_state, Candidacy.state, func.count())
        .where(Candidacy.call_id == call_id)
        .group_by(Candidacy.home_state, Candidacy.state)
    )
    return {(home, state): count for home, state, count in session.exec(query)}


def sheets(session: Session, call_id: str) -> tuple[int, Sequence[datetime]]:
    """How many score sheets there are, and when each submitted one was."""
    query = (
        columns(ScoreSheet.state, ScoreSheet.submitted_at)
        .join(Candidacy, col(Candidacy.id) == ScoreSheet.candidacy_id)
        .where(Candidacy.call_id == call_id, col(ScoreSheet.retired_at).is_(None))
        .order_by(col(ScoreSheet.submitted_at))
    )
    rows = session.exec(query).all()
    return len(rows), [at for state, at in rows if state == SheetState.submitted and at]


def agreements(session: Session, call_id: str) -> int:
    """How many agreements came of the call."""
    return int(session.exec(columns(func.count()).select_from(Agreement).where(Agreement.call_id == call_id)).one())
