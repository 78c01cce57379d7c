"""Slips of the sources that must be impossible here (seed facts, section O), where the rule lies in these libraries."""

from datetime import date
from decimal import Decimal

import pytest
from pydantic_core import PydanticCustomError

from app.core.fields import parse_day
from app.core.money import convert, total
from app.core.periods import fiscal_quarter, inclusive_days, overlaps, rolling_quarters
from app.core.rollup import Cell, Combine, Direction, Missing, Ratio, combine, combine_ratios, met, progress

OCTOBER = 10
AS_PRINTED = [
    (date(2019, 9, 1), date(2019, 12, 31)),
    (date(2020, 1, 1), date(2020, 3, 31)),
    (date(2020, 4, 1), date(2020, 6, 30)),
    (date(2020, 7, 1), date(2020, 9, 30)),
]


def test_slip_1_a_percentage_says_of_what():
    completed, target, enrolled = Decimal(413), Decimal(470), Decimal(521)
    assert Ratio(completed, target, "target").share == Decimal("0.879")
    assert Ratio(completed, enrolled, "enrolled").share == Decimal("0.793")
    with pytest.raises(ValueError, match="of what"):
        Ratio(completed, target, "")


def test_slip_1_percentages_of_two_things_are_never_combined():
    with pytest.raises(ValueError, match="different things"):
        combine_ratios([Ratio(Decimal(413), Decimal(470), "target"), Ratio(Decimal(413), Decimal(521), "enrolled")])


def test_slip_2_a_first_quarter_that_begins_in_september_overlaps_the_fourth():
    first_of_next_year = (date(2020, 9, 1), date(2020, 12, 31))
    assert overlaps([*AS_PRINTED, first_of_next_year]) == [(3, 4)]
    fiscal = fiscal_quarter(date(2020, 12, 31), OCTOBER)
    assert overlaps([*AS_PRINTED[1:], (fiscal.start_on, fiscal.end_on)]) == []
    assert fiscal.start_on == date(2020, 10, 1)


def test_slip_3_labels_are_derived_from_the_period_that_was_chosen():
    start, end = AS_PRINTED[3]
    assert fiscal_quarter(start, OCTOBER).label == fiscal_quarter(end, OCTOBER).label == "Q4 FY20"
    labels = [quarter.label for quarter in rolling_quarters(end, OCTOBER)]
    assert labels == ["Q4 FY20", "Q1 FY21", "Q2 FY21", "Q3 FY21"]
    as_in_the_source = [quarter.label for quarter in rolling_quarters(date(2020, 4, 1), OCTOBER)]
    assert as_in_the_source == ["Q3 FY20", "Q4 FY20", "Q1 FY21", "Q2 FY21"]


def test_slip_3_the_projection_adds_what_it_shows_in_both_currencies():
    usd = [Decimal("306553.09"), Decimal("165787.28"), Decimal("120473.82"), Decimal("254393.82")]
    mxn = [convert(line, Decimal("22.25")) for line in usd]
    assert (mxn[0], total(usd), total(mxn)) == (Decimal("6820806.25"), Decimal("847208.01"), Decimal("18850378.23"))


def test_slip_5_planned_and_held_workshops_are_two_counts():
    held = combine([Cell(Decimal(1))] * 4 + [Cell()] * 4, Combine.SUM)
    assert (held.value, held.reported, held.expected, held.complete) == (Decimal(4), 4, 8, False)


@pytest.mark.parametrize("typed", ["31/11/2017", "2017-11-31", "31.11.2017", "29/02/2017"])
def test_slip_6_the_thirty_first_of_november_does_not_exist(typed):
    with pytest.raises(PydanticCustomError, match="no existe"):
        parse_day(typed)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (date(2017, 1, 1), date(2017, 2, 28), 59),
        (date(2017, 3, 1), date(2017, 6, 30), 122),
        (date(2017, 2, 1), date(2017, 11, 30), 303),
        (date(2017, 1, 1), date(2017, 11, 30), 334),
    ],
)
def test_slip_6_lengths_are_counted_never_typed(start, end, days):
    """The source prints 302 beside 303 for the same dates, and 332 for the whole span of 334."""
    assert inclusive_days(start, end) == days


def test_slip_6_a_total_length_is_the_span_and_not_a_sum_of_lengths():
    stages = [
        (date(2017, 1, 1), date(2017, 2, 28)),
        (date(2017, 3, 1), date(2017, 6, 30)),
        (date(2017, 2, 1), date(2017, 11, 30)),
    ]
    span = inclusive_days(min(start for start, _ in stages), max(end for _, end in stages))
    assert span == 334
    assert sum(inclusive_days(*stage) for stage in stages) == 484


def test_an_unknown_actual_is_never_zero():
    """K1: the target of two was "not reached" and the actual is not printed."""
    unknown = Cell(missing=Missing.NOT_AVAILABLE)
    figure = combine([unknown], Combine.SUM)
    assert (figure.value, figure.missing) == (None, {"not_available": 1})
    assert met(Direction.INCREASE, target=Decimal(2), actual=figure.value) is None
    assert progress(Direction.INCREASE, baseline=Decimal(0), target=Decimal(2), actual=figure.value) is None
    assert progress(Direction.INCREASE, baseline=None, target=Decimal(2), actual=Decimal(1)) is None


def test_an_indicator_without_a_printed_target_has_no_percentage():
    """K3: five pilots assisted, met, and no target in the text."""
    assert Ratio(Decimal(5), None, "target").share is None


def test_the_training_table_adds_up():
    """K13, K14: two courses, 521 enrolled, 413 certificates, 252 women and 161 men."""
    certificates = [Ratio(Decimal(238), Decimal(377), "certificates"), Ratio(Decimal(14), Decimal(36), "certificates")]
    assert [half.share for half in certificates] == [Decimal("0.631"), Decimal("0.389")]
    assert sum(half.part for half in certificates) == Decimal(252)
    assert Ratio(Decimal(252), Decimal(413), "certificates").share == Decimal("0.610")
