"""The mails of a call."""

from collections.abc import Iterable

from sqlmodel import Session

from app.calls import queries
from app.calls.audience.following import everyone
from app.calls.branding import heading as heading  # noqa: PLC0414 -- gives mails about a call its colour
from app.calls.models import Call, CallAmendment
from app.core.i18n import lazy
from app.core.mail import Recipient, queue
from app.core.web import absolute
from app.people.models import User

STAFF = lazy("You receive this because you are on the staff of this call.")


def sent_to_review(session: Session, call: Call, sender: str, people: Iterable[User]) -> None:
    """To those who may publish it."""
    for person in people:
        queue(
            session,
            to=Recipient.of(person),
            mail="calls/sent_to_review",
            because=STAFF,
            call=call,
            sender=sender,
            address=absolute(f"/manage/calls/{call.id}"),
        )


def sent_back(session: Session, call: Call, comment: str, people: Iterable[User]) -> None:
    """To who sent it: what is to be corrected."""
    for person in people:
        queue(
            session,
            to=Recipient.of(person),
            mail="calls/sent_back",
            because=STAFF,
            call=call,
            comment=comment,
            address=absolute(f"/manage/calls/{call.id}"),
        )


def published(session: Session, call: Call, people: Iterable[User]) -> None:
    """To its staff: it is public now."""
    deadline = queries.timetable(session, call).latest()
    for person in people:
        queue(
            session,
            to=Recipient.of(person),
            mail="calls/published",
            because=STAFF,
            call=call,
            deadline=deadline,
            address=absolute(f"/calls/{call.slug}"),
        )


def amended(session: Session, call: Call, amendment: CallAmendment) -> None:
    """To everybody who follows the call: what was, what is, and why."""
    for listener in everyone(session, call):
        queue(
            session,
            to=listener.to,
            mail="calls/amended",
            because=listener.because,
            call=call,
            amendment=amendment,
            address=absolute(f"/calls/{call.slug}#amendments"),
        )


def cancelled(session: Session, call: Call) -> None:
    """To everybody who follows the call: it will not go on, and why."""
    for listener in everyone(session, call, guests=True):
        queue(
            session,
            to=listener.to,
            mail="calls/cancelled",
            because=listener.because,
            call=call,
            address=absolute(f"/calls/{call.slug}"),
        )
