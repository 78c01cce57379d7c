"""How sectors and the steps against ties are called, and the sentences that say them."""

from collections.abc import Sequence

from app.calls.scoring.models import Sector, TieStep
from app.core.i18n import LazyText, _, lazy

SECTORS: dict[Sector, LazyText] = {
    Sector.citizens: lazy("Citizens"),
    Sector.academia: lazy("Academia"),
    Sector.business: lazy("Business"),
    Sector.government: lazy("Government"),
    Sector.civil_society: lazy("Civil society"),
    Sector.international: lazy("International body"),
}

TIES: dict[TieStep, LazyText] = {
    TieStep.criteria: lazy("the heaviest criterion, then the next"),
    TieStep.line: lazy("a theme that no proposal above has"),
    TieStep.state: lazy("a state that no proposal above has"),
    TieStep.vote: lazy("the vote of the commission"),
    TieStep.draw: lazy("a draw that anybody can repeat"),
}


def ties_in_words(steps: Sequence[TieStep]) -> str:
    """The chain as one sentence."""
    return _("Equal scores are put in order by: %(steps)s.", steps="; ".join(str(TIES[step]) for step in steps))
