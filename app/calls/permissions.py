"""Who may do what with a call."""

from app.calls.models import Call, CallState
from app.core.i18n import lazy
from app.people.access import ALLOW, Actor, Verdict, deny, hide
from app.people.models import Role
from app.programmes.models import Programme

AUTHORS = (Role.ADMINISTRATOR, Role.OFFICER, Role.COORDINATOR)
READERS = (*AUTHORS, Role.FINANCE, Role.OBSERVER, Role.AUDITOR)
PUBLIC = frozenset({CallState.published, CallState.cancelled})


def read_public(actor: Actor | None, call: Call) -> Verdict:
    """The public page: everybody once published; before that, its staff as a preview."""
    return ALLOW if call.state in PUBLIC else _hidden_unless(actor, call, READERS)


def read_publicly(_actor: Actor | None, call: Call) -> Verdict:
    """What only the published call has: its calendar feed and its files."""
    return ALLOW if call.state in PUBLIC else hide()


def read(actor: Actor | None, call: Call) -> Verdict:
    """The staff page."""
    return _hidden_unless(actor, call, READERS)


def edit(actor: Actor | None, call: Call) -> Verdict:
    """Draft it, or amend it once it is published."""
    verdict = _hidden_unless(actor, call, READERS)
    if not verdict:
        return verdict
    if not _is(actor, call, AUTHORS):
        return deny(lazy("Only officers, coordinators and administrators write a call."))
    return ALLOW


def publish(actor: Actor | None, call: Call) -> Verdict:
    """A second person publishes: never the one who sent it to review."""
    verdict = edit(actor, call)
    if verdict and actor and actor.id == call.sent_by:
        return deny(lazy("You sent this call to review, so a second person publishes it."))
    return verdict


def archive(actor: Actor | None, call: Call) -> Verdict:
    """Put it away once it is over, and take it out again."""
    verdict = edit(actor, call)
    if verdict and not _is(actor, call, (Role.ADMINISTRATOR, Role.COORDINATOR)):
        return deny(lazy("Only coordinators and administrators use the archive."))
    return verdict


def draft(actor: Actor | None, programme: Programme) -> Verdict:
    """Begin a call in a programme."""
    if actor is None or not actor.has(*READERS, programme_id=programme.id):
        return hide()
    if not actor.has(*AUTHORS, programme_id=programme.id):
        return deny(lazy("Only officers, coordinators and administrators write a call."))
    return ALLOW


def list_all(actor: Actor) -> Verdict:
    """The list of calls in every state."""
    if actor.has_anywhere(*READERS):
        return ALLOW
    return deny(lazy("Only the staff of a programme sees its calls in preparation."))


def _is(actor: Actor | None, call: Call, roles: tuple[Role, ...]) -> bool:
    return actor is not None and actor.has(*roles, programme_id=call.programme_id, call_id=call.id)


def _hidden_unless(actor: Actor | None, call: Call, roles: tuple[Role, ...]) -> Verdict:
    return ALLOW if _is(actor, call, roles) else hide()
