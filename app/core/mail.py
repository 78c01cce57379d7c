"""The outbox: a mail is queued in the transaction that causes it, in three parts and its reader's language."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol, Self

from sqlalchemy import Index, delete
from sqlmodel import Field, Session, col

from app.core import clock
from app.core.columns import EnumText, Json, Table, UTCDateTime
from app.core.i18n import LazyText, _, using_locale
from app.core.templating import environment
from app.core.words import markdown


class MailState(StrEnum):
    """Where a mail is on its way."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"


class OutboxMail(Table, table=True):
    """One mail on its way: rendered when queued, claimed by one postman, sent once. `about`: the rows its words came from."""

    __tablename__ = "outbox_mail"
    __table_args__ = (Index("ix_outbox_mail_due", "state", "next_try_at"),)
    to_email: str = Field(max_length=320, index=True)
    to_name: str = Field(default="", max_length=300)
    language: str = Field(max_length=2)
    mail: str = Field(max_length=80, index=True)
    about: list[str] = Field(default_factory=list, sa_type=Json)
    subject: str
    text: str
    html: str
    leave: str = ""
    """The address where its reader stops mails of this kind; empty where they cannot be stopped."""
    one_click: bool = False
    """Whether that address also takes the one click of a mail program (RFC 8058)."""
    calendar: str = ""
    """An iCalendar file that goes along."""
    state: MailState = Field(default=MailState.WAITING, sa_type=EnumText(MailState))
    attempts: int = 0
    next_try_at: datetime = Field(default_factory=clock.now, sa_type=UTCDateTime)
    claimed_until: datetime | None = Field(default=None, sa_type=UTCDateTime)
    sent_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    last_error: str | None = None


class Addressable(Protocol):
    """A person to write to."""

    email: str
    name: str
    locale: str


@dataclass(frozen=True)
class Recipient:
    """Whom a mail goes to, the language that he or she reads, and the address of the page where such mails are stopped."""

    email: str
    name: str = ""
    locale: str = "es"
    leave: str = ""
    one_click: bool = False

    @classmethod
    def of(cls, person: Addressable) -> Self:
        return cls(person.email, person.name, person.locale)


HEAD = "#0b5c52"
Dresser = Callable[[Session, Mapping[str, Any]], str]
_dressers: list[Dresser] = []


def headed_by(dresser: Dresser) -> Dresser:
    """Let a stage choose the colour of the heading of mails about its own things; an empty answer leaves ours."""
    _dressers.append(dresser)
    return dresser


def queue(session: Session, *, to: Recipient, mail: str, because: LazyText, **context: Any) -> OutboxMail:  # noqa: ANN401 -- a mail takes what its template needs
    """Put a mail into the outbox. `mail` is its template, as in "calls/published"; `because` says why it comes."""
    head = next((found for dresser in _dressers if (found := dresser(session, context))), HEAD)
    with using_locale(to.locale):
        subject, text, html = render(mail, to.locale, recipient=to, because=str(because), head=head, **context)
    row = OutboxMail(
        to_email=to.email,
        to_name=to.name,
        language=to.locale,
        mail=mail,
        about=[value.id for value in context.values() if isinstance(value, Table)],
        subject=subject,
        text=text,
        html=html,
        leave=to.leave,
        one_click=to.one_click,
    )
    session.add(row)
    return row


def render(mail: str, language: str, **context: Any) -> tuple[str, str, str]:  # noqa: ANN401 -- a mail takes what its template needs
    """Subject, text part and HTML part of a mail, all from one Markdown source."""
    source = _plain_environment.get_template(f"mail/{mail}.{language}.md").render(context).strip()
    heading, _line, body = source.partition("\n")
    subject = " ".join(heading.removeprefix("#").split())
    because = context["because"]
    leave = context["recipient"].leave if "recipient" in context else ""
    ending = [because, f"{_('To receive no more of these mails:')} {leave}"] if leave else [because]
    text = "\n".join([plain(body), "", "--", *ending, ""])
    html = environment.get_template("mail/layout.html").render(
        subject=subject,
        body=markdown(body),
        because=because,
        leave=leave,
        language=language,
        head=context.get("head", HEAD),
    )
    return subject, text, html


def forget(session: Session, *, leave: str) -> None:
    """Somebody left: what waits for this reader is not sent, and nothing of what was sent is kept."""
    session.execute(delete(OutboxMail).where(col(OutboxMail.leave) == leave))


def plain(markdown: str) -> str:
    """Markdown as somebody reads it in a text mail: no stars, bare addresses."""
    bare = re.sub(r"\*\*(.+?)\*\*", r"\1", markdown)
    return re.sub(r"<(https?://[^>]+)>", r"\1", bare).strip()


_plain_environment = environment.overlay(autoescape=False)
