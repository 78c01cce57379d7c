from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.money import Money, convert, half_up, product, split, total

PROJECTION = [Decimal("306553.09"), Decimal("165787.28"), Decimal("120473.82"), Decimal("254393.82")]
RATE = Decimal("22.25")

cents = st.decimals(-(10**12), 10**12, places=2)
positive_cents = st.decimals(0, 10**12, places=2)
weights = st.lists(st.decimals(0, 1000, places=2), min_size=1, max_size=12).filter(any)


def test_the_projection_of_the_source_in_both_currencies():
    converted = [convert(line, RATE) for line in PROJECTION]
    assert total(PROJECTION) == Decimal("847208.01")
    assert converted == [Decimal("6820806.25"), Decimal("3688766.98"), Decimal("2680542.50"), Decimal("5660262.50")]
    assert total(converted) == Decimal("18850378.23")


def test_converting_the_sum_would_give_another_cent():
    assert convert(total(PROJECTION), RATE) == Decimal("18850378.22")


@pytest.mark.parametrize(
    ("value", "expected"),
    [("0.005", "0.01"), ("-0.005", "-0.01"), ("2.675", "2.68"), ("2.6749999", "2.67"), ("1", "1.00")],
)
def test_half_goes_away_from_zero(value, expected):
    assert str(half_up(Decimal(value))) == expected


@given(st.decimals(-(10**9), 10**9, places=6))
def test_rounding_moves_at_most_half_a_cent_and_is_stable(value):
    once = half_up(value)
    assert abs(once - value) <= Decimal("0.005")
    assert half_up(once) == once
    assert half_up(-value) == -once


@given(st.lists(cents))
def test_a_total_does_not_depend_on_the_order(lines):
    assert total(lines) == total(sorted(lines)) == sum(lines, Decimal(0))


def test_a_total_adds_what_is_shown():
    assert total([Decimal("0.005"), Decimal("0.005")]) == Decimal("0.02")


def test_a_product_is_rounded_once():
    assert product(Decimal(3), Decimal("33.333"), Decimal("0.5")) == Decimal("50.00")


@given(positive_cents, weights)
def test_parts_add_up_and_stay_within_a_cent_of_their_share(amount, weights):
    parts = split(amount, weights)
    whole = sum(weights, Decimal(0))
    assert sum(parts) == amount
    assert all(
        abs(part - amount * weight / whole) < Decimal("0.01") for part, weight in zip(parts, weights, strict=True)
    )


@pytest.mark.parametrize("bad", [[], [Decimal(0)], [Decimal(-1), Decimal(3)]])
def test_weights_that_share_nothing_are_an_error(bad):
    with pytest.raises(ValueError, match="weights"):
        split(Decimal(10), bad)


@given(cents, cents)
def test_money_adds_and_subtracts_back(one, other):
    a, b = Money(one, "MXN"), Money(other, "MXN")
    assert a + b - b == a
    assert (a < b) == (one < other)


def test_two_currencies_never_add():
    with pytest.raises(ValueError, match="do not add"):
        _ = Money(Decimal(1), "MXN") + Money(Decimal(1), "USD")


def test_money_refuses_parts_of_a_cent_and_floats():
    with pytest.raises(ValueError, match="parts of a cent"):
        Money(Decimal("1.005"), "MXN")
    with pytest.raises(TypeError, match="exact"):
        Money(1.5, "MXN")
    with pytest.raises(TypeError, match="exact"):
        Money(Decimal("NaN"), "MXN")


def test_money_in_another_currency():
    assert str(Money(PROJECTION[0], "USD").to("MXN", RATE)) == "6820806.25 MXN"
    assert not Money(Decimal(0), "USD")
