"""The arithmetic of the rubric: points = value × weight, value in 0..scale_max."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Protocol


class Weighted(Protocol):
    """A criterion, as a row or as it is being drafted."""

    @property
    def scale_max(self) -> int: ...
    @property
    def weight(self) -> Decimal: ...


def points(criterion: Weighted, value: Decimal) -> Decimal:
    """What a value is worth."""
    return value * criterion.weight


def most(criterion: Weighted) -> Decimal:
    """The most a criterion can give."""
    return criterion.scale_max * criterion.weight


def attainable(criteria: Iterable[Weighted]) -> Decimal:
    """The most a proposal can get; it must equal the printed maximum."""
    return sum((most(criterion) for criterion in criteria), Decimal(0))
