"""Working days: Monday to Friday, less the obligatory holidays of Mexico (Federal Labour Law, article 74)."""

import json
from collections.abc import Collection
from datetime import date, timedelta
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data" / "holidays_mx.json"
_SATURDAY = 5
_DAY = timedelta(days=1)


@cache
def mexican_holidays() -> dict[date, dict[str, str]]:
    """Federal holidays 2020-2027 with their names in both languages; later years are added to the data."""
    return {date.fromisoformat(row["on"]): row["name"] for row in json.loads(_DATA.read_text(encoding="utf-8"))}


def is_working_day(day: date, holidays: Collection[date]) -> bool:
    """Whether people are at work that day."""
    return day.weekday() < _SATURDAY and day not in holidays


def minus_working_days(day: date, n: int, holidays: Collection[date] | None = None) -> date:
    """The working day that lies n working days before `day`; for n = 0 the day itself.

    A CSO's due date is the implementer's date to the donor less n working days (P: I2).
    """
    if n < 0:
        message = f"{n} days before would lie after"
        raise ValueError(message)
    free = mexican_holidays() if holidays is None else holidays
    while n > 0:
        day -= _DAY
        n -= is_working_day(day, free)
    return day
