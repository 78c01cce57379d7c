"""What a section's page needs beside its own text, asked only where it is shown."""

from collections.abc import Mapping

from app.core.db import Session
from app.proposals import queries
from app.proposals.queries import Dossier, FileLine, SectionLine
from app.proposals.sections import BUDGET, DOCUMENTS, SUMMARY
from app.proposals.sections.frame import Frame

_NEEDED = {BUDGET.key: ("summary", "work_plan")}
_ASK = frozenset({SUMMARY.key, BUDGET.key, DOCUMENTS.key})


def needed(key: str) -> tuple[str, ...]:
    """The other sections whose text this one shows."""
    return _NEEDED.get(key, ())


def extras(session: Session, dossier: Dossier, key: str, lines: Mapping[str, SectionLine]) -> tuple[Frame, list[FileLine]]:
    """The call's frame and, for the documents, the files that are there."""
    if key not in _ASK:
        return queries.bare_frame(dossier, lines), []
    files = queries.files(session, dossier.id) if key == DOCUMENTS.key else []
    return queries.frame(session, dossier, lines, {line.requirement_id for line in files}), files
