"""The moves of a call, and the phase that people see: from the acts and the clock, never stored."""

from enum import StrEnum

from app.calls.models import CallState as S
from app.core.acts import name_codes
from app.core.i18n import lazy
from app.core.states import Face, Moves, move

CALL: Moves = {
    "send": move(S.draft, to=S.in_review),
    "send_back": move(S.in_review, to=S.draft),
    "publish": move(S.in_review, to=S.published),
    "cancel": move(S.published, to=S.cancelled),
}

FACES: dict[S, Face] = {
    S.draft: Face(lazy("Draft"), lazy("In preparation"), "blue"),
    S.in_review: Face(lazy("In review"), lazy("In preparation"), "amber"),
    S.published: Face(lazy("Published"), lazy("Published"), "green"),
    S.cancelled: Face(lazy("Cancelled"), lazy("Cancelled"), "red"),
}


class Phase(StrEnum):
    """Where a call stands for whoever looks at it now."""

    draft = "draft"
    in_review = "in_review"
    announced = "announced"
    open = "open"
    evaluation = "evaluation"
    results = "results"
    cancelled = "cancelled"


PHASES: dict[Phase, Face] = {
    Phase.draft: FACES[S.draft],
    Phase.in_review: FACES[S.in_review],
    Phase.announced: Face(lazy("Announced"), lazy("Opens soon"), "blue"),
    Phase.open: Face(lazy("Open"), lazy("Open"), "green"),
    Phase.evaluation: Face(lazy("Closed, in evaluation"), lazy("Closed, in evaluation"), "amber"),
    Phase.results: Face(lazy("Results published"), lazy("Results published"), "grey"),
    Phase.cancelled: FACES[S.cancelled],
}


name_codes("call", FACES)
