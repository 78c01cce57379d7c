"""Who may read, write and send a proposal; before the opening act nobody outside its organisation reads it."""

from app.calls.models import Call
from app.core.i18n import lazy
from app.people.access import ALLOW, STAFF, WRITERS, Actor, Verdict, deny, hide
from app.people.models import Role
from app.proposals.queries import Doorway, Dossier

NOT_INVITED = lazy(
    "Only organisations that went on from the round before take part in this one, and yours is not among them. The results of that round say why."
)
NOT_NOMINATED = lazy(
    "In this call whoever takes part is nominated by somebody else and agrees to it by the mailed link."
)
READERS = (*STAFF, Role.AUDITOR)


def read(actor: Actor | None, dossier: Dossier) -> Verdict:
    """The organisation always; for anybody else a page of the organisation does not exist."""
    return ALLOW if actor and actor.member_of(dossier.proposal.organisation_id) else hide()


def write(actor: Actor | None, dossier: Dossier) -> Verdict:
    """Owners and editors write; a viewer is told so."""
    if actor is None or not actor.member_of(dossier.proposal.organisation_id):
        return hide()
    if actor.member_of(dossier.proposal.organisation_id, *WRITERS):
        return ALLOW
    return deny(lazy("You may read this proposal. Ask an owner of your organisation to let you write."))


def start(actor: Actor | None, door: Doorway) -> Verdict:
    """Anybody signed in may begin; the organisation is chosen, or made, on the page. A later round invites."""
    if actor is None or not door.call.published_at:
        return hide()
    if any(door.lets_in(key) for key in actor.organisation_ids) or door.invited is None:
        return ALLOW
    return deny(NOT_NOMINATED if door.nominated else NOT_INVITED)


def nominate(actor: Actor | None, door: Doorway) -> Verdict:
    """Anybody signed in nominates somebody else, where the call takes nominations."""
    return ALLOW if actor and door.call.published_at and door.nominated else hide()


def count(actor: Actor | None, call: Call) -> Verdict:
    """The team sees how many proposals a call has; names and content only after the opening act."""
    if actor is None or not actor.has(*READERS, programme_id=call.programme_id, call_id=call.id):
        return hide()
    if call.opened_at and actor.has(Role.COMMISSION, call_id=call.id):
        return deny(lazy("Whoever sits in the commission reads its proposals in the commission's own pages."))
    return ALLOW


def read_opened(actor: Actor | None, call: Call) -> Verdict:
    """The team reads the list, its export and its files once the call was opened."""
    verdict = count(actor, call)
    if not verdict or call.opened_at:
        return verdict
    return deny(lazy("Proposals stay sealed until the opening act. Until then only how many there are can be seen."))


def read_as_staff(actor: Actor | None, dossier: Dossier) -> Verdict:
    """One submitted proposal, read by the team after the opening act; what was never sent does not exist for them."""
    if dossier.proposal.folio is None:
        return hide()
    return read_opened(actor, dossier.call)


def open_call(actor: Actor | None, call: Call) -> Verdict:
    """Officers and coordinators open a call, in one logged act."""
    if not count(actor, call) or actor is None:
        return hide()
    if actor.has(Role.OFFICER, Role.COORDINATOR, programme_id=call.programme_id, call_id=call.id):
        return ALLOW
    return deny(lazy("An officer or a coordinator of the programme opens a call."))


def download(actor: Actor | None, dossier: Dossier) -> Verdict:
    """A file follows the proposal that it belongs to."""
    return read(actor, dossier) or read_as_staff(actor, dossier)
