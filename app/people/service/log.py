"""Reading the audit log in pages."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, or_
from sqlmodel import Session, col, select

from app.core.audit import AccessEntry, AuditEntry
from app.people.models import User

PAGE = 100


def log_page(session: Session, search: str, before: str) -> tuple[Sequence[AuditEntry], str]:
    """(entries, newest first; the address of the next page, or ""). `before` is an instant in ISO form."""
    query = select(AuditEntry).order_by(col(AuditEntry.created_at).desc(), col(AuditEntry.id).desc()).limit(PAGE + 1)
    if search:
        like = f"%{search.lower()}%"
        query = query.where(
            or_(
                func.lower(AuditEntry.actor_name).like(like),
                col(AuditEntry.action).like(like),
                col(AuditEntry.subject_id) == search,
            )
        )
    since = _instant(before)
    if since is not None:
        query = query.where(AuditEntry.created_at < since)
    rows = session.exec(query).all()
    return rows[:PAGE], rows[PAGE - 1].created_at.isoformat() if len(rows) > PAGE else ""


def reading_list(session: Session) -> Sequence[Row[Any]]:
    """(instant, reader, address, kind, identifier) of the newest readings under watch."""
    query = (
        select(AccessEntry.at, User.name, AccessEntry.what, AccessEntry.subject_kind, AccessEntry.subject_id)  # type: ignore[call-overload]  # five columns; sqlmodel types four
        .join(User, col(User.id) == col(AccessEntry.user_id), isouter=True)
        .order_by(col(AccessEntry.id).desc())
        .limit(PAGE * 3)
    )
    return session.exec(query).all()  # type: ignore[no-any-return]


def _instant(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None
