from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.periods import fiscal_label, fiscal_quarter, inclusive_days, overlaps, rolling_quarters
from app.core.workdays import is_working_day, mexican_holidays, minus_working_days

days = st.dates(date(2019, 1, 1), date(2028, 12, 31))
months = st.integers(1, 12)
OCTOBER = 10


@given(days, st.integers(0, 2000))
def test_both_ends_are_counted(start, more):
    assert inclusive_days(start, start + timedelta(days=more)) == more + 1


def test_a_period_does_not_end_before_it_starts():
    with pytest.raises(ValueError, match="before"):
        inclusive_days(date(2020, 9, 7), date(2020, 9, 6))


@pytest.mark.parametrize(
    ("day", "month", "label"),
    [
        (date(2020, 9, 30), OCTOBER, "Q4 FY20"),
        (date(2020, 10, 1), OCTOBER, "Q1 FY21"),
        (date(2019, 8, 1), OCTOBER, "Q4 FY19"),
        (date(2020, 9, 30), 1, "Q3 FY20"),
        (date(2020, 3, 31), 4, "Q4 FY20"),
        (date(2009, 1, 1), 1, "Q1 FY09"),
    ],
)
def test_labels_follow_from_the_day(day, month, label):
    assert fiscal_label(day, month) == label


@given(days, months)
def test_a_day_lies_in_its_quarter_of_three_months(day, month):
    quarter = fiscal_quarter(day, month)
    assert quarter.start_on <= day <= quarter.end_on
    assert (quarter.start_on.day, (quarter.end_on + timedelta(days=1)).day) == (1, 1)
    assert 89 <= inclusive_days(quarter.start_on, quarter.end_on) <= 92
    assert (quarter.start_on.month - month) % 12 == 3 * (quarter.number - 1)
    assert fiscal_quarter(quarter.end_on, month) == quarter


@given(days, months, st.integers(1, 12))
def test_rolling_quarters_touch_and_never_overlap(day, month, count):
    quarters = rolling_quarters(day, month, count)
    assert len(quarters) == count
    assert quarters[0] == fiscal_quarter(day, month)
    assert all(a.end_on + timedelta(days=1) == b.start_on for a, b in pairwise(quarters))
    assert overlaps([(quarter.start_on, quarter.end_on) for quarter in quarters]) == []
    assert quarters == sorted(quarters)


def test_there_is_no_thirteenth_month():
    with pytest.raises(ValueError, match="13"):
        fiscal_quarter(date(2020, 1, 1), 13)


def test_windows_overlap_by_a_single_day():
    windows = [
        (date(2020, 1, 1), date(2020, 3, 31)),
        (date(2020, 3, 31), date(2020, 6, 30)),
        (date(2020, 7, 1), date(2020, 9, 30)),
    ]
    assert overlaps(windows) == [(0, 1)]


def test_holidays_of_the_labour_law():
    expected = {
        date(2020, 1, 1), date(2020, 2, 3), date(2020, 3, 16), date(2020, 5, 1),
        date(2020, 9, 16), date(2020, 11, 16), date(2020, 12, 25),
    }  # fmt: skip
    assert {day for day in mexican_holidays() if day.year == 2020} == expected


@pytest.mark.parametrize("year", range(2020, 2028))
def test_the_data_follow_the_rule_of_article_74(year):
    def monday(month: int, nth: int) -> date:
        first = date(year, month, 1)
        return first + timedelta(days=-first.weekday() % 7 + 7 * (nth - 1))

    rule = {
        date(year, 1, 1),
        monday(2, 1),
        monday(3, 3),
        date(year, 5, 1),
        date(year, 9, 16),
        monday(11, 3),
        date(year, 12, 25),
    }
    rule |= {date(2024, 10, 1)} if year == 2024 else set()  # the federal executive changes every six years
    assert {day for day in mexican_holidays() if day.year == year} == rule
    assert all(name["es"] and name["en"] for name in mexican_holidays().values())


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        (date(2020, 10, 30), 15, date(2020, 10, 9)),
        (date(2020, 10, 30), 0, date(2020, 10, 30)),
        (date(2020, 9, 21), 3, date(2020, 9, 15)),  # over a weekend and Independence Day
        (date(2021, 1, 31), 15, date(2021, 1, 11)),
        (date(2020, 2, 4), 1, date(2020, 1, 31)),
    ],
)
def test_working_days_before(day, n, expected):
    assert minus_working_days(day, n) == expected


@given(days, st.integers(1, 60), st.sets(days, max_size=30))
def test_between_lie_exactly_n_working_days(day, n, holidays):
    found = minus_working_days(day, n, holidays)
    assert is_working_day(found, holidays)
    between = (found + timedelta(days=step) for step in range((day - found).days))
    assert sum(is_working_day(each, holidays) for each in between) == n


def test_working_days_before_are_not_negative():
    with pytest.raises(ValueError, match="after"):
        minus_working_days(date(2020, 1, 1), -1)
