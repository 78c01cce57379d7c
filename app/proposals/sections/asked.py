"""The sections as one call asks them: switched on or off, in its order, required or not, with its own help."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from app.calls.questionnaire.asked import Asked, restored, usual
from app.calls.questionnaire.reaching import KIND, LINE, STATE, Told, resolve
from app.proposals.models import Standing
from app.proposals.sections.base import Section
from app.proposals.sections.builtin import SECTIONS
from app.proposals.sections.own import own_section

Asking = Mapping[str, Section]


def asking(rows: list[dict[str, Any]] | None, told: Told | None = None) -> Asking:
    """What a call asks, by key and in its order. `rows`: as the call keeps them; None where it never said.

    `told`: the answers that decide what else is asked; without them all is, with its conditions.
    """
    sections = usual() if rows is None else restored(rows)
    return _built(sections if told is None else resolve(sections, told))


def asked_in(said: Mapping[str, Any]) -> Asking:
    """What a sealed text answered. One of a call without a form of its own names none."""
    form = said.get("form")
    return _built(resolve(restored(form["sections"]), told_in(said))) if form else SECTIONS


def told_in(said: Mapping[str, Any]) -> Told:
    """What a sealed text says of all on which conditions may look."""
    who = said.get("organisation", {})
    facts = {LINE: (said.get("lot") or {}).get("code"), STATE: who.get("state"), KIND: who.get("kind")}
    return {**said["sections"], "": facts}


def _built(sections: Iterable[Asked]) -> Asking:
    return {each.key: _section(each) for each in sections if each.on and (each.own or each.key in SECTIONS)}


def _section(asked: Asked) -> Section:
    if asked.own:
        return own_section(asked)
    return replace(SECTIONS[asked.key], required=asked.required, help=asked.help, settings=asked.settings)


def once_asked(rows: list[dict[str, Any]] | None) -> Asking:
    """Every section in which something may have been written, asked today or not."""
    return SECTIONS | {each.key: own_section(each) for each in restored(rows or []) if each.own}


def to_complete(asking: Asking, standings: Mapping[str, Standing]) -> list[str]:
    """The sections that have to be complete: the required ones, and the optional ones that were begun."""
    return [
        key for key, each in asking.items() if each.required or standings.get(key, Standing.empty) != Standing.empty
    ]


def following(asking: Asking, key: str) -> str | None:
    """The key of the section after this one; None after the last."""
    keys = list(asking)
    place = keys.index(key) + 1
    return keys[place] if place < len(keys) else None
