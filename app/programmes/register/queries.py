"""Named reads of the register."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col, func, select

from app.core.text import folded
from app.programmes.register.models import EntryKind, RegisterEntry, RegisterImport

PAGE = 50


class Body(Protocol):
    """An organisation as the register recognises it: one of ours, or one that a proposal names."""

    @property
    def id(self) -> str: ...
    @property
    def rfc(self) -> str | None: ...
    @property
    def search_key(self) -> str: ...


@dataclass(frozen=True)
class Wanted:
    """The filters of the list, as its address says them."""

    search: str = ""
    kind: str = ""
    only_open: bool = False
    page: int = 1


def entry(session: Session, key: str, *, lock: bool = False) -> RegisterEntry | None:
    """An entry by its identifier."""
    return session.get(RegisterEntry, key, with_for_update=lock or None)


def entries(
    session: Session, programme_id: str, wanted: Wanted, on: date, *, size: int = PAGE
) -> tuple[Sequence[RegisterEntry], int]:
    """One page of the register by name, and how many there are in all."""
    conditions: list[ColumnElement[bool]] = [col(RegisterEntry.programme_id) == programme_id]
    if wanted.search:
        key = folded(wanted.search)
        conditions.append(
            or_(col(RegisterEntry.search_key).contains(key), func.lower(RegisterEntry.reference).contains(key))
        )
    if wanted.kind in set(EntryKind):
        conditions.append(col(RegisterEntry.kind) == wanted.kind)
    if wanted.only_open:
        conditions.append(or_(col(RegisterEntry.settled_on).is_(None), col(RegisterEntry.settled_on) > on))
    many = session.exec(select(func.count()).select_from(RegisterEntry).where(*conditions)).one()
    page = select(RegisterEntry).where(*conditions).order_by(RegisterEntry.search_key, col(RegisterEntry.reference))
    return session.exec(page.offset((wanted.page - 1) * size).limit(size)).all(), many


def same(session: Session, programme_id: str, kind: EntryKind, reference: str, search_key: str) -> RegisterEntry | None:
    """The entry that says this already."""
    return session.exec(
        select(RegisterEntry).where(
            RegisterEntry.programme_id == programme_id,
            RegisterEntry.kind == kind,
            RegisterEntry.reference == reference,
            RegisterEntry.search_key == search_key,
        )
    ).first()


def by_source(session: Session, source: str) -> RegisterEntry | None:
    """The entry that another stage wrote."""
    return session.exec(select(RegisterEntry).where(RegisterEntry.source == source)).first()


def held_by(session: Session, programme_id: str, organisations: Sequence[Body]) -> Mapping[str, list[RegisterEntry]]:
    """What stands in the register of each organisation, by its identifier, in one statement."""
    rfcs = [each.rfc for each in organisations if each.rfc]
    names = [each.search_key for each in organisations]
    found = session.exec(
        select(RegisterEntry)
        .where(
            RegisterEntry.programme_id == programme_id,
            or_(col(RegisterEntry.rfc).in_(rfcs), col(RegisterEntry.search_key).in_(names)),
        )
        .order_by(col(RegisterEntry.since), col(RegisterEntry.reference))
    ).all()
    return {each.id: [entry for entry in found if _is_of(entry, each)] for each in organisations}


def _is_of(entry: RegisterEntry, organisation: Body) -> bool:
    """The RFC decides where both have one; else the folded name."""
    if entry.rfc and organisation.rfc:
        return entry.rfc == organisation.rfc
    return entry.search_key == organisation.search_key


def same_as(
    session: Session, programme_id: str, references: Sequence[str]
) -> dict[tuple[str, str, str], RegisterEntry]:
    """The entries with these references, by (kind, reference, folded name)."""
    wanted = select(RegisterEntry).where(
        RegisterEntry.programme_id == programme_id, col(RegisterEntry.reference).in_(references)
    )
    return {(each.kind, each.reference, each.search_key): each for each in session.exec(wanted)}


def intake(session: Session, programme_id: str, import_id: str) -> RegisterImport | None:
    """A long list on its way in."""
    found = session.get(RegisterImport, import_id)
    return found if found and found.programme_id == programme_id else None
