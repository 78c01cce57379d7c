"""The moves of a message, and how its segments are called: to staff, and to whoever receives it."""

from app.core.acts import name_acts, name_codes
from app.core.i18n import LazyText, lazy
from app.core.states import Face, Moves, move
from app.desk.messages.models import MessageState as S
from app.desk.messages.models import Segment

MESSAGE: Moves = {"send": move(S.draft, to=S.sent), "discard": move(S.draft, to=S.discarded)}

FACES: dict[S, Face] = {
    S.draft: Face(lazy("Draft"), lazy("Draft"), "blue"),
    S.sent: Face(lazy("Message sent"), lazy("Message sent"), "green"),
    S.discarded: Face(lazy("Discarded"), lazy("Discarded"), "grey"),
}

SEGMENTS: dict[Segment, LazyText] = {
    Segment.drafting: lazy("Those who are writing a proposal and have not sent it"),
    Segment.sent: lazy("Those who sent a proposal"),
    Segment.followers: lazy("Those who follow the call"),
    Segment.registered: lazy("Organisations registered in one state"),
    Segment.eligible: lazy("Those whose proposal met every rule"),
    Segment.ineligible: lazy("Those whose proposal did not meet a rule"),
}

BECAUSE: dict[Segment, LazyText] = {
    Segment.drafting: lazy("You receive this because your organisation has begun a proposal for this call."),
    Segment.sent: lazy("You receive this because your organisation sent a proposal for this call."),
    Segment.followers: lazy("You receive this because you follow this call."),
    Segment.registered: lazy("You receive this because your organisation is registered here, in a state of this call."),
    Segment.eligible: lazy("You receive this because your organisation's proposal for this call met every rule."),
    Segment.ineligible: lazy("You receive this because your organisation took part in this call."),
}

AFTER_RESULTS = frozenset({Segment.eligible, Segment.ineligible})

name_acts(
    {
        "callmessage.written": lazy("Message written"),
        "callmessage.send": lazy("Message sent"),
        "callmessage.discard": lazy("Message discarded"),
    }
)
name_codes("callmessage", FACES)
