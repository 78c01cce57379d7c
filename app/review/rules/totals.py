"""What a score sheet adds up to. Points = value × weight, exact, shown half-up at two places; bonus is counted apart."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.core.money import half_up


@dataclass(frozen=True, slots=True)
class Measure:
    """One criterion as the sums need it; `minimum` is in the units of the scale, `section` its key or empty."""

    id: str
    weight: Decimal
    scale_max: int
    minimum: Decimal | None = None
    scale_min: int = 0
    bonus: bool = False
    section: str = ""

    @property
    def most(self) -> Decimal:
        """The points that this criterion can bring."""
        return self.weight * self.scale_max


Rubric = Sequence[Measure]
Values = Mapping[str, int | None]


def attainable(rubric: Rubric) -> Decimal:
    """The points of a sheet with the highest value everywhere, without bonus."""
    return sum((measure.most for measure in rubric if not measure.bonus), Decimal(0))


def weighted_total(rubric: Rubric, values: Values) -> Decimal:
    """The points of one sheet without bonus; a criterion without a value brings nothing."""
    return half_up(sum((_points(m, values) for m in rubric if not m.bonus), Decimal(0)))


def bonus_total(rubric: Rubric, values: Values, cap: Decimal | None = None) -> Decimal:
    """The bonus points of one sheet, at most the cap."""
    points = half_up(sum((_points(m, values) for m in rubric if m.bonus), Decimal(0)))
    return points if cap is None else min(points, half_up(cap))


def section_totals(rubric: Rubric, values: Values) -> dict[str, Decimal]:
    """The points of one sheet in each section."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for measure in rubric:
        if not measure.bonus:
            sums[measure.section] += _points(measure, values)
    return dict(sums)


def _points(measure: Measure, values: Values) -> Decimal:
    value = values.get(measure.id)
    if value is None:
        return Decimal(0)
    if not measure.scale_min <= value <= measure.scale_max:
        message = f"{value} is not on the scale {measure.scale_min}–{measure.scale_max}"
        raise ValueError(message)
    return measure.weight * value


def is_complete(rubric: Rubric, values: Values) -> bool:
    """Whether every criterion has its value."""
    return all(values.get(measure.id) is not None for measure in rubric)


def mean(figures: Iterable[Decimal]) -> Decimal | None:
    """The mean at two places, half-up; of nothing, None (never 0)."""
    listed = list(figures)
    return half_up(sum(listed, Decimal(0)) / len(listed)) if listed else None


def by_weight(rubric: Rubric) -> list[Measure]:
    """The criteria, the heaviest first; equal weights keep the order of the rubric."""
    return sorted(rubric, key=lambda measure: -measure.most)
