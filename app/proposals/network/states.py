"""The moves of a consent, and how each word about a partner is called."""

from enum import StrEnum

from app.core.acts import name_acts, name_codes, name_fields
from app.core.i18n import lazy
from app.core.states import Face, Moves, move
from app.proposals.network.models import ConsentState as C

CONSENT: Moves = {
    "agree": move(C.asked, to=C.agreed),
    "decline": move(C.asked, C.agreed, to=C.declined),
    "withdraw": move(C.asked, C.agreed, to=C.withdrawn),
}


class Word(StrEnum):
    """How a partner stands towards what is written of it today."""

    unasked = "unasked"
    waiting = "waiting"
    agreed = "agreed"
    declined = "declined"
    withdrawn = "withdrawn"
    changed = "changed"
    expired = "expired"


FACES: dict[Word, Face] = {
    Word.unasked: Face(lazy("Not asked yet"), lazy("Not asked yet"), "grey"),
    Word.waiting: Face(lazy("Waiting for an answer"), lazy("Waiting for an answer"), "amber"),
    Word.agreed: Face(lazy("Consented"), lazy("Consented"), "green"),
    Word.declined: Face(lazy("Declined"), lazy("Declined"), "red"),
    Word.withdrawn: Face(lazy("No longer asked"), lazy("No longer asked"), "grey"),
    Word.changed: Face(lazy("Changed since: ask again"), lazy("Changed since: ask again"), "amber"),
    Word.expired: Face(lazy("The link has expired: ask again"), lazy("The link has expired: ask again"), "amber"),
}

name_acts(
    {
        "organisation.network": lazy("Marked as acting in a network: it sent a proposal with partners"),
        "proposal.partner_asked": lazy("Consent asked of a partner organisation"),
        "partnerconsent.agree": lazy("A partner organisation consented"),
        "partnerconsent.decline": lazy("A partner organisation declined"),
        "partnerconsent.withdraw": lazy("The request to a partner organisation was withdrawn"),
    }
)
name_fields({"name": lazy("Name"), "seen": lazy("Digest of what was read")})
name_codes("partnerconsent", FACES, {C.asked: lazy("Waiting for an answer")})
