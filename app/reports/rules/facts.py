"""What a report is about, as plain values: what was planned, promised and budgeted, and its period."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.core.rollup import Cell, Direction


@dataclass(frozen=True)
class ActivityFact:
    """An activity as it was planned."""

    row: str
    name: str
    start: date | None
    end: date | None


@dataclass(frozen=True)
class IndicatorFact:
    """An indicator as it was promised."""

    row: str
    name: dict[str, str]
    unit: str
    direction: Direction
    target: Cell
    baseline: Decimal | None = None
    indicator_id: str | None = None
    code: str = ""


@dataclass(frozen=True)
class BudgetFact:
    """A budget line: planned for the whole agreement, and spent in accepted earlier reports."""

    row: str
    concept: str
    planned: Decimal
    spent_before: Decimal


@dataclass(frozen=True)
class ResultFact:
    """A result that the team reports on."""

    row: str
    code: str
    name: dict[str, str]


@dataclass(frozen=True)
class Facts:
    """All that the form and its rules need to know besides what is typed."""

    own: bool
    period_start: date
    period_end: date
    final: bool
    currency: str
    activities: Sequence[ActivityFact]
    indicators: Sequence[IndicatorFact]
    budget: Sequence[BudgetFact]
    quarters: Sequence[str]
    results: Sequence[ResultFact] = ()
