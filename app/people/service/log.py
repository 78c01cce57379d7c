"""Reading the audit log: in pages, and whole for a spreadsheet."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, func, or_
from sqlmodel import Session, col, select

from app.core.acts import action_name, actions_called, change_list
from app.core.audit import AccessEntry, AuditEntry
from app.core.i18n import LazyText, _, lazy
from app.core.sheets import Column, Look, Sheet, workbook
from app.people.models import User

PAGE = 100
READ: dict[str, LazyText] = {
    "bank account in_force": lazy("bank account in force"),
    "bank account waiting": lazy("bank account that waits for a second person"),
    "document that ended the agreement": lazy("document that ended the agreement"),
    "proposal": lazy("proposal of a candidacy"),
    "sealed proposal": lazy("sealed proposal"),
    "signed agreement": lazy("signed agreement"),
    "validation": lazy("validation of a candidacy"),
    "version": lazy("version of a proposal"),
}
MOST = 100_000
_NEWEST = (col(AuditEntry.created_at).desc(), col(AuditEntry.id).desc())


def log_page(session: Session, search: str, before: str) -> tuple[Sequence[AuditEntry], str]:
    """(entries, newest first; where the next page begins, or ""). `before` is such a place: instant~identifier."""
    query = _wanted(search).order_by(*_NEWEST).limit(PAGE + 1)
    at, entry_id = _place(before)
    if at is not None:
        same = and_(col(AuditEntry.created_at) == at, col(AuditEntry.id) < entry_id)
        query = query.where(or_(col(AuditEntry.created_at) < at, same))
    rows: Sequence[AuditEntry] = session.exec(query).all()
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return rows[:PAGE], f"{last.created_at.isoformat()}~{last.id}" if last else ""


def whole_log(session: Session, search: str) -> Sequence[AuditEntry]:
    """Every entry that fits, the oldest first: the newest MOST of them where there are more."""
    newest: Sequence[AuditEntry] = session.exec(_wanted(search).order_by(*_NEWEST).limit(MOST)).all()
    return newest[::-1]


def spreadsheet(entries: Sequence[AuditEntry]) -> bytes:
    """The log as XLSX, with what the chain is made of, so that it can be checked without us."""
    columns = (
        Column(_("Seal"), Look.WHOLE, 8),
        Column(_("When"), Look.MOMENT, 18),
        Column(_("Who"), width=28),
        Column(_("Act"), width=34),
        Column(_("Kind"), width=16),
        Column(_("Identifier"), width=20),
        Column(_("Reason"), width=40),
        Column(_("Change"), width=60),
        Column(_("Instant (UTC)"), width=34),
        Column(_("Entry"), width=20),
        Column(_("Digest (SHA-256)"), width=66),
        Column(_("Chain (SHA-256)"), width=66),
    )
    return workbook([Sheet(_("Log"), columns, [_row(entry) for entry in entries])])


def _row(entry: AuditEntry) -> list[Any]:
    return [
        entry.number,
        entry.created_at,
        entry.actor_name or _("by the clock"),
        action_name(entry.action),
        entry.subject_kind,
        entry.subject_id,
        entry.reason or "",
        "\n".join(f"{name}: {change}" for name, change in change_list(entry)),
        entry.created_at.isoformat(),
        entry.id,
        entry.digest,
        entry.chain or "",
    ]


def reading_list(session: Session) -> Sequence[Row[Any]]:
    """(instant, reader, address, kind, identifier) of the newest readings under watch."""
    query = (
        select(AccessEntry.at, User.name, AccessEntry.what, AccessEntry.subject_kind, AccessEntry.subject_id)  # type: ignore[call-overload]  # five columns; sqlmodel types four
        .join(User, col(User.id) == col(AccessEntry.user_id), isouter=True)
        .order_by(col(AccessEntry.id).desc())
        .limit(PAGE * 3)
    )
    return session.exec(query).all()  # type: ignore[no-any-return]


def read_words(what: str) -> str:
    """What was read, in words: an address stays one, and a file keeps its name."""
    kind, _space, name = what.partition(" ")
    if kind == "file" and name:
        return _("file “%(name)s”", name=name)
    return str(READ.get(what, what))


def _wanted(search: str) -> Any:  # noqa: ANN401 -- a select whose type sqlmodel spells in a page
    query = select(AuditEntry)
    if not search:
        return query
    like = f"%{search.lower()}%"
    return query.where(
        or_(
            func.lower(AuditEntry.actor_name).like(like),
            col(AuditEntry.action).like(like),
            col(AuditEntry.action).in_(actions_called(search)),
            col(AuditEntry.subject_id) == search,
        )
    )


def _place(text: str) -> tuple[datetime | None, str]:
    at, _tilde, entry_id = text.partition("~")
    try:
        found = datetime.fromisoformat(at)
    except ValueError:
        return None, ""
    return (found if found.tzinfo else None), entry_id
