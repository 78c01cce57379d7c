from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.rollup import Cell, Combine, Direction, Figure, Missing, Ratio, combine, combine_ratios, met, progress

numbers = st.decimals(-(10**6), 10**6, places=2)
cells = st.lists(st.builds(Cell, st.none() | numbers, st.sampled_from(Missing)), max_size=20)


def test_four_kinds_of_cell_are_four_things():
    row = [Cell(Decimal(0)), Cell(), Cell(missing=Missing.NOT_AVAILABLE), Cell(missing=Missing.NOT_APPLICABLE)]
    assert combine(row, Combine.SUM) == Figure(Decimal(0), 1, 3, {"blank": 1, "not_available": 1, "not_applicable": 1})


def test_nobody_reported_is_not_zero():
    assert combine([Cell(), Cell()], Combine.SUM) == Figure(None, 0, 2, {"blank": 2})
    assert combine([], Combine.SUM) == Figure(None, 0, 0, {})


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (Combine.SUM, Decimal(10)), (Combine.MAX, Decimal(5)), (Combine.AVERAGE, Decimal("3.33")),
        (Combine.LATEST, Decimal(4)), (Combine.CUMULATIVE, Decimal(4)), (Combine.NONE, None),
    ],
)  # fmt: skip
def test_each_rule(rule, expected):
    assert combine([Cell(Decimal(1)), Cell(Decimal(5)), Cell(Decimal(4)), Cell()], rule).value == expected


def test_rule_none_keeps_a_single_value():
    assert combine([Cell(), Cell(Decimal(7))], Combine.NONE).value == Decimal(7)


def test_unique_people_who_are_added_may_be_counted_twice():
    assert combine([Cell(Decimal(1)), Cell(Decimal(2))], Combine.SUM, unique_people=True).may_repeat
    assert not combine([Cell(Decimal(1)), Cell()], Combine.SUM, unique_people=True).may_repeat
    assert not combine([Cell(Decimal(1)), Cell(Decimal(2))], Combine.MAX, unique_people=True).may_repeat


@given(cells, st.sampled_from(Combine))
def test_nothing_is_lost_from_view(cells, rule):
    figure = combine(cells, rule)
    assert figure.reported + sum(figure.missing.values()) == len(cells)
    assert figure.reported <= figure.expected <= len(cells)
    assert figure.complete == (figure.missing.get("blank", 0) + figure.missing.get("not_available", 0) == 0)


@given(
    st.lists(numbers, min_size=1), st.sampled_from([Combine.MAX, Combine.AVERAGE, Combine.LATEST, Combine.CUMULATIVE])
)
def test_a_combination_that_is_not_a_sum_stays_among_its_values(values, rule):
    found = combine([Cell(value) for value in values], rule).value
    assert min(values) - Decimal("0.005") <= found <= max(values) + Decimal("0.005")


def test_percentages_add_their_parts_and_wholes():
    courses = [
        Ratio(Decimal(377), Decimal(480), "enrolled"),
        Ratio(Decimal(36), Decimal(41), "enrolled"),
        Ratio(None, Decimal(10), "enrolled"),
    ]
    whole = combine_ratios(courses)
    assert (whole.part, whole.whole, whole.share) == (Decimal(413), Decimal(521), Decimal("0.793"))
    assert combine_ratios([Ratio(None, Decimal(3), "enrolled")]).share is None
    with pytest.raises(ValueError, match="different things"):
        combine_ratios([Ratio(Decimal(1), Decimal(2), "enrolled"), Ratio(Decimal(1), Decimal(2), "target")])


def test_a_share_of_an_unknown_or_empty_whole_is_unknown():
    assert Ratio(Decimal(1), None, "target").share is None
    assert Ratio(None, Decimal(1), "target").share is None
    assert Ratio(Decimal(1), Decimal(0), "target").share is None
    assert Ratio(Decimal(0), Decimal(470), "target").share == Decimal(0)


@pytest.mark.parametrize(
    ("direction", "baseline", "target", "actual", "expected"),
    [
        (Direction.INCREASE, "0", "470", "413", "0.879"),
        (Direction.INCREASE, "0", "10", "9", "0.900"),
        (Direction.INCREASE, "10", "20", "5", "-0.500"),
        (Direction.INCREASE, "0", "10", "12", "1.200"),
        (Direction.DECREASE, "40", "20", "25", "0.750"),
        (Direction.MAINTAIN, None, "0.5", "0.5", "1.000"),
        (Direction.MAINTAIN, None, "50", "45", "0.900"),
        (Direction.MAINTAIN, None, "50", "500", "0.000"),
        (Direction.MAINTAIN, None, "0", "1", None),
        (Direction.INCREASE, None, "470", "413", None),
        (Direction.INCREASE, "0", None, "413", None),
        (Direction.INCREASE, "0", "2", None, None),
        (Direction.INCREASE, "5", "5", "5", None),
    ],
)
def test_progress_by_direction(direction, baseline, target, actual, expected):
    given_numbers = {"baseline": baseline, "target": target, "actual": actual}
    found = progress(
        direction, **{name: None if text is None else Decimal(text) for name, text in given_numbers.items()}
    )
    assert found == (None if expected is None else Decimal(expected))


@given(numbers, numbers, st.sampled_from([Direction.INCREASE, Direction.DECREASE]))
def test_the_way_begins_at_the_baseline_and_ends_at_the_target(baseline, target, direction):
    ends = progress(direction, baseline=baseline, target=target, actual=target)
    begins = progress(direction, baseline=baseline, target=target, actual=baseline)
    assert (begins, ends) == ((None, None) if baseline == target else (0, 1))


def test_met_by_direction():
    assert met(Direction.INCREASE, target=Decimal(5), actual=Decimal(5)) is True
    assert met(Direction.DECREASE, target=Decimal(5), actual=Decimal(6)) is False
    assert met(Direction.MAINTAIN, target=Decimal(5), actual=Decimal(6)) is False
    assert met(Direction.INCREASE, target=None, actual=Decimal(5)) is None
    assert met(Direction.INCREASE, target=Decimal(2), actual=None) is None
