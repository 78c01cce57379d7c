"""The postman: claims mails from the outbox, sends them, tries again with growing pauses."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import parseaddr

import aiosmtplib
from sqlalchemy import or_
from sqlmodel import Session, col, select

from app.core import clock
from app.core.db import Database
from app.core.mail import MailState, OutboxMail
from app.core.settings import Settings, settings

log = logging.getLogger("convoca.postman")

BATCH = 20
SECRET = frozenset({"people/sign_in", "proposals/authorise", "proposals/partner"})
"""Mails whose words open a door: nothing of them is kept once they are sent."""
LEASE = timedelta(minutes=5)
PAUSES = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 180, 360, 720, 1440))


@dataclass(frozen=True)
class Letter:
    """A claimed mail, free of its session."""

    id: str
    message: EmailMessage


def claim(session: Session) -> list[Letter]:
    """Take the mails that are due, for a while: a postman that dies lets them go by itself."""
    due = or_(
        col(OutboxMail.state) == MailState.WAITING,
        (col(OutboxMail.state) == MailState.SENDING) & (col(OutboxMail.claimed_until) < clock.now()),
    )
    rows: Sequence[OutboxMail] = session.exec(
        select(OutboxMail)
        .where(due, col(OutboxMail.next_try_at) <= clock.now())
        .order_by(col(OutboxMail.next_try_at))
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    ).all()
    for row in rows:
        row.state, row.claimed_until, row.attempts = MailState.SENDING, clock.now() + LEASE, row.attempts + 1
    return [Letter(row.id, message_of(row)) for row in rows]


def message_of(row: OutboxMail) -> EmailMessage:
    """The mail as it goes over the wire: text and HTML; the same Message-ID at every try."""
    name, sender = parseaddr(settings().mail_from)
    local, _, domain = sender.partition("@")
    message = EmailMessage()
    message["From"] = Address(name, local, domain)
    message["To"] = Address(row.to_name, addr_spec=row.to_email)
    message["Subject"] = row.subject
    message["Message-ID"] = f"<{row.id}@{domain}>"
    message["Date"] = row.created_at
    message["Content-Language"] = row.language
    message["Auto-Submitted"] = "auto-generated"
    if row.leave:
        message["List-Unsubscribe"] = f"<{row.leave}>"
    if row.one_click:
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(row.text)
    message.add_alternative(row.html, subtype="html")
    if row.calendar:
        message.add_attachment(row.calendar, subtype="calendar", filename="convoca.ics")
    return message


def settle(session: Session, letter_id: str, error: str | None) -> None:
    """Write down that a claimed mail was sent, or when to try again, or that it failed for good."""
    row = session.get(OutboxMail, letter_id, with_for_update=True)
    if row is None:
        return
    row.claimed_until, row.last_error = None, error
    if error is None:
        row.state, row.sent_at = MailState.SENT, clock.now()
        if row.mail in SECRET:
            row.subject = row.text = row.html = ""
    elif row.attempts > len(PAUSES):
        row.state = MailState.FAILED
    else:
        row.state, row.next_try_at = MailState.WAITING, clock.now() + PAUSES[row.attempts - 1]


async def deliver(database: Database) -> int:
    """One round: claim, send each, settle each. Answers how many were sent. Waits only between transactions."""
    with database.transaction() as session:
        letters = claim(session)
    sent = 0
    for letter in letters:
        error = await send(letter.message, settings())
        with database.transaction() as session:
            settle(session, letter.id, error)
        sent += error is None
    return sent


async def send(message: EmailMessage, to: Settings) -> str | None:
    """Hand a mail to the server; answers what went wrong, or None."""
    try:
        await aiosmtplib.send(
            message,
            hostname=to.smtp_host,
            port=to.smtp_port,
            username=to.smtp_user or None,
            password=to.smtp_password or None,
            use_tls=to.smtp_tls == "tls",
            start_tls=True if to.smtp_tls == "starttls" else False if to.smtp_tls == "off" else None,
            timeout=30,
        )
    except (aiosmtplib.SMTPException, OSError) as problem:
        log.warning("mail not sent: %s", problem)
        return f"{type(problem).__name__}: {problem}"
    return None
