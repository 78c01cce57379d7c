"""The mail of a message, as it goes out and as it is shown before."""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from app.calls.models import Call
from app.core.columns import new_id
from app.core.i18n import LANGUAGES, using_locale
from app.core.mail import Recipient, queue, render
from app.core.web import absolute
from app.desk.messages.models import CallMessage, CallMessageMail
from app.desk.messages.queries import Reader
from app.desk.messages.states import BECAUSE

MAIL = "desk/message"


@dataclass(frozen=True)
class Sample:
    """A mail as it would arrive in one language."""

    language: str
    subject: str
    text: str


def send(session: Session, call: Call, message: CallMessage, reader: Reader) -> None:
    """Queue it for one reader, with a link of its own that stops further ones."""
    key = new_id()
    to = Recipient(reader.email, reader.name, reader.locale, _stop(key), one_click=True)
    mail = queue(session, to=to, mail=MAIL, because=BECAUSE[message.segment], **_said(call, message))
    session.add(CallMessageMail(id=key, message_id=message.id, mail_id=mail.id, email=reader.email))


def samples(call: Call, message: CallMessage) -> list[Sample]:
    """What a reader of each language would get: nobody's own, since who gets it may not be known yet."""
    found = []
    for language in LANGUAGES:
        with using_locale(language):
            because = str(BECAUSE[message.segment])
            to = Recipient("", leave=_stop("…"))
            subject, text, _html = render(MAIL, language, recipient=to, because=because, **_said(call, message))
        found.append(Sample(language, subject, text))
    return found


def _said(call: Call, message: CallMessage) -> dict[str, Any]:
    return {"call": call, "message": message, "address": absolute(f"/calls/{call.slug}")}


def _stop(key: str) -> str:
    return absolute(f"/messages/{key}/stop")
