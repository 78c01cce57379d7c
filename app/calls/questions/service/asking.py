"""A question comes: from the page, or by another way and recorded by staff, so that it joins the rest."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from app.calls.models import Call, CallState
from app.calls.questions import mails, queries
from app.calls.questions.models import CallQuestion, Channel
from app.core import audit, clock, deadlines
from app.core.errors import Refused
from app.core.format import moment
from app.core.i18n import _, locale
from app.core.settings import settings
from app.core.words import word_count
from app.people.access import Actor

MAX_WORDS = 300
PER_ADDRESS, PER_ADDRESS_TIME = 5, timedelta(days=1)
PER_CONNECTION, PER_CONNECTION_TIME = 30, timedelta(hours=1)


@dataclass(frozen=True)
class Recorded:
    """A question that came by another way, as staff wrote it down."""

    text: str
    channel: Channel
    asked_at: datetime
    asker: str = ""
    email: str = ""
    language: str = "es"


def ask(
    session: Session, call: Call, text: str, *, email: str, arrived: datetime, connection: str, actor: Actor | None
) -> CallQuestion:
    """Anybody asks. What arrived in time is in, even if it is processed later. A second click asks nothing new."""
    check_open(session, call, arrived)
    _check_length(text)
    if known := queries.same(session, call.id, email, text):
        return known
    came_from = _digest(connection)
    _check_limits(session, email, came_from)
    question = CallQuestion(
        call_id=call.id,
        original=text,
        language=actor.user.locale if actor else locale(),
        asked_at=arrived,
        asker=actor.name if actor else "",
        asker_email=email,
        asker_id=actor.id if actor else None,
        came_from=came_from,
    )
    session.add(question)
    session.flush()
    audit.record(session, "callquestion.asked", question, actor=actor)
    mails.received(session, call, question, queries.promised(session, call))
    return question


def record(session: Session, call: Call, came: Recorded, *, actor: Actor) -> CallQuestion:
    """Staff write down one that came by phone, message or in a session, before the close of questions."""
    if came.asked_at > clock.now():
        raise Refused(_("This moment is still to come."), "on")
    check_open(session, call, came.asked_at, field="on")
    _check_length(came.text)
    question = CallQuestion(
        call_id=call.id,
        original=came.text,
        language=came.language,
        channel=came.channel,
        asked_at=came.asked_at,
        asker=came.asker,
        asker_email=came.email,
        recorded_by=actor.id,
    )
    session.add(question)
    session.flush()
    audit.record(session, "callquestion.recorded", question, actor=actor)
    if came.email:
        mails.received(session, call, question, queries.promised(session, call))
    return question


def check_open(session: Session, call: Call, arrived: datetime, *, field: str | None = None) -> None:
    """Questions of a published call are taken until their close; the server's clock decides, as for proposals."""
    if call.state != CallState.published:
        raise Refused(_("This call takes no questions."), field)
    closes = queries.closes(session, call)
    if closes and not deadlines.in_time(arrived, closes[0]):
        at, zone = closes
        raise Refused(
            _(
                "Questions closed on %(deadline)s. By the server's clock this one came on %(arrived)s.",
                deadline=deadlines.sentence(at, zone),
                arrived=moment(arrived, zone, seconds=True),
            ),
            field,
        )


def _check_length(text: str) -> None:
    if (n := word_count(text)) > MAX_WORDS:
        raise Refused(_("Write at most %(max)s words; there are %(n)s.", max=MAX_WORDS, n=n), "text")


def _check_limits(session: Session, email: str, came_from: str) -> None:
    """Per address of mail; per connection only beyond what an office behind one address would ask."""
    now = clock.now()
    if queries.asked_since(session, now - PER_ADDRESS_TIME, asker_email=email, recorded_by=None) >= PER_ADDRESS:
        raise Refused(
            _("%(n)s questions came from this address in the last day. Ask the next one tomorrow.", n=PER_ADDRESS),
            "email",
        )
    if queries.asked_since(session, now - PER_CONNECTION_TIME, came_from=came_from) >= PER_CONNECTION:
        raise Refused(_("Many questions came from this connection. Wait an hour, or write to the call's address."))


def _digest(connection: str) -> str:
    return hmac.digest(settings().secret_key, b"question:" + connection.encode(), hashlib.sha256).hex()
