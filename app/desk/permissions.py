"""Who sees the pages that look across stages."""

from app.calls.models import Call
from app.core.i18n import lazy
from app.people.access import ALLOW, STAFF, Actor, Verdict, deny, hide
from app.people.models import Role
from app.proposals.models import Proposal

BOARD_READERS = (*STAFF, Role.OBSERVER, Role.AUDITOR, Role.DONOR)


def desk(_actor: Actor) -> Verdict:
    """Everybody signed in has a desk; it shows what waits for that person."""
    return ALLOW


def board(actor: Actor | None, call: Call) -> Verdict:
    """The board holds counts only, so the team, the donor, the observer and the auditor of the call may read it."""
    if actor and actor.has(*BOARD_READERS, programme_id=call.programme_id, call_id=call.id):
        return ALLOW
    return deny(lazy("The board of a call is for the programme's team, the donor and those who observe or audit it."))


def follow_up(actor: Actor | None, proposal: Proposal) -> Verdict:
    """A proposal is followed by its organisation; for others the page does not exist."""
    return ALLOW if actor and actor.member_of(proposal.organisation_id) else hide()
