"""What the rules look at, and what they say.

Evidence is [{"code": …, "values": {…}}]: a sentence of `eligibility.words` with its values as text, so that both
languages say the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from app.calls.categories import Category
from app.proposals.sections.budget import Source, amount, totals

Evidence = list[dict[str, Any]]
Params = Mapping[str, Any]
NOTHING = Decimal("0.00")


class Finding(StrEnum):
    """What is said of one rule: it holds, it does not, a paper may still be put right, or a person must look."""

    passes = "pass"
    fails = "fail"
    cure = "cure"
    unclear = "unclear"


@dataclass(frozen=True)
class Held:
    """An entry of the programme's register: an earlier grant, or something owed. Amounts in their own currency."""

    kind: str
    reference: str
    amount: Decimal | None = None
    currency: str = "MXN"
    since: date | None = None
    is_open: bool = False


@dataclass(frozen=True)
class PartnerFacts:
    """A partner of a network: where else it presents this call, and what it owes."""

    name: str
    folios: tuple[str, ...] = ()
    debts: tuple[Held, ...] = ()


@dataclass(frozen=True)
class Facts:
    """What the installation knows beside the proposal itself. `partners` only once opened: a draft tells nobody of others."""

    curable: frozenset[str] = frozenset()
    siblings: tuple[str, ...] = ()
    register: tuple[Held, ...] = ()
    partners: tuple[PartnerFacts, ...] = ()


@dataclass(frozen=True)
class Money:
    """A budget added up by source; `readable` is false when a line could not be read."""

    grant: Decimal
    own: Decimal
    by_category: Mapping[str, Decimal]
    readable: bool = True

    @property
    def whole(self) -> Decimal:
        return self.grant + self.own

    @property
    def indirect(self) -> Decimal:
        return self.by_category.get(Category.administration, NOTHING)


@dataclass(frozen=True)
class Dossier:
    """A proposal as its snapshot has it, and the facts beside it."""

    snapshot: Mapping[str, Any]
    facts: Facts = Facts()
    money: Money = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "money", read_money(self.section("budget")))

    def section(self, key: str) -> Mapping[str, Any]:
        """The data of one section; empty when it was never written."""
        found: Mapping[str, Any] = self.snapshot.get("sections", {}).get(key) or {}
        return found

    @property
    def organisation(self) -> Mapping[str, Any]:
        """The profile as it stood."""
        found: Mapping[str, Any] = self.snapshot.get("organisation") or {}
        return found


@dataclass(frozen=True)
class Proposed:
    """A finding with what it rests on."""

    finding: Finding
    evidence: Evidence


def read_money(budget: Mapping[str, Any]) -> Money:
    """The lines of a budget section, summed by source, the grant by category too."""
    rows = list(budget.get("rows") or [])
    sums = totals(rows)
    by_category: dict[str, Decimal] = {}
    for row in rows:
        line = amount(row)
        if line is not None and row.get("source") == Source.grant:
            key = str(row.get("category") or "")
            by_category[key] = by_category.get(key, NOTHING) + line
    readable = all(amount(row) is not None and row.get("source") in set(Source) for row in rows)
    return Money(sums.grant, sums.own + sums.in_kind, by_category, readable)


def say(code: str, **values: object) -> dict[str, Any]:
    """One piece of evidence."""
    return {
        "code": code,
        "values": {key: value if isinstance(value, list) else str(value) for key, value in values.items()},
    }


def answer(holds: bool, *evidence: dict[str, Any]) -> Proposed:  # noqa: FBT001 -- the answer itself
    """Met or not met."""
    return Proposed(Finding.passes if holds else Finding.fails, list(evidence))


def ask(*evidence: dict[str, Any]) -> Proposed:
    """A person must look."""
    return Proposed(Finding.unclear, list(evidence))


def decimal(value: object) -> Decimal | None:
    """An amount of params or data; None where there is none or it cannot be read."""
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def iso_day(value: object) -> date | None:
    """A day of params or data; None where it cannot be read."""
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
