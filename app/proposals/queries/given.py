"""The files that were given for the requirements of a call."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam
from sqlalchemy import select as pick
from sqlmodel import Session, col

from app.core.files import StoredFile
from app.core.scanning import ScanState
from app.proposals.models import ProposalFile


@dataclass(frozen=True)
class FileLine:
    """A file as pages and snapshots name it; `size` in bytes."""

    id: str
    requirement_id: str
    filename: str
    media_type: str
    size: int
    sha256: str
    pages: int | None
    issued_on: date | None = None
    scan: ScanState = ScanState.NOT_SCANNED


_FILES = (
    pick(
        col(ProposalFile.id),
        col(ProposalFile.requirement_id),
        col(StoredFile.filename),
        col(StoredFile.media_type),
        col(StoredFile.size),
        col(StoredFile.sha256),
        col(StoredFile.pages),
        col(ProposalFile.issued_on),
        col(StoredFile.scan),
    )
    .join(StoredFile, col(StoredFile.id) == ProposalFile.file_id)
    .where(
        col(ProposalFile.proposal_id) == bindparam("key"),
        col(ProposalFile.requirement_id).is_not(None),
        col(ProposalFile.removed_at).is_(None),
    )
    .order_by(col(ProposalFile.created_at), col(ProposalFile.id))
)


def files(session: Session, proposal_id: str) -> list[FileLine]:
    """The papers that stand, in the order that they came; files that answer a question stand in their section."""
    return [FileLine(*row) for row in session.execute(_FILES, {"key": proposal_id})]
