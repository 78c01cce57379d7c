"""A message is written, looked at with the exact number of its readers, confirmed, and queued at once for all."""

import hashlib
from dataclasses import dataclass

from sqlmodel import Session

from app.calls.models import Call
from app.calls.words import Both, gaps
from app.core import audit, clock
from app.core.errors import Refused
from app.core.i18n import _
from app.core.states import apply
from app.desk.messages import mails, queries
from app.desk.messages.models import CallMessage, MessageState, MessageStop, Segment
from app.desk.messages.queries import Audience
from app.desk.messages.states import AFTER_RESULTS, MESSAGE, SEGMENTS
from app.people.access import Actor


@dataclass(frozen=True)
class Words:
    """What is to be said, and to whom."""

    segment: Segment
    home: str
    subject: Both
    body: Both


def segments(call: Call) -> list[Segment]:
    """To whom one may write now: what the results tell is no segment before they are published."""
    return [segment for segment in Segment if call.results_published_at or segment not in AFTER_RESULTS]


def write(session: Session, call: Call, words: Words, *, message: CallMessage | None, actor: Actor) -> CallMessage:
    """Keep a draft: a new one, or this one."""
    _check(call, words)
    if message is None:
        message = CallMessage(call_id=call.id, written_by=actor.id, **words.__dict__)
    elif message.state != MessageState.draft:
        raise Refused(_("This message was sent or discarded: it is not changed any more."))
    for name, value in words.__dict__.items():
        setattr(message, name, value)
    session.add(message)
    session.flush()
    audit.record(session, "callmessage.written", message, actor=actor)
    return message


def _check(call: Call, words: Words) -> None:
    if words.segment not in segments(call):
        raise Refused(_("Who met the rules is not told before the results are published."), "segment")
    if words.segment == Segment.registered and not words.home:
        raise Refused(_("Choose the state."), "home")
    for name, text in (("subject", words.subject), ("body", words.body)):
        for language in ("es", "en"):
            if not text.get(language) and not (call.translation_gap_accepted and gaps(text)):
                raise Refused(_("Fill in this field."), f"{name}_{language}")


def seen(audience: Audience) -> str:
    """A mark of exactly these readers: who confirms has seen this number and no other."""
    text = "\n".join(reader.email for reader in audience.readers)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def send(session: Session, call: Call, message: CallMessage, *, mark: str, actor: Actor) -> int:
    """Queue it, in this transaction, once for each address; answers how many."""
    if message.segment not in segments(call):
        raise Refused(_("Who met the rules is not told before the results are published."))
    audience = queries.audience(session, call, message.segment, message.home)
    if not audience.readers:
        raise Refused(_("Nobody would receive it."))
    if mark != seen(audience):
        raise Refused(
            _("Meanwhile those who receive it have changed: now they are %(n)s. Look again.", n=len(audience.readers))
        )
    detail = {_("To"): str(SEGMENTS[message.segment]), _("Mails"): str(len(audience.readers))}
    apply(session, message, MESSAGE, "send", actor=actor, detail=detail)
    message.sent_by, message.sent_at, message.left_out = actor.id, clock.now(), audience.left_out
    session.add(message)
    session.flush()
    for reader in audience.readers:
        mails.send(session, call, message, reader)
    session.flush()
    return len(audience.readers)


def discard(session: Session, message: CallMessage, *, actor: Actor) -> None:
    """Throw a draft away."""
    apply(session, message, MESSAGE, "discard", actor=actor)
    session.add(message)


def stop(session: Session, call_id: str, email: str) -> None:
    """This address gets no more messages of this call. Twice is once."""
    if not queries.has_stopped(session, call_id, email):
        session.add(MessageStop(call_id=call_id, email=email))
        session.flush()
