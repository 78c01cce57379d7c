"""The pure rules: totals, ranking, ties, selection, allotment; true for any input, not for one."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.review.models import Conflict, InvitationState, Part
from app.review.rules.allotment import Holder, reviewer_for, sheets_needed
from app.review.rules.leaks import keys_of, leaks
from app.review.rules.ranking import DRAW, Entry, Marks, ranked
from app.review.rules.selection import Because, Contender, Outcome, Pot, select
from app.review.rules.totals import Measure, attainable, mean, weighted_total

pytestmark = pytest.mark.once

RUBRIC = [Measure("a", Decimal(8), 5), Measure("b", Decimal(8), 5), Measure("c", Decimal(4), 5)]
values = st.fixed_dictionaries({m.id: st.integers(0, 5) for m in RUBRIC})


@st.composite
def marks(draw, submitted=None):
    chosen = draw(values)
    state = draw(st.booleans()) if submitted is None else submitted
    return Marks(chosen, weighted_total(RUBRIC, chosen), state)


entries = st.lists(st.lists(marks(), max_size=4), max_size=8).map(
    lambda groups: [Entry(f"p{n}", f"digest {n}", tuple(group)) for n, group in enumerate(groups)]
)


def test_a_total_is_weight_times_value() -> None:
    assert weighted_total(RUBRIC, {"a": 5, "b": 3, "c": 0}) == Decimal("64.00")
    assert attainable(RUBRIC) == Decimal(100)


def test_a_total_with_fractions_is_rounded_half_up() -> None:
    rubric = [Measure("a", Decimal("0.125"), 5)]
    assert weighted_total(rubric, {"a": 1}) == Decimal("0.13")


def test_a_value_outside_the_scale_is_an_error() -> None:
    with pytest.raises(ValueError, match="scale"):
        weighted_total(RUBRIC, {"a": 6})


def test_the_mean_of_nothing_is_not_zero() -> None:
    assert mean([]) is None
    assert mean([Decimal("66.66"), Decimal("66.67")]) == Decimal("66.67")


@given(entries, st.randoms())
def test_the_order_of_arrival_does_not_matter(listed, dice) -> None:
    shuffled = list(listed)
    dice.shuffle(shuffled)
    assert ranked(listed, RUBRIC, seed="root") == ranked(shuffled, RUBRIC, seed="root")


@given(entries)
def test_unsubmitted_sheets_count_nowhere(listed) -> None:
    bare = [Entry(e.key, e.lottery, tuple(s for s in e.sheets if s.submitted)) for e in listed]
    assert ranked(listed, RUBRIC, seed="root") == ranked(bare, RUBRIC, seed="root")


@given(entries)
def test_ranks_run_down_with_the_score_and_without_gaps(listed) -> None:
    places = [p for p in ranked(listed, RUBRIC, seed="root") if p.rank is not None]
    assert [p.rank for p in places] == list(range(1, len(places) + 1))
    scores = [p.score for p in places]
    assert scores == sorted(scores, reverse=True)


@given(entries)
def test_without_a_submitted_sheet_there_is_no_rank(listed) -> None:
    none = {e.key for e in listed if not any(s.submitted for s in e.sheets)}
    assert {p.key for p in ranked(listed, RUBRIC, seed="root") if p.rank is None} == none


def test_a_tie_goes_to_the_heaviest_criterion_then_to_the_draw() -> None:
    def sheet(**given):
        return Marks(given, weighted_total(RUBRIC, given))

    heavy, light = sheet(a=5, b=3, c=1), sheet(a=4, b=4, c=1)
    places = ranked([Entry("light", "x", (light,)), Entry("heavy", "y", (heavy,))], RUBRIC, seed="root")
    assert [(p.key, p.tie_broken_by) for p in places] == [("heavy", None), ("light", "a")]
    same = ranked([Entry("one", "x", (heavy,)), Entry("two", "y", (heavy,))], RUBRIC, seed="root")
    assert same[1].tie_broken_by == DRAW
    assert same == ranked([Entry("two", "y", (heavy,)), Entry("one", "x", (heavy,))], RUBRIC, seed="root")


amounts = st.integers(1, 100).map(Decimal)
scores = st.none() | st.integers(0, 100).map(Decimal)
contenders = st.lists(st.tuples(scores, amounts), max_size=12).map(
    lambda rows: [
        Contender(f"p{n}", score, amount)
        for n, (score, amount) in enumerate(
            sorted(rows, key=lambda row: -(row[0] if row[0] is not None else Decimal(-1)))
        )
    ]
)
pots = st.builds(
    Pot,
    st.none() | st.integers(1, 5),
    st.none() | st.integers(0, 300).map(Decimal),
    st.none() | st.integers(0, 100).map(Decimal),
)


@given(contenders, pots)
def test_selection_never_skips_a_higher_one_that_fits(listed, pot) -> None:
    left, taken = pot.budget, 0
    for one, choice in zip(listed, select(listed, pot), strict=True):
        good = one.score is not None and (pot.minimum is None or one.score >= pot.minimum)
        fits = (pot.awards is None or taken < pot.awards) and (left is None or one.amount <= left)
        assert (choice.outcome is Outcome.recommended) == (good and fits)
        if choice.outcome is Outcome.recommended:
            taken += 1
            left = None if left is None else left - one.amount


@given(contenders, pots)
def test_awards_and_budget_are_never_exceeded(listed, pot) -> None:
    chosen = {c.key for c in select(listed, pot) if c.outcome is Outcome.recommended}
    assert pot.awards is None or len(chosen) <= pot.awards
    assert pot.budget is None or sum(c.amount for c in listed if c.key in chosen) <= pot.budget


def test_every_skip_has_its_reason() -> None:
    listed = [
        Contender("first", Decimal(90), Decimal(60)),
        Contender("weak", Decimal(85), Decimal(10), weak="a"),
        Contender("dear", Decimal(80), Decimal(50)),
        Contender("second", Decimal(75), Decimal(40)),
        Contender("third", Decimal(74), Decimal(1)),
        Contender("low", Decimal(50), Decimal(1)),
        Contender("none", None, Decimal(1)),
    ]
    choices = select(listed, Pot(2, Decimal(100), Decimal(60)))
    assert {c.key: (c.outcome.value, c.because) for c in choices} == {
        "first": ("recommended", Because.within),
        "weak": ("not_recommended", Because.below_criterion),
        "dear": ("reserve", Because.over_budget),
        "second": ("recommended", Because.within),
        "third": ("reserve", Because.awards_used),
        "low": ("not_recommended", Because.below_minimum),
        "none": ("not_recommended", Because.no_score),
    }


@pytest.mark.parametrize(
    ("member", "alternate", "expected"),
    [
        (Conflict.none, Conflict.none, "member"),
        (Conflict.possible, None, "member"),
        (Conflict.recuse, Conflict.none, "alternate"),
        (Conflict.recuse, Conflict.recuse, None),
        (Conflict.recuse, None, None),
        (None, Conflict.none, None),
    ],
)
def test_the_alternate_scores_where_the_member_is_recused(member, alternate, expected) -> None:
    said = {"member": member, "alternate": alternate}
    holders = [
        Holder("member", Part.member, InvitationState.accepted),
        Holder("alternate", Part.alternate, InvitationState.accepted),
    ]
    assert reviewer_for(holders, said.get) == expected


def test_the_alternate_takes_the_place_of_who_declined() -> None:
    holders = [
        Holder("member", Part.member, InvitationState.declined),
        Holder("alternate", Part.alternate, InvitationState.accepted),
    ]
    assert reviewer_for(holders, {"alternate": Conflict.none}.get) == "alternate"


def test_recusals_lower_the_minimum_only_where_seats_lack() -> None:
    assert sheets_needed(3, 0, minimum=3, minimum_recused=2) == 3
    assert sheets_needed(3, 1, minimum=3, minimum_recused=2) == 2
    assert sheets_needed(4, 1, minimum=3, minimum_recused=2) == 3


def test_a_comment_that_names_another_leaks() -> None:
    keys = keys_of(["SC2-2020-0007", "Agua Clara, A.C.", "Sí"])
    assert leaks("Mejor que SC2-2020-0007.", keys)
    assert leaks("Peor que agua clara, a.c., sin duda", keys)
    assert not leaks("El presupuesto sí es claro.", keys)
