"""What one proposal has been through, as far as its organisation may know."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from app.agreements.models import Agreement
from app.calls.models import Call
from app.proposals.models import Proposal
from app.review.models import Award, Candidacy, Correction


@dataclass(frozen=True)
class Path:
    """The rows of one proposal's way; later ones are None until they are there."""

    proposal: Proposal
    call: Call
    candidacy: Candidacy | None
    award: Award | None
    agreement: Agreement | None
    corrections: tuple[Correction, ...]


def proposal(session: Session, key: str, *, lock: bool = False) -> Proposal | None:
    """One proposal by its identifier."""
    return session.get(Proposal, key, with_for_update=lock or None)


def path(session: Session, proposal: Proposal) -> Path:
    """The way of a proposal, in two queries."""
    query = (
        select(Call, Candidacy, Award, Agreement)
        .select_from(Call)
        .outerjoin(Candidacy, (col(Candidacy.call_id) == Call.id) & (col(Candidacy.proposal_id) == proposal.id))
        .outerjoin(Award, col(Award.candidacy_id) == Candidacy.id)
        .outerjoin(Agreement, col(Agreement.award_id) == Award.id)
        .where(Call.id == proposal.call_id)
    )
    call, candidacy, award, agreement = session.exec(query).one()
    asked = (
        select(Correction)
        .where(Correction.candidacy_id == (candidacy.id if candidacy else ""))
        .order_by(col(Correction.until))
    )
    return Path(proposal, call, candidacy, award, agreement, tuple(session.exec(asked).all()))
