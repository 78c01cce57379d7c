"""The audit: append-only entries written with the change, chained afterwards by one sealer.

The chain hashes a salted digest of each payload, so that a payload can be erased and the chain still holds.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import Index
from sqlmodel import Field, Session, SQLModel, col, select

from app.core import clock
from app.core.columns import Json, Table, UTCDateTime

SEAL_BATCH = 500
_FIRST = "0" * 64
READINGS = "readings"
WHAT_MAX = 120


class Doer(Protocol):
    """Who does something: a person who is signed in."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...


class HasId(Protocol):
    """Anything with an identifier."""

    id: str


class AuditEntry(Table, table=True):
    """One thing that was done: who, to what, from, to, why."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index("ix_audit_entry_subject", "subject_kind", "subject_id"),)
    action: str = Field(max_length=80, index=True)
    subject_kind: str = Field(max_length=40)
    subject_id: str = Field(max_length=16)
    actor_id: str | None = Field(default=None, max_length=16, index=True)
    actor_name: str = Field(default="", max_length=300)
    reason: str | None = None
    detail: Any = Field(default=None, sa_type=Json, nullable=True)
    salt: str = Field(default_factory=lambda: secrets.token_hex(16), max_length=32)
    digest: str = Field(max_length=64)
    number: int | None = Field(default=None, unique=True)
    chain: str | None = Field(default=None, max_length=64)


class AccessEntry(SQLModel, table=True):
    """One reading of a file or a page that is read under watch: append-only."""

    __tablename__ = "access_entry"
    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(default_factory=clock.now, sa_type=UTCDateTime)
    user_id: str | None = Field(default=None, max_length=16, index=True)
    subject_kind: str = Field(max_length=40)
    subject_id: str = Field(max_length=16, index=True)
    what: str = Field(max_length=120)


class _Order:
    """Instants for entries: where the clock has not moved on since the one before, a microsecond later, in order."""

    def __init__(self) -> None:
        self._base: datetime | None = None
        self._same = 0

    def next(self) -> datetime:
        now = clock.now()
        self._same = self._same + 1 if now == self._base else 0
        self._base = now
        return now + timedelta(microseconds=self._same)


_order = _Order()


def record(
    session: Session,
    action: str,
    subject: HasId,
    *,
    actor: Doer | None,
    detail: Mapping[str, Any] | None = None,
    reason: str | None = None,
) -> AuditEntry:
    """Write down that something was done, in the transaction that does it. `actor` None is the clock."""
    entry = AuditEntry(
        created_at=_order.next(),
        action=action,
        subject_kind=type(subject).__name__.lower(),
        subject_id=subject.id,
        actor_id=actor.id if actor else None,
        actor_name=actor.name if actor else "",
        reason=reason,
        detail=dict(detail) if detail else None,
        digest="",
    )
    entry.digest = payload_digest(entry)
    session.add(entry)
    return entry


def payload_digest(entry: AuditEntry) -> str:
    """The salted SHA-256 of what an entry says."""
    said = [
        entry.action,
        entry.subject_kind,
        entry.subject_id,
        entry.actor_id,
        entry.actor_name,
        entry.reason,
        entry.detail,
    ]
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(f"{entry.salt}\n{text}".encode()).hexdigest()


def link(previous: str, entry: AuditEntry) -> str:
    """The chain value of an entry after the one before it."""
    at = entry.created_at.isoformat()
    return hashlib.sha256(f"{previous}\n{entry.id}\n{at}\n{entry.digest}".encode()).hexdigest()


def last_sealed(session: Session) -> AuditEntry | None:
    """The newest entry of the chain: whoever keeps its value elsewhere can tell later that nothing before it changed."""
    return session.exec(
        select(AuditEntry).where(col(AuditEntry.number).is_not(None)).order_by(col(AuditEntry.number).desc()).limit(1)
    ).first()


def seal(session: Session) -> int:
    """Chain the committed entries that are not chained yet; only one sealer runs at a time. Answers how many."""
    waiting = session.exec(
        select(AuditEntry)
        .where(col(AuditEntry.number).is_(None))
        .order_by(col(AuditEntry.created_at), col(AuditEntry.id))
        .limit(SEAL_BATCH)
        .with_for_update()
    ).all()
    if not waiting:
        return 0
    last = last_sealed(session)
    number, previous = (last.number or 0, last.chain or _FIRST) if last else (0, _FIRST)
    for entry in waiting:
        number += 1
        previous = link(previous, entry)
        entry.number, entry.chain = number, previous
    return len(waiting)


def broken(session: Session) -> list[str]:
    """What does not hold in the chain, in words for an operator; empty when all is well."""
    problems: list[str] = []
    previous, expected = _FIRST, 1
    for entry in session.exec(
        select(AuditEntry).where(col(AuditEntry.number).is_not(None)).order_by(col(AuditEntry.number))
    ):
        if entry.number != expected:
            problems.append(f"entry {expected} is missing before entry {entry.number}")
            expected = entry.number or expected
        if entry.detail != {"erased": True} and payload_digest(entry) != entry.digest:
            problems.append(f"entry {entry.number} says something else than when it was written")
        if link(previous, entry) != entry.chain:
            problems.append(f"entry {entry.number} does not follow from the one before it")
        previous, expected = entry.chain or _FIRST, expected + 1
    return problems


def history(session: Session, *subjects: HasId, limit: int = 200) -> Sequence[AuditEntry]:
    """What was done to these things, the newest first."""
    ids = [subject.id for subject in subjects]
    return session.exec(
        select(AuditEntry)
        .where(col(AuditEntry.subject_id).in_(ids))
        .order_by(col(AuditEntry.created_at).desc(), col(AuditEntry.id).desc())
        .limit(limit)
    ).all()


def note_reading(session: Session, reader: Doer | None, *, subject_kind: str, subject_id: str, what: str) -> None:
    """Have a reading under watch appended once this request's own transaction is over: a GET itself writes nothing."""
    entry = AccessEntry(
        user_id=reader.id if reader else None, subject_kind=subject_kind, subject_id=subject_id, what=what[:WHAT_MAX]
    )
    session.info.setdefault(READINGS, []).append(entry)
