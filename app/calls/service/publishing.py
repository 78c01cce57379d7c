"""From draft to the public: sent to review, sent back, published by a second person, cancelled."""

from collections.abc import Sequence

from sqlmodel import Session

from app.calls import gate, mails, permissions, queries
from app.calls.audience import mails as audience
from app.calls.models import Call
from app.calls.states import CALL
from app.calls.words import Both, empty
from app.core import clock
from app.core.errors import Refused
from app.core.i18n import _
from app.core.states import apply
from app.people import queries as people
from app.people.access import Actor
from app.people.models import User


def send_to_review(session: Session, call: Call, *, actor: Actor) -> None:
    """Through the gate, to a second person."""
    _through_the_gate(session, call)
    apply(session, call, CALL, "send", actor=actor)
    call.sent_by, call.sent_at = actor.id, clock.now()
    session.add(call)
    mails.sent_to_review(
        session, call, actor.name, [person for person in _staff(session, call) if person.id != actor.id]
    )


def send_back(session: Session, call: Call, *, comment: str, actor: Actor) -> None:
    """Back to draft, with what is to be corrected."""
    sender = call.sent_by
    apply(session, call, CALL, "send_back", actor=actor, reason=comment)
    call.sent_by = call.sent_at = None
    session.add(call)
    mails.sent_back(session, call, comment, [person for person in _staff(session, call) if person.id == sender])


def publish(session: Session, call: Call, *, actor: Actor) -> None:
    """Make it public. The gate is asked again: dates may have passed meanwhile."""
    verdict = permissions.publish(actor, call)
    if not verdict:
        raise Refused(verdict.reason)
    _through_the_gate(session, call)
    apply(session, call, CALL, "publish", actor=actor)
    call.published_by, call.published_at = actor.id, clock.now()
    session.add(call)
    session.flush()
    mails.published(session, call, _staff(session, call))
    if not queries.timetable(session, call).practice:
        audience.new_call(session, call)


def cancel(session: Session, call: Call, *, reason: Both, actor: Actor) -> None:
    """Call it off, in public and with the reason; calendars hear of it."""
    if empty(reason):
        raise Refused(_("Say why the call is cancelled: everybody will read it."), "reason_es")
    if call.results_published_at:
        raise Refused(_("The results are published: the call can no longer be cancelled."))
    apply(session, call, CALL, "cancel", actor=actor, reason=reason.get("es") or reason.get("en"))
    call.cancelled_at, call.cancelled_reason = clock.now(), reason
    call.calendar_sequence += 1
    session.add(call)
    session.flush()
    mails.cancelled(session, call)


def _through_the_gate(session: Session, call: Call) -> None:
    gaps = gate.missing(session, call)
    if gaps:
        raise Refused(_("The call is not complete yet: %(n)s things are missing. They are listed above.", n=len(gaps)))


def _staff(session: Session, call: Call) -> Sequence[User]:
    return people.holders(session, *permissions.AUTHORS, programme_id=call.programme_id, call_id=call.id)
