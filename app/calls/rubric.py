"""The arithmetic of the rubric: points = value × weight, value in scale_min..scale_max. Bonus is counted apart."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Protocol


class Weighted(Protocol):
    """A criterion, as a row or as it is being drafted."""

    @property
    def scale_min(self) -> int: ...
    @property
    def scale_max(self) -> int: ...
    @property
    def weight(self) -> Decimal: ...
    @property
    def bonus(self) -> bool: ...


def points(criterion: Weighted, value: Decimal) -> Decimal:
    """What a value is worth."""
    return value * criterion.weight


def most(criterion: Weighted) -> Decimal:
    """The most a criterion can give."""
    return criterion.scale_max * criterion.weight


def attainable(criteria: Iterable[Weighted]) -> Decimal:
    """The most a proposal can get without bonus; it must equal the printed maximum."""
    return sum((most(criterion) for criterion in criteria if not criterion.bonus), Decimal(0))


def least(criteria: Iterable[Weighted]) -> Decimal:
    """The points of a complete sheet with the lowest value everywhere."""
    return sum((c.scale_min * c.weight for c in criteria if not c.bonus), Decimal(0))


def bonus(criteria: Iterable[Weighted], cap: Decimal | None) -> Decimal:
    """The most that bonus can add."""
    whole = sum((most(criterion) for criterion in criteria if criterion.bonus), Decimal(0))
    return whole if cap is None else min(cap, whole)
