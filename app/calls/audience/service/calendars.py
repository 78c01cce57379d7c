"""A person's own calendar: a secret address that can be made, renewed and taken away."""

from sqlmodel import Session

from app.calls.audience import keys, queries
from app.calls.audience.models import CalendarAddress
from app.core.addresses import absolute
from app.people.access import Actor


def address(row: CalendarAddress) -> str:
    """What a calendar program subscribes to."""
    return absolute(f"/calendars/{keys.key_of(keys.CALENDAR, row.id)}.ics")


def renew(session: Session, *, actor: Actor) -> None:
    """A new address; the one before opens nothing any more."""
    end(session, actor=actor)
    session.add(CalendarAddress(user_id=actor.id))
    session.flush()


def end(session: Session, *, actor: Actor) -> None:
    """No address."""
    row = queries.calendar_address(session, actor.id)
    if row is not None:
        session.delete(row)
        session.flush()
