"""Why a proposal was recommended or skipped, and how a tie was broken, as sentences."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from app.calls.scoring.models import TieStep
from app.core.format import both_text, money, number
from app.core.i18n import LazyText, _, lazy
from app.review.rules.selection import Because
from app.review.rules.ties import DRAW, VOTE

PLAIN: dict[Because, LazyText] = {
    Because.within: lazy("Within the awards and the budget of its lot."),
    Because.among_places: lazy("Within the places of its line for the next round."),
    Because.enough: lazy("Its score is enough for the next round: the call sets no number of places."),
    Because.places_used: lazy("The places of its line for the next round went to proposals with more points."),
    Because.awards_used: lazy("The awards of its lot went to proposals with more points."),
    Because.no_score: lazy("It has no submitted sheet."),
}


STEPS: dict[str, LazyText] = {
    TieStep.state.value: lazy("Tie: the one before it comes from a state that no proposal above had."),
    TieStep.line.value: lazy("Tie: the one before it has a theme that no proposal above had."),
    VOTE: lazy("Tie: decided by the vote of the commission."),
}


def measures(content: Mapping[str, Any]) -> dict[str, str]:
    """The criteria and sections of a frozen text by their keys, as they are called."""
    return {each["id"]: both_text(each["name"]) for each in (*content["criteria"], *content.get("sections", ()))}


def places_in_words(content: Mapping[str, Any]) -> dict[str, tuple[str, str | None]]:
    """Candidacy → why it stands where it does and how its tie was broken, from the frozen content of a ruling."""
    if not content:
        return {}
    criteria = measures(content)
    places = [place for lot in content["lots"] for place in lot["places"]]
    return {place["candidacy"]: _both(place, place["currency"], content["minimum_total"], criteria) for place in places}


def letter_words(content: Mapping[str, Any], minimum: Decimal | None) -> tuple[str, str | None] | None:
    """The same for one letter; None where the proposal was not ranked."""
    place = content["because"]
    if place["because"] is None:
        return None
    criteria = measures(content)
    return _both(place, content["currency"], None if minimum is None else str(minimum), criteria)


def _both(
    place: Mapping[str, Any], currency: str, minimum: str | None, criteria: Mapping[str, str]
) -> tuple[str, str | None]:
    why = reason(place, currency=currency, minimum=minimum, criteria=criteria)
    return why, tie(place["tie_broken_by"], criteria)


def reason(place: Mapping[str, Any], *, currency: str, minimum: str | None, criteria: Mapping[str, str]) -> str:
    """The sentence of one line of a ranking (its keys: because, requested, left, weak)."""
    left = place["left"]
    because = Because(str(place["because"]))
    match because:
        case Because.over_budget:
            asked, rest = _cash(place["requested"], currency), _cash(left, currency)
            return _(
                "It asks for %(asked)s and %(rest)s was left in its lot when its turn came.", asked=asked, rest=rest
            )
        case Because.below_minimum:
            return _("Its score is under the minimum of %(minimum)s points.", minimum=number(Decimal(minimum or 0)))
        case Because.below_criterion:
            name = criteria.get(str(place["weak"]), "–")
            return _("In “%(criterion)s” it is under the minimum of that criterion.", criterion=name)
        case Because.below_section:
            name = criteria.get(str(place["weak"]), "–")
            return _("In the section “%(section)s” it is under the minimum of that section.", section=name)
        case _:
            return str(PLAIN[because])


def tie(broken_by: str | None, criteria: Mapping[str, str]) -> str | None:
    """How it came after the one before it with the same score."""
    if broken_by is None:
        return None
    if broken_by == DRAW:
        return _("Tie: equal in every criterion; decided by the draw published with the closing list.")
    if broken_by in STEPS:
        return str(STEPS[broken_by])
    return _("Tie: decided by “%(criterion)s”.", criterion=criteria.get(broken_by, "–"))


def _cash(value: str | None, currency: str) -> str:
    return money(Decimal(value) if value is not None else None, currency)
