"""Roll-ups that never hide what is missing: a value, who reported of how many, and the kinds of silence.

Blank (nobody answered), zero (a value), not available and not applicable are four things.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from app.core.money import half_up

_SHARE_PLACES = 3


class Missing(StrEnum):
    """Why there is no value."""

    BLANK = "blank"
    NOT_AVAILABLE = "not_available"
    NOT_APPLICABLE = "not_applicable"


class Combine(StrEnum):
    """How values of several periods, places or grantees become one."""

    SUM = "sum"
    MAX = "max"
    AVERAGE = "average"
    LATEST = "latest"
    CUMULATIVE = "cumulative"
    NONE = "none"


class Direction(StrEnum):
    """Which way an indicator should go."""

    INCREASE = "increase"
    DECREASE = "decrease"
    MAINTAIN = "maintain"


@dataclass(frozen=True, slots=True)
class Cell:
    """One reported cell: a value, else the kind of missing (blank unless said)."""

    value: Decimal | None = None
    missing: str = Missing.BLANK


@dataclass(frozen=True, slots=True)
class Figure:
    """A rolled-up value: `reported` of `expected` cells hold one; `missing` counts the others by kind.

    `expected` leaves out what is not applicable. `may_repeat`: unique people were added and may be counted twice.
    """

    value: Decimal | None
    reported: int
    expected: int
    missing: dict[str, int] = field(default_factory=dict)
    may_repeat: bool = False

    @property
    def complete(self) -> bool:
        """Whether everybody who should report has."""
        return self.reported == self.expected


def combine(cells: Iterable[Cell], rule: Combine, *, unique_people: bool = False) -> Figure:
    """Roll cells up, oldest first. Cumulative cells hold running totals, so the last one reported stands.

    Rule `none` combines nothing: several values give None, a single one is itself.
    """
    held = list(cells)
    values = [cell.value for cell in held if cell.value is not None]
    missing = Counter(str(cell.missing) for cell in held if cell.value is None)
    expected = len(held) - missing[Missing.NOT_APPLICABLE]
    value = _RULES[rule](values) if values else None
    return Figure(
        value,
        len(values),
        expected,
        dict(missing),
        may_repeat=unique_people and rule is Combine.SUM and len(values) > 1,
    )


def _average(values: Sequence[Decimal]) -> Decimal:
    return half_up(sum(values, Decimal(0)) / len(values))


_RULES: dict[Combine, Callable[[Sequence[Decimal]], Decimal | None]] = {
    Combine.SUM: lambda values: sum(values, Decimal(0)),
    Combine.MAX: max,
    Combine.AVERAGE: _average,
    Combine.LATEST: lambda values: values[-1],
    Combine.CUMULATIVE: lambda values: values[-1],
    Combine.NONE: lambda values: values[0] if len(values) == 1 else None,
}


@dataclass(frozen=True, slots=True)
class Ratio:
    """A part of a whole; `of` names the whole in words ("target", "enrolled") and is never left out (K2, slip 1)."""

    part: Decimal | None
    whole: Decimal | None
    of: str

    def __post_init__(self) -> None:
        if not self.of.strip():
            message = "a percentage says of what"
            raise ValueError(message)

    @property
    def share(self) -> Decimal | None:
        """The fraction, half-up to a tenth of a percent (0.879 is 87.9 %); None when a side is unknown or the whole is 0."""
        if self.part is None or not self.whole:
            return None
        return half_up(self.part / self.whole, _SHARE_PLACES)


def combine_ratios(ratios: Sequence[Ratio]) -> Ratio:
    """Add parts and wholes: percentages themselves are never averaged. A ratio with an unknown side stays out of both."""
    names = {ratio.of for ratio in ratios}
    if len(names) != 1:
        message = f"percentages of different things do not combine: {sorted(names)}"
        raise ValueError(message)
    known = [(ratio.part, ratio.whole) for ratio in ratios if ratio.part is not None and ratio.whole is not None]
    if not known:
        return Ratio(None, None, names.pop())
    parts, wholes = zip(*known, strict=True)
    return Ratio(sum(parts, Decimal(0)), sum(wholes, Decimal(0)), names.pop())


def progress(
    direction: Direction, *, baseline: Decimal | None, target: Decimal | None, actual: Decimal | None
) -> Decimal | None:
    """The fraction of the way from baseline to target, to a tenth of a percent; an unknown side gives None, never 0.

    To maintain needs no baseline: 1 at the target, less by the relative distance from it, never below 0.
    """
    if target is None or actual is None:
        return None
    if direction is Direction.MAINTAIN:
        return _held(target, actual)
    if baseline is None or baseline == target:
        return None
    return half_up((actual - baseline) / (target - baseline), _SHARE_PLACES)


def _held(target: Decimal, actual: Decimal) -> Decimal | None:
    if actual == target:
        return Decimal("1.000")
    if target == 0:
        return None
    return max(Decimal("0.000"), half_up(1 - abs((actual - target) / target), _SHARE_PLACES))


def met(direction: Direction, *, target: Decimal | None, actual: Decimal | None) -> bool | None:
    """Whether the target is reached, or None when a side is unknown (K1)."""
    if target is None or actual is None:
        return None
    if direction is Direction.MAINTAIN:
        return actual == target
    return actual >= target if direction is Direction.INCREASE else actual <= target
