"""What an applicant and the public may read of a candidacy: one thing until publication, its outcome after."""

from app.core.i18n import LazyText, lazy
from app.core.states import Face
from app.review.models import CandidacyState as C
from app.review.states import CANDIDACY_FACES

BEFORE = Face(lazy("Being evaluated"), lazy("Being evaluated"), "blue")

SENTENCES: dict[C, LazyText] = {
    C.approved: lazy("Your proposal was selected."),
    C.reserve: lazy("Your proposal is on the reserve list: it is next if an award becomes free."),
    C.not_recommended: lazy("Your proposal was evaluated and was not selected."),
    C.returned: lazy("The commission recommended your proposal; the donor did not approve it as it stands."),
    C.objected: lazy("The commission recommended your proposal; the donor did not approve it."),
    C.goes_on: lazy("Your proposal goes on to the next round."),
    C.stays: lazy("Your proposal was evaluated and does not go on to the next round."),
    C.ineligible: lazy("Your proposal does not meet a rule of the call, so it was not scored."),
}


def shown(state: C, *, published: bool) -> Face:
    """The state that its own organisation reads; a correction asked of it is no secret."""
    if published or state == C.correcting:
        return CANDIDACY_FACES[state]
    return BEFORE
