"""Who handles the questions of a call. Asking and reading the answers is for everybody who sees the call."""

from app.calls.models import Call
from app.calls.permissions import AUTHORS
from app.calls.permissions import read as read_call
from app.calls.questions.models import CallQuestion
from app.core.i18n import lazy
from app.people.access import ALLOW, Actor, Verdict, deny


def handle(actor: Actor | None, call: Call) -> Verdict:
    """Those who write the call: they see who asked, so nobody else does."""
    verdict = read_call(actor, call)
    if not verdict:
        return verdict
    if actor is None or not actor.has(*AUTHORS, programme_id=call.programme_id, call_id=call.id):
        return deny(lazy("Questions are handled by the officers and coordinators of the call."))
    return ALLOW


def publish(actor: Actor, question: CallQuestion) -> Verdict:
    """A second person publishes an answer, as with a call: everybody will go by it."""
    if actor.id == question.answered_by:
        return deny(lazy("You wrote this answer, so a second person publishes it."))
    return ALLOW
