"""The templates: each is a file of parts with real dates, moved like those of a copied call. Another is one more line."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from app.calls.models import RuleKind
from app.calls.parts.basics import Basics
from app.calls.parts.calendar import Calendar
from app.calls.parts.money import Money
from app.calls.parts.papers import Papers
from app.calls.parts.questionnaire import Sections
from app.calls.parts.rounds import Rounds
from app.calls.parts.rubric import Rubric
from app.calls.parts.rule_params import Own
from app.calls.parts.rules import Question, Rules
from app.calls.parts.sessions import Sessions
from app.calls.parts.territory import Territory
from app.calls.parts.texts import Texts
from app.calls.parts.themes import Themes
from app.calls.words import Both
from app.core.i18n import LazyText, lazy

DATA = Path(__file__).parent / "data"

SHAPES: Mapping[str, type[Any]] = {
    "basics": Basics,
    "themes": Themes,
    "money": Money,
    "territory": Territory,
    "calendar": Calendar,
    "papers": Papers,
    "questionnaire": Sections,
    "rubric": Rubric,
    "rounds": Rounds,
    "sessions": Sessions,
    "texts": Texts,
}


@dataclass(frozen=True)
class Entry:
    """A template of the library: its file, its name and what it is good for."""

    key: str
    name: LazyText
    hint: LazyText


ENTRIES: Mapping[str, Entry] = {
    entry.key: entry
    for entry in (
        Entry(
            "small",
            lazy("Small grants"),
            lazy(
                "Five small grants in one line, six sections, three documents, three criteria: for a call that asks little."
            ),
        ),
        Entry(
            "two_step",
            lazy("Two steps: concept note, then full proposal"),
            lazy(
                "A concept note of four sections, without budget or documents; seven criteria from 1 to 5, three of them counted twice; thirty points of fifty go on."
            ),
        ),
        Entry(
            "nominations",
            lazy("Nominations"),
            lazy(
                "Two categories; whoever takes part is nominated by somebody else and agrees; a commission chooses five finalists in each."
            ),
        ),
        Entry(
            "second_call",
            lazy("Second Call"),
            lazy(
                "Eight states with deadlines of their own, four lines, eight rules and a rubric of a hundred points. Its amounts are examples."
            ),
        ),
    )
}


@dataclass(frozen=True)
class Template:
    """What its file says: a title to begin with, and parts by their keys."""

    title: Both
    edition: int
    parts: Mapping[str, object]


@cache
def template(key: str) -> Template:
    """A template by its key in the library."""
    written = json.loads((DATA / f"{key}.json").read_text(encoding="utf-8"))
    parts = {name: TypeAdapter(SHAPES[name]).validate_python(part) for name, part in _shaped(written["parts"]).items()}
    return Template(written["title"], written["edition"], parts | {"rules": _rules(written["parts"]["rules"])})


def _shaped(parts: Mapping[str, Any]) -> dict[str, Any]:
    return {key: part for key, part in parts.items() if key != "rules"}


def _rules(written: Mapping[str, Any]) -> Rules:
    own = Own(forms=tuple(written["forms"]))
    questions, declarations = (
        tuple(Question("", words) for words in written.get(key, [])) for key in ("questions", "declarations")
    )
    return Rules({RuleKind(kind): {} for kind in written["kinds"]}, own, questions, declarations)
