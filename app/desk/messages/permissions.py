"""Who writes to the segments of a call."""

from app.calls.models import Call
from app.calls.permissions import read as read_call
from app.core.i18n import lazy
from app.people.access import ALLOW, Actor, Verdict, deny
from app.people.models import Role


def write(actor: Actor | None, call: Call) -> Verdict:
    """The officers and the coordinators of the call."""
    verdict = read_call(actor, call)
    if not verdict:
        return verdict
    if actor and actor.has(Role.OFFICER, Role.COORDINATOR, programme_id=call.programme_id, call_id=call.id):
        return ALLOW
    return deny(lazy("Only the officers and coordinators of the call write to those who take part."))
