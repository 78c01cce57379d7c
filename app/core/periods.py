"""Periods: lengths in inclusive days, fiscal quarters named from their dates, windows that must not overlap."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

_DAY = timedelta(days=1)


def inclusive_days(start: date, end: date) -> int:
    """Days from start to end, both counted: 1 January to 28 February 2017 is 59 (C18)."""
    if end < start:
        message = f"{end} lies before {start}"
        raise ValueError(message)
    return (end - start).days + 1


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last day where the month is shorter: 29 February 2020 + 12 is 28 February 2021."""
    first = _month(day.year, day.month + months)
    last = _month(first.year, first.month + 1) - _DAY
    return first.replace(day=min(day.day, last.day))


def completed_months(since: date, on: date) -> int:
    """How many whole months have passed; negative when `since` lies ahead."""
    months = (on.year - since.year) * 12 + on.month - since.month
    return months if months_later(since, months) <= on else months - 1


def latest_start(on: date, months: int) -> date:
    """The last day from which that many months are complete on a day."""
    target = _month(on.year, on.month - months)
    last = _month(target.year, target.month + 1) - _DAY
    ends = (on + _DAY).day == 1
    return last if ends else target.replace(day=min(on.day, last.day))


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a fiscal year; the year is named by the calendar year in which it ends (I3)."""

    year: int
    number: int
    start_on: date
    end_on: date

    @property
    def label(self) -> str:
        """As printed by the donor: Q3 FY20."""
        return f"Q{self.number} FY{self.year % 100:02}"


def fiscal_quarter(day: date, fiscal_start_month: int) -> Quarter:
    """The quarter that holds a day; `fiscal_start_month` is 10 for the donor of the source, 1 for the calendar year."""
    if not 1 <= fiscal_start_month <= 12:
        message = f"there is no month {fiscal_start_month}"
        raise ValueError(message)
    months_in = (day.month - fiscal_start_month) % 12
    first = _month(day.year, day.month - months_in % 3)
    begins = day.year if day.month >= fiscal_start_month else day.year - 1
    year = begins if fiscal_start_month == 1 else begins + 1
    return Quarter(year, months_in // 3 + 1, first, _month(first.year, first.month + 3) - _DAY)


def fiscal_label(day: date, fiscal_start_month: int) -> str:
    """The label of a day's quarter, derived and never typed (L2): 30 September 2020 with an October start is Q4 FY20."""
    return fiscal_quarter(day, fiscal_start_month).label


def rolling_quarters(day: date, fiscal_start_month: int, count: int = 4) -> list[Quarter]:
    """The quarter of a day and those after it, as in the projection table (L1: current and three)."""
    quarters = [fiscal_quarter(day, fiscal_start_month)]
    while len(quarters) < count:
        quarters.append(fiscal_quarter(quarters[-1].end_on + _DAY, fiscal_start_month))
    return quarters


def overlaps(windows: Sequence[tuple[date, date]]) -> list[tuple[int, int]]:
    """Pairs of positions of windows that share a day (I2: "September - December" beside "July - September")."""
    pairs = combinations(enumerate(windows), 2)
    return [(a, b) for (a, one), (b, other) in pairs if one[0] <= other[1] and other[0] <= one[1]]


def _month(year: int, month: int) -> date:
    """The first day of a month whose number may lie outside 1 to 12."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
