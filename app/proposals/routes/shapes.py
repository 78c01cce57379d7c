"""Sections that are all rows or all texts, said once: their page, their reading and their spreadsheet follow from this."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.core.i18n import LazyText, lazy
from app.core.territory import sdg_choices, state_choices
from app.proposals.routes.words import figure, named, options
from app.proposals.sections.base import OwnTitle
from app.proposals.sections.chain import ChainLevel
from app.proposals.sections.gender import GENDER_WORDS
from app.proposals.sections.goals import Weight
from app.proposals.sections.risks import RiskKind
from app.proposals.sections.stakeholders import Degree, Stance

LISTS: Mapping[str, Callable[[], list[tuple[str, str]]]] = {"sdg": sdg_choices, "state": state_choices}


@dataclass(frozen=True)
class Field:
    """A column of rows, or a text: its words, what it takes (a kind of control, or an enumeration) and a hint."""

    label: LazyText | OwnTitle
    kind: str | type = "textarea"
    optional: bool = False
    hint: LazyText | None = None

    @property
    def chosen(self) -> bool:
        """Whether it is chosen from a list."""
        return not isinstance(self.kind, str) or self.kind in LISTS

    def column(self, name: str) -> dict[str, Any]:
        """As the macro of rows takes it."""
        made = {
            "name": name,
            "label": str(self.label),
            "kind": "select" if self.chosen else "number" if self.kind == "percent" else self.kind,
            "optional": self.optional,
            "hint": str(self.hint) if self.hint else None,
        }
        return made | ({"options": self.choices()} if self.chosen else {})

    def choices(self) -> list[tuple[str, str]]:
        """What may be chosen."""
        return LISTS[self.kind]() if isinstance(self.kind, str) else options(self.kind)

    def said(self, value: object, currency: str = "") -> str:
        """A saved value in words."""
        if value is None:
            return ""
        if self.kind in LISTS:
            return dict(self.choices()).get(str(value), str(value))
        if self.kind == "percent":
            return f"{value} %"
        return figure(str(self.kind), value, currency) if isinstance(self.kind, str) else named(self.kind, value)


@dataclass(frozen=True)
class Shape:
    """One section: its rows with what each is called, or its texts with their limit in words."""

    row: LazyText | None
    add: LazyText | None
    fields: Mapping[str, Field]
    max_words: int | None = None


SHAPES: dict[str, Shape] = {
    "chain": Shape(
        lazy("Row"),
        lazy("Add another row"),
        {
            "level": Field(lazy("Level"), ChainLevel),
            "text": Field(lazy("What it says"), hint=lazy("As something reached, not as something done.")),
            "indicator": Field(lazy("Indicator"), "text", optional=True),
            "means": Field(lazy("Means of verification"), "text", optional=True),
            "assumption": Field(lazy("What has to hold outside the project"), optional=True),
        },
    ),
    "stakeholders": Shape(
        lazy("Stakeholder"),
        lazy("Add another stakeholder"),
        {
            "name": Field(lazy("Person, group or institution"), "text"),
            "stance": Field(lazy("Towards the change"), Stance),
            "influence": Field(lazy("Influence"), Degree),
            "interest": Field(lazy("Interest"), Degree),
            "strategy": Field(lazy("How you will work with them")),
        },
    ),
    "risks": Shape(
        lazy("Risk"),
        lazy("Add another risk"),
        {
            "text": Field(lazy("What may happen")),
            "kind": Field(lazy("Kind"), RiskKind),
            "likelihood": Field(lazy("How likely"), Degree),
            "harm": Field(lazy("How much harm"), Degree),
            "mitigation": Field(lazy("What is done about it")),
            "responsible": Field(lazy("Who answers for it"), "text", optional=True),
        },
    ),
    "gender": Shape(
        None,
        None,
        {
            "diagnosis": Field(lazy("How does the problem differ between women, men and people of other identities?")),
            "measures": Field(lazy("What does the project do about it, and who keeps watch?")),
            "figures": Field(
                lazy("Which indicators count women, men and other people apart?"),
                optional=True,
                hint=lazy("Goal 5 of the 2030 Agenda has indicators that may serve, as 5.2.1."),
            ),
        },
        GENDER_WORDS,
    ),
    "goals": Shape(
        lazy("Goal"),
        lazy("Add another goal"),
        {
            "sdg": Field(lazy("Goal"), "sdg"),
            "weight": Field(lazy("Main or also served"), Weight),
            "target": Field(lazy("Target of the goal"), "text", optional=True, hint=lazy("Its number, as in 16.5.")),
            "contribution": Field(lazy("How the project contributes")),
        },
    ),
    "network": Shape(
        lazy("Partner organisation"),
        lazy("Add another partner"),
        {
            "name": Field(lazy("Legal name"), "text", hint=lazy("As it stands in its founding deed.")),
            "rfc": Field(lazy("RFC"), "text", optional=True),
            "state": Field(lazy("State"), "state"),
            "contact": Field(lazy("Who answers for it"), "text"),
            "email": Field(lazy("Mail address"), "text", hint=lazy("The link to consent is sent there.")),
            "role": Field(lazy("What it does in the project"), hint=lazy("It consents to exactly these words.")),
            "share": Field(lazy("Part of the budget (%)"), "percent", optional=True),
        },
    ),
    "matrix": Shape(
        lazy("Row"),
        lazy("Add another row"),
        {
            "problem": Field(lazy("Problems and priorities of reform")),
            "gains": Field(lazy("Who benefits from the problem?")),
            "loses": Field(lazy("Who is affected?")),
            "government": Field(lazy("Actions that government should take")),
            "society": Field(lazy("Actions that civil society should take")),
            "results": Field(lazy("Expected results")),
        },
    ),
}


def shaped(key: str) -> dict[str, Any]:
    """What the page of such a section needs."""
    shape = SHAPES[key]
    return {"shape": shape, "columns": [field.column(name) for name, field in shape.fields.items()]}
