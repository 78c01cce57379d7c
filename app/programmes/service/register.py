"""The verbs of the register: kept by staff, imported from a list, written by the stages that know."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from app.core import audit
from app.core.errors import Refused
from app.core.i18n import _
from app.core.text import folded
from app.people.access import Actor
from app.programmes.models import Programme
from app.programmes.register import queries
from app.programmes.register.forms import Entry
from app.programmes.register.models import RegisterEntry

COLUMNS = ("kind", "name", "rfc", "reference", "amount", "currency", "since", "settled_on", "note")


def keep(
    session: Session, programme: Programme, entry: RegisterEntry | None, said: Entry, *, actor: Actor
) -> RegisterEntry:
    """Write an entry, or change it. What another stage wrote is changed there."""
    if entry is not None and entry.source:
        raise Refused(_("This entry follows its agreement or its report: it changes when that does."))
    twin = queries.same(session, programme.id, said.kind, said.reference, folded(said.name))
    if twin is not None and twin is not entry:
        raise Refused(_("The register has this reference of this organisation already."), "reference")
    entry = entry or RegisterEntry(programme_id=programme.id, kind=said.kind, name="", search_key="", reference="")
    changes = _fill(entry, said)
    session.add(entry)
    session.flush()
    if changes:
        audit.record(session, "register.kept", entry, actor=actor, detail=changes)
    return entry


def bring_in(session: Session, programme: Programme, rows: Sequence[Entry], *, actor: Actor) -> tuple[int, int]:
    """Take in a list: new entries, and changes of those that it names again. How many of each."""
    new, changed = take(session, programme, rows)
    note(session, programme, new, changed, actor=actor)
    return new, changed


def take(session: Session, programme: Programme, rows: Sequence[Entry]) -> tuple[int, int]:
    """A part of a list: the same few statements for one row and for hundreds."""
    known = queries.same_as(session, programme.id, sorted({said.reference for said in rows}))
    new = changed = 0
    for said in rows:
        mark = (said.kind, said.reference, folded(said.name))
        entry = known.get(mark)
        if entry is not None and entry.source:
            continue
        new, changed = (new, changed + 1) if entry else (new + 1, changed)
        entry = entry or RegisterEntry(programme_id=programme.id, kind=said.kind, name="", search_key="", reference="")
        _fill(entry, said)
        session.add(entry)
        known[mark] = entry
    session.flush()
    return new, changed


def note(session: Session, programme: Programme, new: int, changed: int, *, actor: Actor) -> None:
    """That a list was taken in, for the history."""
    detail = {_("New entries"): new, _("Changed entries"): changed}
    audit.record(session, "register.imported", programme, actor=actor, detail=detail)


def write(session: Session, programme_id: str, source: str, said: Entry) -> RegisterEntry:
    """What another stage knows; the same source, or the same reference typed before, is written over."""
    entry = queries.by_source(session, source) or queries.same(
        session, programme_id, said.kind, said.reference, folded(said.name)
    )
    entry = entry or RegisterEntry(programme_id=programme_id, kind=said.kind, name="", search_key="", reference="")
    entry.source = source
    _fill(entry, said)
    session.add(entry)
    session.flush()
    return entry


def settle(session: Session, source: str, on: date) -> None:
    """What another stage wrote is over."""
    entry = queries.by_source(session, source)
    if entry is not None:
        entry.settled_on = max(on, entry.since or on)
        session.add(entry)


def _fill(entry: RegisterEntry, said: Entry) -> dict[str, list[str]]:
    changes = {}
    for name in COLUMNS:
        before, after = getattr(entry, name), getattr(said, name)
        if before != after:
            changes[name] = ["" if before is None else str(before), "" if after is None else str(after)]
            setattr(entry, name, after)
    entry.search_key = folded(said.name)
    return changes
