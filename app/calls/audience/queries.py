"""Named reads of those who listen."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import func
from sqlmodel import Session, col, or_, select

from app.calls.audience import keys
from app.calls.audience.models import CalendarAddress, SessionGuest, SessionMaterial, Subscription
from app.calls.models import Call, CallEvent, CallFollower, CallState
from app.core import clock
from app.core.files import StoredFile
from app.core.mail import OutboxMail
from app.people.models import User


def subscription(session: Session, key: str, *, lock: bool = False) -> Subscription | None:
    """By the key of its link, unless it was never confirmed and has expired."""
    row_id = keys.opened(keys.SUBSCRIPTION, key)
    found = session.get(Subscription, row_id, with_for_update=lock or None) if row_id else None
    return found if found and (found.confirmed_at or found.expires_at > clock.now()) else None


def same(session: Session, wanted: Subscription) -> Subscription | None:
    """What this address asked for before, if it is this very thing."""
    query = select(Subscription).where(
        Subscription.email == wanted.email,
        Subscription.call_id == wanted.call_id,
        Subscription.theme == wanted.theme,
        Subscription.state == wanted.state,
    )
    return session.exec(query).one_or_none()


def subscribers(session: Session, call: Call) -> Sequence[Subscription]:
    """Confirmed subscriptions to this call."""
    query = select(Subscription).where(Subscription.call_id == call.id, col(Subscription.confirmed_at).is_not(None))
    return session.exec(query.order_by(col(Subscription.email))).all()


def waiting_for_new(session: Session, themes: Sequence[str], states: Sequence[str]) -> Sequence[Subscription]:
    """Confirmed subscriptions to new calls that this one fits, one for each address."""
    query = select(Subscription).where(
        Subscription.call_id == "",
        col(Subscription.confirmed_at).is_not(None),
        or_(Subscription.theme == "", col(Subscription.theme).in_(themes)),
        or_(Subscription.state == "", col(Subscription.state).in_(states)),
    )
    found = session.exec(query.order_by(col(Subscription.email), col(Subscription.confirmed_at)))
    return list({each.email: each for each in found}.values())


def mails_to(session: Session, email: str, mail: str, since: datetime) -> int:
    """How many mails of one kind this address was sent."""
    query = select(func.count()).where(
        OutboxMail.to_email == email, OutboxMail.mail == mail, col(OutboxMail.created_at) > since
    )
    return session.exec(query).one()


def asked_from(session: Session, source: str, since: datetime) -> int:
    """How many forms came from one place."""
    counts = (
        session.exec(select(func.count()).where(table.source == source, col(table.created_at) > since)).one()
        for table in (Subscription, SessionGuest)
    )
    return sum(counts)


def follower(session: Session, call: Call, user_id: str) -> CallFollower | None:
    """The row that says that this person follows the call."""
    query = select(CallFollower).where(CallFollower.call_id == call.id, CallFollower.user_id == user_id)
    return session.exec(query).one_or_none()


def calendar_address(session: Session, user_id: str) -> CalendarAddress | None:
    """The secret address of a person's calendar, if there is one."""
    return session.exec(select(CalendarAddress).where(CalendarAddress.user_id == user_id)).one_or_none()


def calendar_owner(session: Session, key: str) -> User | None:
    """Whose calendar lives at this address, if that account is open."""
    row = session.get(CalendarAddress, keys.opened(keys.CALENDAR, key) or "")
    owner = session.get(User, row.user_id) if row else None
    return owner if owner and owner.active else None


# ------------------------------------------------------------------ sessions


def event(session: Session, call: Call, key: str) -> CallEvent | None:
    """A session of this call that is not called off."""
    found = session.get(CallEvent, key)
    return found if found and found.call_id == call.id and not found.cancelled_at else None


def guest(session: Session, key: str, *, lock: bool = False) -> SessionGuest | None:
    """By the key of the link that the guest was mailed."""
    row_id = keys.opened(keys.GUEST, key)
    return session.get(SessionGuest, row_id, with_for_update=lock or None) if row_id else None


def registration(session: Session, key: str) -> tuple[SessionGuest, CallEvent, Call] | None:
    """A guest with the session and its call, by the key of the mailed link."""
    query = (
        select(SessionGuest, CallEvent, Call)
        .join(CallEvent, col(CallEvent.id) == SessionGuest.event_id)
        .join(Call, col(Call.id) == CallEvent.call_id)
        .where(SessionGuest.id == (keys.opened(keys.GUEST, key) or ""))
    )
    return session.exec(query).one_or_none()


def guest_by_email(session: Session, event: CallEvent, email: str) -> SessionGuest | None:
    """Whether this address is registered already."""
    query = select(SessionGuest).where(SessionGuest.event_id == event.id, SessionGuest.email == email)
    return session.exec(query).one_or_none()


def guests(session: Session, event: CallEvent) -> Sequence[SessionGuest]:
    """Who registered, in the order of arrival."""
    query = select(SessionGuest).where(SessionGuest.event_id == event.id)
    return session.exec(query.order_by(col(SessionGuest.created_at), col(SessionGuest.id))).all()


def counts(session: Session, events: Sequence[CallEvent]) -> Mapping[str, int]:
    """How many registered, by session."""
    query = select(col(SessionGuest.event_id), func.count()).where(
        col(SessionGuest.event_id).in_([each.id for each in events])
    )
    return dict(session.exec(query.group_by(col(SessionGuest.event_id))).all())


def expected(session: Session, call: Call) -> Sequence[tuple[SessionGuest, CallEvent]]:
    """Who registered for a session of the call that has not begun."""
    query = select(SessionGuest, CallEvent).join(CallEvent, col(CallEvent.id) == SessionGuest.event_id)
    query = query.where(
        CallEvent.call_id == call.id, col(CallEvent.cancelled_at).is_(None), col(CallEvent.at) > clock.now()
    )
    return session.exec(query.order_by(col(SessionGuest.email))).all()


def to_remind(session: Session, ahead: timedelta) -> Sequence[tuple[SessionGuest, CallEvent, Call]]:
    """Guests of sessions that begin soon, not reminded yet, who registered before that."""
    now = clock.now()
    query = (
        select(SessionGuest, CallEvent, Call)
        .join(CallEvent, col(CallEvent.id) == SessionGuest.event_id)
        .join(Call, col(Call.id) == CallEvent.call_id)
        .where(
            Call.state == CallState.published,
            col(CallEvent.cancelled_at).is_(None),
            col(CallEvent.at) > now,
            col(CallEvent.at) <= now + ahead,
            col(SessionGuest.reminded_at).is_(None),
        )
    )
    found = session.exec(query.order_by(col(CallEvent.at), col(SessionGuest.id))).all()
    return [row for row in found if row[0].created_at < row[1].at - ahead]


def materials(session: Session, events: Sequence[CallEvent]) -> Mapping[str, list[tuple[SessionMaterial, StoredFile]]]:
    """The files of several sessions, by session."""
    query = select(SessionMaterial, StoredFile).join(StoredFile, col(StoredFile.id) == SessionMaterial.file_id)
    query = query.where(
        col(SessionMaterial.event_id).in_([each.id for each in events]), col(SessionMaterial.removed_at).is_(None)
    )
    found: dict[str, list[tuple[SessionMaterial, StoredFile]]] = {each.id: [] for each in events}
    for row in session.exec(query.order_by(col(SessionMaterial.created_at), col(SessionMaterial.id))):
        found[row[0].event_id].append(row)
    return found
