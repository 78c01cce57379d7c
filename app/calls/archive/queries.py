"""Named reads of the archive."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from app.calls.archive.models import CallArchived
from app.people.models import User


@dataclass(frozen=True)
class Archived:
    """Since when a call stands in the archive, and the name of who put it there."""

    at: datetime
    by: str


def archived_ids(session: Session) -> frozenset[str]:
    """The calls of the archive, by their identifiers."""
    return frozenset(session.exec(select(CallArchived.call_id)))


def row_of(session: Session, call_id: str) -> CallArchived | None:
    """The row of one call."""
    return session.exec(select(CallArchived).where(CallArchived.call_id == call_id)).first()


def archived(session: Session, call_id: str) -> Archived | None:
    """Whether a call stands in the archive, and by whom."""
    wanted = select(CallArchived.archived_at, User.name).join(User, col(User.id) == CallArchived.archived_by)
    found = session.exec(wanted.where(CallArchived.call_id == call_id)).first()
    return Archived(*found) if found else None
