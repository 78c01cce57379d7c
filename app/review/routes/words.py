"""Small names that these pages show."""

from app.core.i18n import LazyText, lazy
from app.review.models import Conflict, Sector
from app.review.rules.selection import Outcome

SECTORS: dict[Sector, LazyText] = {
    Sector.citizens: lazy("Citizens"),
    Sector.academia: lazy("Academia"),
    Sector.business: lazy("Business"),
    Sector.government: lazy("Government"),
    Sector.civil_society: lazy("Civil society"),
    Sector.international: lazy("International body"),
}

CONFLICTS: dict[Conflict, LazyText] = {
    Conflict.none: lazy("None"),
    Conflict.possible: lazy("Possible"),
    Conflict.recuse: lazy("I recuse myself"),
}

CHOICES: dict[str, LazyText] = {
    Outcome.recommended: lazy("Recommended"),
    Outcome.reserve: lazy("In reserve"),
    Outcome.not_recommended: lazy("Not recommended"),
}
