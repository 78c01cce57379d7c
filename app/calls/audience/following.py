"""Everybody who follows a call, by account and by mail: the one place that says whom a change is mailed to."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlmodel import Session

from app.calls import queries as calls
from app.calls.audience import keys, queries
from app.calls.audience.models import SessionGuest, Subscription
from app.calls.models import Call
from app.core.addresses import absolute
from app.core.i18n import LazyText, lazy
from app.core.mail import Recipient

FOLLOWER = lazy("You receive this because you follow this call or write a proposal for it.")
SUBSCRIBER = lazy("You receive this because you asked to be told of this call by mail.")
GUEST = lazy("You receive this because you registered for a session of this call.")


@dataclass(frozen=True)
class Listener:
    """Whom a mail goes to, and why."""

    to: Recipient
    because: LazyText


def everyone(session: Session, call: Call, *, guests: bool = False) -> list[Listener]:
    """All who follow a call, each address once; with those who wait for a session of it, if `guests`."""
    found: dict[str, Listener] = {}
    for listener in _listeners(session, call, guests=guests):
        found.setdefault(listener.to.email, listener)
    return list(found.values())


def _listeners(session: Session, call: Call, *, guests: bool) -> Iterator[Listener]:
    for person in calls.followers(session, call):
        yield Listener(Recipient.of(person), FOLLOWER)
    for row in queries.subscribers(session, call):
        yield Listener(recipient(row), SUBSCRIBER)
    if guests:
        for guest, _event in queries.expected(session, call):
            yield Listener(guest_recipient(guest), GUEST)


def recipient(row: Subscription) -> Recipient:
    """A subscriber to write to."""
    return Recipient(row.email, "", row.locale, subscription_address(row), one_click=True)


def guest_recipient(guest: SessionGuest) -> Recipient:
    """A guest to write to."""
    return Recipient(guest.email, guest.name, guest.locale, guest_address(guest))


def subscription_address(row: Subscription) -> str:
    """The page of a subscription, where it is confirmed and ended."""
    return absolute(f"/subscriptions/{keys.key_of(keys.SUBSCRIPTION, row.id)}")


def guest_address(guest: SessionGuest) -> str:
    """The page of a registration, where it is cancelled and where the materials are."""
    return absolute(f"/registrations/{keys.key_of(keys.GUEST, guest.id)}")
