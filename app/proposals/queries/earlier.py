"""Earlier proposals that a new one may begin from."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.calls.models import Call, Requirement
from app.core.files import StoredFile
from app.people.models import Organisation
from app.proposals.models import Proposal, ProposalFile


@dataclass(frozen=True)
class EarlierLine:
    """A proposal to begin from, as the page offers it."""

    id: str
    title: str
    organisation_id: str
    organisation: str
    call: dict[str, str]


@dataclass(frozen=True)
class Paper:
    """A file of an earlier proposal under the requirement of the new call that asks for the same."""

    requirement_id: str
    file_id: str
    given_on: date
    months_valid: int | None
    issued_on: date | None = None


def earlier(session: Session, organisation_ids: Collection[str]) -> Sequence[EarlierLine]:
    """The proposals of these organisations that a new one may begin from, the newest first; withdrawn ones too."""
    rows = session.execute(
        select(
            col(Proposal.id),
            col(Proposal.title),
            col(Organisation.id),
            col(Organisation.legal_name),
            col(Call.title),
        )
        .join(Organisation, col(Organisation.id) == Proposal.organisation_id)
        .join(Call, col(Call.id) == Proposal.call_id)
        .where(col(Proposal.organisation_id).in_(organisation_ids))
        .order_by(col(Proposal.created_at).desc(), col(Proposal.id))
    )
    return [EarlierLine(*row) for row in rows]


def papers_to_carry(session: Session, old_id: str, call_id: str) -> Sequence[Paper]:
    """Files of a proposal whose requirement the call asks for under the same code and takes in that kind."""
    asked = aliased(Requirement)
    rows = session.execute(
        select(
            col(asked.id),
            col(ProposalFile.file_id),
            col(StoredFile.created_at),
            col(asked.months_valid),
            col(asked.kinds),
            col(StoredFile.kind),
            col(ProposalFile.issued_on),
        )
        .join(Requirement, col(Requirement.id) == ProposalFile.requirement_id)
        .join(asked, col(asked.code) == col(Requirement.code))
        .join(StoredFile, col(StoredFile.id) == ProposalFile.file_id)
        .where(
            col(ProposalFile.proposal_id) == old_id,
            col(asked.call_id) == call_id,
            col(ProposalFile.removed_at).is_(None),
        )
        .order_by(col(ProposalFile.created_at), col(ProposalFile.id))
    )
    return [
        Paper(need, file, issued or at.date(), months, issued)
        for need, file, at, months, kinds, kind, issued in rows
        if kind in kinds
    ]
