"""Small names that these pages show."""

from app.core.i18n import LazyText, lazy
from app.review.models import Conflict
from app.review.rules.selection import Outcome

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
