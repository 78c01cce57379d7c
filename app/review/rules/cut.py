"""What the published rule of a round says of one proposal, and when a person owes a reason. Pure."""

from app.calls.rounds.models import CutKind
from app.review.rules.selection import Because, Choice, Outcome

UNDER = frozenset({Because.below_minimum, Because.below_criterion, Because.below_section, Because.no_score})


def by_rule(kind: CutKind, choice: Choice) -> bool | None:
    """Whether the rule lets it go on; None where it leaves that to the commission."""
    if kind == CutKind.eligible:
        return True
    if kind == CutKind.ranking:
        return choice.outcome == Outcome.recommended
    return False if choice.because in UNDER else None


def owes_reason(*, rule: bool | None, goes_on: bool) -> bool:
    """A no that no rule says, and a yes against the rule, are explained by who names them."""
    return rule is False if goes_on else rule is not False
