"""Entries of the register follow the name of the registration that is left when two of one organisation are merged."""

from sqlmodel import Session, col, select

from app.core.i18n import ngettext
from app.people.merging.shares import Share, register
from app.people.models import Organisation
from app.programmes.register.models import RegisterEntry
from app.programmes.register.queries import same


def _entries(session: Session, goes: Organisation) -> list[RegisterEntry]:
    """Those that know it by its name alone: an RFC finds the one that is left as it is."""
    by_name = (RegisterEntry.search_key == goes.search_key, col(RegisterEntry.rfc).is_(None))
    return list(session.exec(select(RegisterEntry).where(*by_name)).all())


def _count(session: Session, key: str) -> int:
    return len(_entries(session, session.get_one(Organisation, key)))


def _rename(session: Session, stays: Organisation, goes: Organisation) -> None:
    for entry in _entries(session, goes):
        if not same(session, entry.programme_id, entry.kind, entry.reference, stays.search_key):
            entry.name, entry.search_key = stays.legal_name, stays.search_key


def enrol() -> None:
    """Say what is ours."""
    register(
        "register_entry",
        Share(
            _count,
            lambda n: ngettext(
                "%(n)s entry of the register follows the name", "%(n)s entries of the register follow the name", n
            ),
            _rename,
        ),
    )
