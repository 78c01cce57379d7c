"""Proof for an operator: every sealed text, receipt and closing list of the installation still says what it said."""

from collections.abc import Iterator

from sqlmodel import Session, col, select

from app.calls.models import Call
from app.core.seals import digest, merkle_root
from app.proposals.models import ClosingList, Submission
from app.proposals.service.sealing import is_signed


def broken(session: Session) -> list[str]:
    """What does not hold, in words for an operator; empty when all is well."""
    return [*_altered(session), *_closings(session)]


def _altered(session: Session) -> Iterator[str]:
    rows = session.exec(select(Submission, Call.slug).join(Call, col(Call.id) == col(Submission.call_id)))
    for sealed, slug in rows:
        if digest(sealed.snapshot.encode()) != sealed.digest:
            yield f"the sealed text of {sealed.folio}, version {sealed.number}, is not what was sealed"
        elif not is_signed(session, sealed, slug):
            yield f"the receipt of {sealed.folio}, version {sealed.number}, is not what was signed"


def _closings(session: Session) -> Iterator[str]:
    kept = {(sealed.call_id, sealed.folio, sealed.number): sealed.digest for sealed in session.exec(select(Submission))}
    for closing in session.exec(select(ClosingList)):
        listed = [str(entry["digest"]) for entry in closing.entries]
        if merkle_root(listed) != closing.root:
            yield f"the closing list of call {closing.call_id} does not lead to its root"
        for entry in closing.entries:
            if kept.get((closing.call_id, entry["folio"], entry["version"])) != entry["digest"]:
                yield f"{entry['folio']} of the closing list is no longer there as it was listed"
