"""The projection: the report's own quarter and the three after it, in two currencies [L1–L3]."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.core.money import convert, total
from app.core.periods import rolling_quarters

QUARTERS = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One quarter in the currency of the report and in the other."""

    label: str
    amount: Decimal
    converted: Decimal


@dataclass(frozen=True, slots=True)
class Table:
    """The lines and their totals; a total is always the sum of the lines that are shown."""

    lines: tuple[Line, ...]
    total: Decimal
    converted_total: Decimal


def labels(window_end: date, fiscal_start_month: int) -> list[str]:
    """Derived from the chosen window: the current quarter can only be the window's own [L2]."""
    return [quarter.label for quarter in rolling_quarters(window_end, fiscal_start_month, QUARTERS)]


def table(names: Sequence[str], amounts: Sequence[Decimal], rate: Decimal) -> Table:
    """`rate` is units of the other currency for one of the report's; each line is converted half-up."""
    lines = tuple(Line(name, amount, convert(amount, rate)) for name, amount in zip(names, amounts, strict=True))
    return Table(lines, total(line.amount for line in lines), total(line.converted for line in lines))


def joined(names: Sequence[str], reports: Sequence[dict[str, Decimal]]) -> list[Decimal]:
    """The projections of several reports, quarter by quarter."""
    return [total(report.get(name, Decimal(0)) for report in reports) for name in names]
