"""Every value of a section that was ever acknowledged."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select as pick
from sqlmodel import Session, col, select

from app.people.models import User
from app.proposals.models import SectionVersion


def versions(session: Session, proposal_id: str, key: str) -> list[tuple[str, int, datetime, bool, str]]:
    """Every value of a section ever saved, the newest first: id, revision, instant, aside, who."""
    rows = session.execute(
        pick(
            col(SectionVersion.id),
            col(SectionVersion.revision),
            col(SectionVersion.saved_at),
            col(SectionVersion.aside),
            col(User.name),
        )
        .join(User, col(User.id) == SectionVersion.saved_by)
        .where(col(SectionVersion.proposal_id) == proposal_id, col(SectionVersion.key) == key)
        .order_by(col(SectionVersion.saved_at).desc(), col(SectionVersion.id))
    )
    return [tuple(row) for row in rows]


def version(session: Session, proposal_id: str, key: str, version_id: str) -> tuple[SectionVersion, str] | None:
    """One earlier value and the name of who saved it."""
    return session.exec(
        select(SectionVersion, User.name)
        .join(User, col(User.id) == SectionVersion.saved_by)
        .where(SectionVersion.id == version_id, SectionVersion.proposal_id == proposal_id, SectionVersion.key == key)
    ).first()


def versions_of(session: Session, proposal_id: str, key: str, *, writer: str) -> Sequence[SectionVersion]:
    """Every value that one opened page saved, the newest first."""
    return session.exec(
        select(SectionVersion)
        .where(SectionVersion.proposal_id == proposal_id, SectionVersion.key == key, SectionVersion.writer == writer)
        .order_by(col(SectionVersion.revision).desc(), col(SectionVersion.saved_at).desc())
    ).all()


def written_by_others(session: Session, proposal_id: str, key: str, *, since: int, writer: str) -> bool:
    """Whether another page than this one has saved the section after that revision."""
    found = session.exec(
        select(SectionVersion.id)
        .where(
            SectionVersion.proposal_id == proposal_id,
            SectionVersion.key == key,
            SectionVersion.revision > since,
            col(SectionVersion.aside).is_(False),
            SectionVersion.writer != writer,
        )
        .limit(1)
    ).first()
    return found is not None
