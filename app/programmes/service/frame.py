"""The frame of a programme: what it is, and its results tree."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from app.core import audit
from app.core.errors import Refused
from app.core.i18n import _
from app.core.territory import is_state
from app.people.access import Actor
from app.programmes import queries
from app.programmes.models import Programme, Result, Scope

STALE = "revision"


def create(session: Session, columns: Mapping[str, Any], *, actor: Actor) -> Programme:
    """A new programme from its columns."""
    _check(session, columns)
    programme = Programme(**columns)
    session.add(programme)
    session.flush()
    audit.record(session, "programme.created", programme, actor=actor, detail={_("Code"): programme.code})
    return programme


def change(session: Session, programme: Programme, columns: Mapping[str, Any], *, revision: int, actor: Actor) -> None:
    """Write what it is."""
    _check(session, columns, programme)
    claim(session, programme, revision)
    changed = {name: value for name, value in columns.items() if getattr(programme, name) != value}
    for name, value in changed.items():
        setattr(programme, name, value)
    session.add(programme)
    audit.record(session, "programme.changed", programme, actor=actor, detail={_("Fields"): sorted(changed)})


def claim(session: Session, programme: Programme, revision: int) -> None:
    """Two officers on one programme: the second is told, and what he or she typed stays on the page."""
    if programme.revision != revision:
        raise Refused(
            _(
                "Somebody else saved this programme while you were writing. What you typed is still here. Look at the programme in another tab, then save again to put yours in its place."
            ),
            STALE,
        )
    programme.revision += 1
    session.add(programme)


def _check(session: Session, columns: Mapping[str, Any], programme: Programme | None = None) -> None:
    if columns["end_on"] < columns["start_on"]:
        raise Refused(_("It ends before it begins."), "end_on")
    if queries.code_taken(session, columns["code"], other_than=programme.id if programme else ""):
        raise Refused(_("Another programme has this code."), "code")
    if not 1 <= columns["fiscal_start_month"] <= 12:
        raise Refused(_("A month is a number from 1 to 12."), "fiscal_start_month")
    if programme:
        _check_years(session, programme, columns)


def _check_years(session: Session, programme: Programme, columns: Mapping[str, Any]) -> None:
    for year in queries.years(session, programme.id):
        if year.start_on < columns["start_on"]:
            raise Refused(_("Year %(n)s begins before the programme does.", n=year.number), "start_on")
        if year.end_on > columns["end_on"]:
            raise Refused(_("Year %(n)s ends after the programme does.", n=year.number), "end_on")


@dataclass(frozen=True)
class Leaf:
    """A component (no parent) or a result as it is written."""

    code: str
    name: dict[str, str]
    parent_id: str | None = None
    scope: Scope = Scope.to_be_confirmed
    online: bool = False
    states_target: int | None = None
    states: tuple[str, ...] = ()


def save_result(session: Session, programme: Programme, result: Result | None, leaf: Leaf, *, actor: Actor) -> Result:
    """Keep a component or a result; its states are named only where the place is decided [A7]."""
    _check_leaf(session, programme, result, leaf)
    kept = result or Result(programme_id=programme.id, code=leaf.code, name=leaf.name)
    kept.code, kept.name, kept.parent_id = leaf.code, leaf.name, leaf.parent_id
    kept.sort_key = _sort_key(leaf.code)
    kept.scope, kept.online, kept.states_target = leaf.scope, leaf.online, leaf.states_target
    kept.states = list(leaf.states) if leaf.scope == Scope.states else None
    session.add(kept)
    session.flush()
    audit.record(session, "programme.result", programme, actor=actor, detail={_("Code"): leaf.code})
    return kept


def _check_leaf(session: Session, programme: Programme, result: Result | None, leaf: Leaf) -> None:
    tree = {each.id: each for each in queries.results(session, programme.id)}
    own = result.id if result else ""
    if any(each.code == leaf.code and each.id != own for each in tree.values()):
        raise Refused(_("Another result has this code."), "code")
    parent = tree.get(leaf.parent_id or "")
    if leaf.parent_id and (parent is None or parent.parent_id or parent.id == own):
        raise Refused(_("A result hangs on a component of this programme."), "parent_id")
    if not all(is_state(state) for state in leaf.states):
        raise Refused(_("Choose states from the list."), "states")
    if leaf.scope == Scope.states and not leaf.states and leaf.states_target is None:
        raise Refused(_("Choose the states, or say how many there will be at least."), "states")


def _sort_key(code: str) -> str:
    """1.2 before 1.10."""
    return re.sub(r"\d+", lambda number: number[0].zfill(4), code)
