"""Equal scores, true for any input: only the published chain decides, in its order, and a draw can be repeated."""

from decimal import Decimal
from hashlib import sha256
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.calls.scoring.models import TieStep
from app.calls.scoring.scheme import chain
from app.review.rules.ranking import DRAW, Entry, Marks, ranked
from app.review.rules.totals import Measure, bonus_total, section_totals, weighted_total

pytestmark = pytest.mark.once

RUBRIC = [
    Measure("a", Decimal(2), 5, scale_min=1, section="x"),
    Measure("b", Decimal(1), 5, scale_min=1, section="x"),
    Measure("c", Decimal("0.5"), 3, scale_min=0, bonus=True),
]
values = st.fixed_dictionaries({"a": st.integers(1, 5), "b": st.integers(1, 5), "c": st.integers(0, 3)})
chains = st.lists(st.sampled_from(TieStep), max_size=5).map(chain)


@st.composite
def entry(draw, number: int = 0) -> Entry:
    marks = []
    for said in draw(st.lists(values, max_size=3)):
        bonus = bonus_total(RUBRIC, said, Decimal(1))
        marks.append(Marks(said, weighted_total(RUBRIC, said), bonus=bonus, sections=section_totals(RUBRIC, said)))
    state, lines = draw(st.sampled_from("NSEW")), draw(st.frozensets(st.sampled_from("xyz"), max_size=2))
    return Entry(f"p{number}", f"digest {number}", tuple(marks), state, lines, draw(st.none() | st.integers(0, 2)))


entries = st.integers(0, 7).flatmap(lambda many: st.tuples(*(entry(number) for number in range(many)))).map(list)


@given(entries, chains, st.randoms())
def test_the_order_of_arrival_does_not_matter(listed, ties, dice) -> None:
    shuffled = list(listed)
    dice.shuffle(shuffled)
    assert ranked(listed, RUBRIC, seed="root", ties=ties) == ranked(shuffled, RUBRIC, seed="root", ties=ties)


@given(entries, chains)
def test_a_score_always_beats_a_tie_breaker_and_a_tie_always_names_one(listed, ties) -> None:
    places = [p for p in ranked(listed, RUBRIC, seed="root", ties=ties) if p.rank]
    allowed = {"a", "b"} if TieStep.criteria in ties else set()
    allowed |= {step.value for step in ties if step != TieStep.criteria}
    for before, after in pairwise(places):
        assert before.score >= after.score
        assert (after.tie_broken_by is not None) == (before.score == after.score)
        assert after.tie_broken_by is None or after.tie_broken_by in allowed


@given(entries)
def test_the_usual_chain_is_the_plain_order_of_score_criteria_and_draw(listed) -> None:
    def plain(one):
        number = sha256(f"root\ndigest {one.key[1:]}".encode()).hexdigest()
        return -one.score, -one.means["a"], -one.means["b"], number

    places = [p for p in ranked(listed, RUBRIC, seed="root") if p.rank]
    assert places == sorted(places, key=plain)


@given(st.lists(st.integers(0, 9), min_size=2, max_size=6, unique=True), st.text(max_size=8))
def test_a_draw_is_repeated_from_its_seed_alone(numbers, seed) -> None:
    same = Marks({"a": 3, "b": 3, "c": 0}, Decimal(9))
    places = ranked([Entry(f"p{n}", f"d{n}", (same,)) for n in numbers], RUBRIC, seed=seed, ties=(TieStep.draw,))
    repeated = sorted(numbers, key=lambda n: sha256(f"{seed}\nd{n}".encode()).hexdigest())
    assert [p.key for p in places] == [f"p{n}" for n in repeated]
    assert [p.tie_broken_by for p in places[1:]] == [DRAW] * (len(numbers) - 1)


def test_a_state_that_nobody_above_has_comes_first() -> None:
    high, same = Marks({"a": 5, "b": 5, "c": 0}, Decimal(15)), Marks({"a": 3, "b": 3, "c": 0}, Decimal(9))
    listed = [Entry("top", "1", (high,), "N"), Entry("old", "2", (same,), "N"), Entry("new", "3", (same,), "S")]
    places = ranked(listed, RUBRIC, seed="s", ties=(TieStep.state, TieStep.draw))
    assert [(p.key, p.tie_broken_by) for p in places] == [("top", None), ("new", None), ("old", "state")]


def test_scores_that_are_equal_at_two_places_are_a_tie() -> None:
    third = Measure("a", Decimal("0.333"), 5)
    one, two = weighted_total([third], {"a": 1}), weighted_total([Measure("a", Decimal("0.334"), 5)], {"a": 1})
    assert (one, two) == (Decimal("0.33"), Decimal("0.33"))
    places = ranked(
        [Entry("p", "1", (Marks({"a": 1}, one),)), Entry("q", "2", (Marks({"a": 1}, two),))], [third], seed=""
    )
    assert places[1].tie_broken_by == DRAW


@given(values)
def test_bonus_is_in_no_total_and_never_over_its_cap(said) -> None:
    assert weighted_total(RUBRIC, said) == 2 * said["a"] + said["b"] == section_totals(RUBRIC, said)["x"]
    assert bonus_total(RUBRIC, said, Decimal(1)) == min(Decimal(1), Decimal(said["c"]) / 2)
