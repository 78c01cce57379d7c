"""Papers that an organisation has sent before: any of them may stand for another requirement."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy import select as pick
from sqlmodel import Session, col

from app.calls.models import Requirement
from app.core.files import StoredFile
from app.core.i18n import locale
from app.people.profile.queries import papers as kept
from app.people.profile.words import PAPERS
from app.proposals.models import Proposal, ProposalFile
from app.proposals.queries.dossier import Dossier

MOST = 200
"""So many rows are looked at, the newest first: a list to choose from stays readable."""


@dataclass(frozen=True)
class KnownPaper:
    """A file with the requirement it was last given for."""

    file_id: str
    filename: str
    kind: str
    sha256: str
    issued_on: date | None
    title: dict[str, str]


_KNOWN: Any = (
    pick(
        col(StoredFile.id),
        col(StoredFile.filename),
        col(StoredFile.kind),
        col(StoredFile.sha256),
        col(ProposalFile.issued_on),
        col(Requirement.title),
    )
    .join(ProposalFile, col(ProposalFile.file_id) == col(StoredFile.id))
    .join(Proposal, col(Proposal.id) == ProposalFile.proposal_id)
    .join(Requirement, col(Requirement.id) == ProposalFile.requirement_id)
    .where(col(Proposal.organisation_id) == bindparam("key"), col(ProposalFile.removed_at).is_(None))
    .order_by(col(ProposalFile.created_at).desc(), col(ProposalFile.id))
    .limit(MOST)
)


def known_papers(session: Session, one: Dossier) -> list[KnownPaper]:
    """What the organisation keeps or has given in any proposal and not taken away; each file once."""
    found = {paper.sha256: paper for paper in _kept(session, one.organisation.id)}
    for row in session.execute(_KNOWN, {"key": one.organisation.id}):
        paper = KnownPaper(*row)
        found.setdefault(paper.sha256, paper)
    return list(found.values())


def _kept(session: Session, organisation_id: str) -> list[KnownPaper]:
    """The papers that the organisation keeps on its own page, under the name of their kind."""
    return [
        KnownPaper(
            file.id,
            file.filename,
            file.kind,
            file.sha256,
            row.issued_on,
            {locale(): row.title or str(PAPERS[row.kind])},
        )
        for row, file in kept(session, organisation_id)
    ]


def stored_file(session: Session, key: str) -> StoredFile:
    """The row of a file that is known to be there."""
    return session.get_one(StoredFile, key)
