"""The work plan as a picture: a bar for each activity over the quarters from the first day to the last [C17]."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from app.core.i18n import _
from app.proposals.sections.work_plan import span_of

PLACES = Decimal("0.01")


@dataclass(frozen=True)
class Bar:
    """One activity: where it begins and how long it lasts, in per cent of the whole width."""

    name: str
    start: Decimal
    width: Decimal


@dataclass(frozen=True)
class Calendar:
    """The bars, and where each quarter begins with its name."""

    bars: tuple[Bar, ...]
    quarters: tuple[tuple[Decimal, str], ...]


def calendar(rows: Sequence[Any]) -> Calendar | None:
    """From the rows as saved; those whose dates cannot be read are left out. None when no date can be read."""
    dated = [(str(row.get("activity") or ""), span) for row in rows if (span := span_of(row))]
    if not dated:
        return None
    first = _quarter(min(start for _name, (start, _end) in dated))
    last = max(end for _name, (_start, end) in dated)
    edges = [first]
    while edges[-1] <= last:
        edges.append(_next(edges[-1]))
    days = Decimal((edges[-1] - first).days)

    def share(count: int) -> Decimal:
        return (100 * Decimal(count) / days).quantize(PLACES)

    bars = tuple(
        Bar(name, share((start - first).days), share((end - start + timedelta(days=1)).days))
        for name, (start, end) in dated
    )
    return Calendar(bars, tuple((share((edge - first).days), _name_of(edge)) for edge in edges[:-1]))


def _quarter(day: date) -> date:
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


def _next(quarter: date) -> date:
    return _quarter(quarter + timedelta(days=95))


def _name_of(quarter: date) -> str:
    return _("Q%(n)s %(year)s", n=(quarter.month + 2) // 3, year=quarter.year)
