"""Who is recommended within a lot: the ranking is walked from the top, and every skip has its reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Outcome(StrEnum):
    """What the commission says of a proposal."""

    recommended = "recommended"
    reserve = "reserve"
    not_recommended = "not_recommended"


class Because(StrEnum):
    """Why."""

    within = "within"
    among_places = "among_places"
    enough = "enough"
    places_used = "places_used"
    awards_used = "awards_used"
    over_budget = "over_budget"
    below_minimum = "below_minimum"
    below_criterion = "below_criterion"
    below_section = "below_section"
    no_score = "no_score"


@dataclass(frozen=True, slots=True)
class Contender:
    """A proposal in its rank order; `weak` names a criterion whose mean is under its minimum, or a section.

    `judged` is the score that the minimum is held against, where bonus makes it another than the score.
    """

    key: str
    score: Decimal | None
    amount: Decimal
    weak: str | None = None
    judged: Decimal | None = None
    in_section: bool = False


@dataclass(frozen=True, slots=True)
class Pot:
    """What a lot has to give; None is no limit. `goes_on`: places in the next round instead of awards."""

    awards: int | None = None
    budget: Decimal | None = None
    minimum: Decimal | None = None
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer with its reason; `left` is the money that was there when its turn came."""

    key: str
    outcome: Outcome
    because: Because
    left: Decimal | None
    weak: str | None = None


def select(contenders: Sequence[Contender], pot: Pot) -> list[Choice]:
    """Walk the ranking; take each proposal that is good enough and still fits into awards and budget.

    No cheaper proposal is ever preferred to a higher one that fits: a skip needs a reason.
    """
    choices: list[Choice] = []
    taken, left = 0, pot.budget
    for one in contenders:
        outcome, because = _judge(one, pot, taken, left)
        choices.append(Choice(one.key, outcome, because, left, one.weak))
        if outcome is Outcome.recommended:
            taken += 1
            left = None if left is None else left - one.amount
    return choices


def _judge(one: Contender, pot: Pot, taken: int, left: Decimal | None) -> tuple[Outcome, Because]:
    if one.score is None:
        return Outcome.not_recommended, Because.no_score
    if pot.minimum is not None and (one.score if one.judged is None else one.judged) < pot.minimum:
        return Outcome.not_recommended, Because.below_minimum
    if one.weak is not None:
        return Outcome.not_recommended, Because.below_section if one.in_section else Because.below_criterion
    return _among(pot, taken) if pot.goes_on else _awarded(one, pot, taken, left)


def _awarded(one: Contender, pot: Pot, taken: int, left: Decimal | None) -> tuple[Outcome, Because]:
    if pot.awards is not None and taken >= pot.awards:
        return Outcome.reserve, Because.awards_used
    if left is not None and one.amount > left:
        return Outcome.reserve, Because.over_budget
    return Outcome.recommended, Because.within


def _among(pot: Pot, taken: int) -> tuple[Outcome, Because]:
    if pot.awards is not None and taken >= pot.awards:
        return Outcome.not_recommended, Because.places_used
    return Outcome.recommended, Because.enough if pot.awards is None else Because.among_places
