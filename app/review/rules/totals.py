"""What a score sheet adds up to. Points = value × weight, exact, shown half-up at two places."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.core.money import half_up


@dataclass(frozen=True, slots=True)
class Measure:
    """One criterion as the sums need it; `minimum` is in the units of the scale."""

    id: str
    weight: Decimal
    scale_max: int
    minimum: Decimal | None = None

    @property
    def most(self) -> Decimal:
        """The points that this criterion can bring."""
        return self.weight * self.scale_max


Rubric = Sequence[Measure]


def attainable(rubric: Rubric) -> Decimal:
    """The points of a sheet with the highest value everywhere."""
    return sum((measure.most for measure in rubric), Decimal(0))


def weighted_total(rubric: Rubric, values: Mapping[str, int | None]) -> Decimal:
    """The points of one sheet; a criterion without a value brings nothing, a value outside the scale is an error."""
    points = Decimal(0)
    for measure in rubric:
        value = values.get(measure.id)
        if value is None:
            continue
        if not 0 <= value <= measure.scale_max:
            message = f"{value} is not on the scale 0–{measure.scale_max}"
            raise ValueError(message)
        points += measure.weight * value
    return half_up(points)


def is_complete(rubric: Rubric, values: Mapping[str, int | None]) -> bool:
    """Whether every criterion has its value."""
    return all(values.get(measure.id) is not None for measure in rubric)


def mean(figures: Iterable[Decimal]) -> Decimal | None:
    """The mean at two places, half-up; of nothing, None (never 0)."""
    listed = list(figures)
    return half_up(sum(listed, Decimal(0)) / len(listed)) if listed else None


def by_weight(rubric: Rubric) -> list[Measure]:
    """The criteria, the heaviest first; equal weights keep the order of the rubric."""
    return sorted(rubric, key=lambda measure: -measure.most)
