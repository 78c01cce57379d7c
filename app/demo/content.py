"""Composes one proposal from hand-written blocks: the same organisation always writes the same proposal."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from app.core.territory import state_name
from app.demo.costs import Limits, budget_rows

Block = dict[str, Any]
Sections = dict[str, dict[str, Any]]

DATA = Path(__file__).parent / "data"
_SDG = 16
_MONTHS = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
]


@dataclass(frozen=True, slots=True)
class Frame:
    """What the call asks of the proposal: its lot (code or None), its axes (our word -> its code), days and money."""

    lot: str | None
    axes: Mapping[str, str]
    start: date
    end: date
    limits: Limits


@cache
def read(name: str) -> Any:  # noqa: ANN401 -- one file of blocks, a list or a dict
    """A file of hand-written blocks, by its path without the extension."""
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


def organisations() -> list[Block]:
    """The fictional organisations, in the order they heard of the call."""
    rows: list[Block] = read("organisations")
    return rows


def compose(organisation: Block, frame: Frame) -> Sections:
    """Every written section of the organisation's proposal, in the shape that the proposal saves."""
    dice = Random(f"{organisation['name']} {frame.start}")
    writer = _Writer(dice, organisation, read(f"themes/{organisation['theme']}"))
    plan = writer.work_plan(frame.start, frame.end)
    return {
        "organisation": {"confirmed": True},
        "summary": writer.summary(frame),
        "problem": writer.problem(),
        "objective": writer.objective(frame.end),
        "work_plan": {"rows": plan},
        "indicators": {"rows": writer.indicators(frame.start)},
        "budget": {"rows": budget_rows(dice, read("budget_lines"), writer.theme["concepts"], plan, frame.limits)},
    }


class _Writer:
    """One organisation writing on its theme: the figures it has seen stay the same in all its sections."""

    def __init__(self, dice: Random, organisation: Block, theme: Block) -> None:
        self.dice = dice
        self.organisation = organisation
        self.theme = theme
        self.words = _words(dice, organisation)

    def fill(self, text: str) -> str:
        """The block with this place and these figures in it."""
        return text.format(**self.words)

    def one(self, texts: list[str]) -> str:
        """One of several ways to say it."""
        return self.fill(self.dice.choice(texts))

    def summary(self, frame: Frame) -> Block:
        """Title, territory and abstract."""
        place, near = self.organisation["municipality"], self.organisation["near"]
        return {
            "title": self.one(self.theme["titles"]),
            "lot": frame.lot,
            "axes": [frame.axes[axis] for axis in self.theme["axes"] if axis in frame.axes],
            "states": [self.organisation.get("works_in", self.organisation["state"])],
            "municipalities": f"{place}, {near}",
            "sdg": _SDG,
            "abstract": self.one(self.theme["abstracts"]),
        }

    def problem(self) -> Block:
        """The problem with at least two of its causes and two of its effects."""
        causes = self.dice.sample(self.theme["causes"], self.dice.randint(2, len(self.theme["causes"])))
        effects = self.dice.sample(self.theme["effects"], self.dice.randint(2, len(self.theme["effects"])))
        return {
            "description": self.one(self.theme["descriptions"]),
            "affected": self.one(self.theme["affected"]),
            "evidence": self.one(self.theme["evidence"]),
            "causes": [{"text": self.fill(cause["text"]), "kind": cause["kind"]} for cause in causes],
            "effects": [{"text": self.fill(effect["text"])} for effect in effects],
        }

    def objective(self, end: date) -> Block:
        """The four parts, which read as one sentence; result and goal are written as a pair."""
        parts = self.theme["objective"]
        place = self.dice.randrange(2)
        return {
            "verb": parts["verbs"][place],
            "result": self.fill(parts["results"][place]),
            "population": f"en favor de {self.one(parts['populations'])},",
            "goal": f"con esta meta a {_MONTHS[end.month - 1]} de {end.year}: {self.fill(parts['goals'][place])}",
        }

    def work_plan(self, start: date, end: date) -> list[Block]:
        """Four to six dated activities, each with somebody responsible and somebody who watches."""
        blocks = self.theme["activities"]
        kept = sorted(self.dice.sample(range(len(blocks)), self.dice.randint(4, len(blocks))))
        spans = _spans(self.dice, start, end, len(kept))
        return [
            self._activity(number, blocks[place], span)
            for number, (place, span) in enumerate(zip(kept, spans, strict=True), 1)
        ]

    def _activity(self, number: int, block: Block, span: tuple[date, date]) -> Block:
        words = {
            key: self.fill(block[key])
            for key in ("subject", "commitment", "activity", "outcome", "deliverable", "monitor")
        }
        return {
            "id": f"activity{number}",
            **words,
            "start": span[0].isoformat(),
            "end": span[1].isoformat(),
            "responsible": f"{person(self.dice)} ({self.dice.choice(read('people')['posts'])})",
            "observations": None,
        }

    def indicators(self, start: date) -> list[Block]:
        """The theme's indicators of both families, with their baselines or why there is none."""
        return [self._indicator(number, block, start) for number, block in enumerate(self.theme["indicators"], 1)]

    def _indicator(self, number: int, block: Block, start: date) -> Block:
        known = block["baseline"] is not None
        return {
            "id": f"indicator{number}",
            "name": block["name"],
            "family": block["family"],
            "unit": block["unit"],
            "direction": block["direction"],
            "baseline": self.fill(block["baseline"]) if known else None,
            "baseline_missing": None if known else "not_available",
            "baseline_source": self.fill(block["source"]),
            "baseline_on": date(start.year, self.dice.choice([1, 3, 6]), 30).isoformat() if known else None,
            "target": self.fill(block["target"]),
            "apart": "mujeres y hombres" if block["unit"] == "personas" else None,
            "means": self.fill(block["means"]),
        }


def person(dice: Random) -> str:
    """A fictional name with two surnames."""
    people = read("people")
    first, second = dice.sample(people["last_names"], 2)
    return f"{dice.choice(people['first_names'])} {first} {second}"


def _words(dice: Random, organisation: Block) -> dict[str, Any]:
    state = state_name(str(organisation.get("works_in", organisation["state"])))
    share = dice.randint(36, 61)
    return {
        "municipality": organisation["municipality"],
        "near": organisation["near"],
        "state": state,
        "system": f"Sistema Estatal Anticorrupción de {state}",
        "few": dice.randint(6, 14),
        "some": dice.randint(24, 60),
        "many": dice.randrange(120, 620, 10),
        "share": share,
        "rest": 100 - share,
    }


def _spans(dice: Random, start: date, end: date, count: int) -> list[tuple[date, date]]:
    """Dated stretches in order that overlap a little; the last one reaches the project's last day."""
    days = (end - start).days
    step = days / (count + 0.5)
    firsts = [start + timedelta(days=round(step * number)) for number in range(count)]
    lasts = [min(end, first + timedelta(days=round(step * 1.4) + dice.randint(0, 12))) for first in firsts]
    return list(zip(firsts, [*lasts[:-1], end], strict=True))


def requested(sections: Sections) -> Decimal:
    """What the composed budget asks of the grant."""
    rows = sections["budget"]["rows"]
    lines = [
        Decimal(row["quantity"]) * Decimal(row["unit_cost"]) * Decimal(row["times"])
        for row in rows
        if row["source"] == "grant"
    ]
    return sum(lines, Decimal("0.00"))
