"""Municipalities: chosen from those that the call names, or typed with their state. Pure.

No list of municipalities is kept here: what is typed is compared folded, within its state.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from app.core.i18n import _
from app.core.territory import state_name, states
from app.core.text import folded

Places = dict[str, list[str]]
MARK = "|"
_WITH_STATE = re.compile(r"^(?P<name>.+?)\s*\((?P<state>[^()]+)\)$")


def chosen(values: Iterable[str]) -> Places:
    """Ticked values ("MX-SON|Cajeme") by state."""
    found: Places = {}
    for value in values:
        state, _mark, name = value.partition(MARK)
        if name:
            found.setdefault(state, []).append(name)
    return found


def value(state: str, name: str) -> str:
    """What a tick of the page posts."""
    return f"{state}{MARK}{name}"


def typed(text: str, among: Sequence[str]) -> tuple[Places, list[str]]:
    """Typed names, "Hermosillo, Cajeme (Sonora)", by state, and what of it has no state. Where only one state was chosen it goes unsaid."""
    found: Places = {}
    lost: list[str] = []
    for part in (part.strip() for part in text.split(",")):
        match = _WITH_STATE.match(part)
        state = _state(match["state"], among) if match else among[0] if len(among) == 1 else None
        name = match["name"] if match else part
        if not part:
            continue
        if state is None:
            lost.append(part)
        elif folded(name) not in {folded(each) for each in found.get(state, [])}:
            found.setdefault(state, []).append(name)
    return found, lost


def _state(text: str, among: Sequence[str]) -> str | None:
    key = folded(text)
    known = {state.iso: {folded(state.iso), folded(state.name), folded(state.short)} for state in states()}
    return next((iso for iso in among if key in known.get(iso, set())), None)


def outside(found: Mapping[str, Sequence[str]], named: Mapping[str, Sequence[str]]) -> list[str]:
    """Those of a state whose municipalities the call names that are not among them, with their state."""
    return [
        in_words(state, name)
        for state, names in found.items()
        for name in names
        if state in named and folded(name) not in {folded(each) for each in named[state]}
    ]


def in_words(state: str, name: str) -> str:
    """A municipality with its state."""
    return _("%(name)s (%(state)s)", name=name, state=state_name(state))


def merged(*parts: Mapping[str, Sequence[str]]) -> Places:
    """Several sayings as one, each municipality once."""
    found: Places = {}
    for part in parts:
        for state, names in part.items():
            kept = found.setdefault(state, [])
            kept += [name for name in names if folded(name) not in {folded(each) for each in kept}]
    return found
