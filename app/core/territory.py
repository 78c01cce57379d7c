"""The 32 states of Mexico (ISO 3166-2 codes) and the Sustainable Development Goals, as reference data."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.core.i18n import locale
from app.core.text import sort_key

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class State:
    """A federated entity; names are proper names, the same in both languages."""

    iso: str
    inegi: str
    name: str
    short: str


@dataclass(frozen=True, slots=True)
class Target:
    """A target of a goal, by its code as printed ("16.5")."""

    code: str
    name: dict[str, str]


@dataclass(frozen=True, slots=True)
class Goal:
    """One of the seventeen goals; names in Spanish and English."""

    number: int
    short: dict[str, str]
    name: dict[str, str]
    targets: tuple[Target, ...]


def _rows(file: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((_DATA / file).read_text(encoding="utf-8"))
    return rows


@cache
def states() -> tuple[State, ...]:
    """All 32, by the name people use."""
    found = (State(row["iso"], row["inegi"], row["name_es"], row["short_es"]) for row in _rows("states.json"))
    return tuple(sorted(found, key=lambda state: sort_key(state.short)))


@cache
def _by_iso() -> dict[str, State]:
    return {state.iso: state for state in states()}


def is_state(iso: str) -> bool:
    """Whether this is the code of a state."""
    return iso in _by_iso()


def state_name(iso: str) -> str:
    """The name people use ("Coahuila"); an unknown code is shown as it is."""
    state = _by_iso().get(iso)
    return state.short if state else iso


def state_names(isos: Collection[str]) -> list[str]:
    """Names of several states, in the order of the alphabet."""
    return sorted((state_name(iso) for iso in isos), key=sort_key)


def state_choices(only: Collection[str] | None = None) -> list[tuple[str, str]]:
    """(code, name) for a form; only the states given, or all."""
    return [(state.iso, state.short) for state in states() if only is None or state.iso in only]


@cache
def sdgs() -> tuple[Goal, ...]:
    """The seventeen goals in their order."""
    return tuple(_goal(row) for row in _rows("sdgs.json"))


def _goal(row: dict[str, Any]) -> Goal:
    targets = tuple(Target(target["code"], target["name"]) for target in row["targets"])
    return Goal(row["number"], row["short"], row["name"], targets)


def sdg_choices() -> list[tuple[str, str]]:
    """(number, "16. Peace, justice…") for a form."""
    return [(str(goal.number), f"{goal.number}. {goal.short[locale()]}") for goal in sdgs()]
