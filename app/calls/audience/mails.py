"""The mails to those who listen without an account."""

from collections.abc import Sequence

from sqlmodel import Session

from app.calls import queries as calls
from app.calls.audience import queries
from app.calls.audience.following import (
    GUEST,
    guest_address,
    guest_recipient,
    recipient,
    subscription_address,
)
from app.calls.audience.models import SessionGuest, SessionMaterial, Subscription
from app.calls.feed import session_file
from app.calls.finding import theme_key
from app.calls.models import Call, CallEvent
from app.core.addresses import absolute
from app.core.i18n import lazy, using_locale
from app.core.mail import OutboxMail, queue

ASKED = "calls/subscription_asked"
REGISTERED = "calls/session_registered"
NEWCOMER = lazy("You receive this because somebody, you perhaps, wrote this address in our page.")
NEW_CALLS = lazy("You receive this because you asked to be told of new calls by mail.")


def subscription_asked(session: Session, row: Subscription, what: str) -> None:
    """To the address that was written: confirm that it was you."""
    address = subscription_address(row)
    queue(
        session,
        to=recipient(row),
        mail=ASKED,
        because=NEWCOMER,
        what=what,
        address=address,
        until=row.expires_at,
    )


def new_call(session: Session, call: Call) -> None:
    """To whoever waits for calls like this one."""
    themes = {theme_key(text) for axis in calls.axes(session, call) for text in axis.name.values()}
    table = calls.timetable(session, call)
    for row in queries.waiting_for_new(session, sorted(themes), call.states):
        queue(
            session,
            to=recipient(row),
            mail="calls/new_call",
            because=NEW_CALLS,
            call=call,
            deadline=table.deadline(),
            address=absolute(f"/calls/{call.slug}"),
        )


def session_registered(session: Session, guest: SessionGuest, call: Call, event: CallEvent) -> None:
    """To who registered: when, where, and how not to come."""
    _to_guest(session, REGISTERED, guest, call, event).calendar = _calendar(guest, call, event)


def session_reminder(session: Session, guest: SessionGuest, call: Call, event: CallEvent) -> None:
    """The day before."""
    _to_guest(session, "calls/session_reminder", guest, call, event)


def session_changed(session: Session, guest: SessionGuest, call: Call, event: CallEvent) -> None:
    """The session moved, or is called off: the calendar entry that goes along replaces the first one."""
    name = "calls/session_cancelled" if event.cancelled_at else "calls/session_changed"
    _to_guest(session, name, guest, call, event).calendar = _calendar(guest, call, event)


def session_materials(session: Session, guest: SessionGuest, call: Call, event: CallEvent) -> None:
    """After the session: its recording and its files."""
    files = queries.materials(session, [event])[event.id]
    _to_guest(session, "calls/session_materials", guest, call, event, [each for each, _stored in files])


def session_recording(session: Session, guest: SessionGuest, call: Call, event: CallEvent, *, changed: bool) -> None:
    """The recording is there, or has moved to another address."""
    queue(
        session,
        to=guest_recipient(guest),
        mail="calls/session_recording",
        because=GUEST,
        call=call,
        event=event,
        changed=changed,
        page=absolute(f"/calls/{call.slug}#sessions"),
    )


def _to_guest(
    session: Session,
    mail: str,
    guest: SessionGuest,
    call: Call,
    event: CallEvent,
    files: Sequence[SessionMaterial] = (),
) -> OutboxMail:
    return queue(
        session,
        to=guest_recipient(guest),
        mail=mail,
        because=GUEST,
        call=call,
        event=event,
        address=guest_address(guest),
        page=absolute(f"/calls/{call.slug}#sessions"),
        files=files,
    )


def _calendar(guest: SessionGuest, call: Call, event: CallEvent) -> str:
    with using_locale(guest.locale):
        return session_file(call, event).decode()
