"""An indicator's figure against its target and against its group: always with the denominator said [K2, slip 1]."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from app.core.rollup import Cell, Combine, Direction, Figure, Ratio, combine, met, progress
from app.reports.models import ActivityStatus
from app.reports.rules.track import met_before_start


@dataclass(frozen=True, slots=True)
class Source:
    """One report's cell of an indicator: where a figure comes from."""

    report_id: str
    reporter: str
    cell: Cell
    accepted: bool
    group: Decimal | None = None
    group_name: str = ""
    said_met: bool | None = None
    reason: str = ""
    forecast: Decimal | None = None
    forecast_on: date | None = None
    activity: str = ""
    activity_status: ActivityStatus | None = None


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """One row of the indicator table. A figure says (value, reported n of N, kinds of missing)."""

    indicator_id: str
    code: str
    name: dict[str, str]
    unit: str
    target: Cell
    quarter: Figure
    year: Figure
    direction: Direction
    baseline: Decimal | None = None
    sources: tuple[Source, ...] = ()
    flags: tuple[Source, ...] = field(default=())

    @property
    def of_target(self) -> Ratio:
        """The year's figure of its target; unknown sides give no percentage."""
        return Ratio(self.year.value, self.target.value, "target")

    @property
    def of_group(self) -> Ratio | None:
        """The figure of the group it is part of, where the reports name one."""
        named = [each for each in self.sources if each.group is not None and each.accepted]
        if not named:
            return None
        wholes = sum((each.group for each in named if each.group is not None), Decimal(0))
        parts = sum((each.cell.value for each in named if each.cell.value is not None), Decimal(0))
        return Ratio(parts, wholes, named[0].group_name)

    @property
    def way(self) -> Decimal | None:
        """How far from baseline to target, by direction; an unknown baseline gives None, shown as an en dash."""
        return progress(self.direction, baseline=self.baseline, target=self.target.value, actual=self.year.value)

    @property
    def met(self) -> bool | None:
        """By the figures where both are known, else as the reports say."""
        known = met(self.direction, target=self.target.value, actual=self.year.value)
        if known is not None:
            return known
        said = {each.said_met for each in self.sources if each.said_met is not None}
        return said.pop() if len(said) == 1 else None


def flagged(sources: tuple[Source, ...], *, target: Cell, direction: Direction) -> tuple[Source, ...]:
    """The sources that call the indicator met while the activity behind it has not started [O11]."""
    return tuple(
        each
        for each in sources
        if met_before_start(met=_says_met(each, target, direction), status=each.activity_status)
    )


def _says_met(source: Source, target: Cell, direction: Direction) -> bool | None:
    known = met(direction, target=target.value, actual=source.cell.value)
    return source.said_met if known is None else known


def over_grantees(sources: tuple[Source, ...], rule: Combine, *, unique_people: bool = False) -> Figure:
    """The accepted cells of one period together; a report that is not accepted counts as blank, never as 0."""
    cells = [each.cell if each.accepted else Cell() for each in sources]
    return combine(cells, rule, unique_people=unique_people)


def over_periods(figures: list[Figure], rule: Combine, *, unique_people: bool = False) -> Figure:
    """The year to date from its quarters, oldest first; how many reported is said of all the quarters together."""
    rolled = combine([Cell(each.value) for each in figures], rule, unique_people=unique_people)
    missing: dict[str, int] = {}
    for figure in figures:
        for kind, count in figure.missing.items():
            missing[kind] = missing.get(kind, 0) + count
    return Figure(
        rolled.value,
        sum(each.reported for each in figures),
        sum(each.expected for each in figures),
        missing,
        rolled.may_repeat or any(each.may_repeat for each in figures),
    )
