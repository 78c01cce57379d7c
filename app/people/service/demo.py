"""What the demo's doors open: a person per role, the mails that would be sent."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from app.core.errors import NotFound, Refused
from app.core.i18n import _
from app.core.installation import fact, keep
from app.core.mail import OutboxMail
from app.people import queries
from app.people.models import User

DOORS = "demo_doors"
SHOWN = 300


def open_doors(session: Session, people: dict[str, User]) -> dict[str, str]:
    """Make a reusable entry per role; answers role -> token."""
    doors = {role: {"token": secrets.token_urlsafe(18), "user": user.id} for role, user in people.items()}
    keep(session, DOORS, doors)
    return {role: door["token"] for role, door in doors.items()}


def doors(session: Session) -> list[tuple[str, str, User]]:
    """(role, token, person) of every entry."""
    found = []
    for role, door in (fact(session, DOORS) or {}).items():
        user = queries.user(session, door["user"])
        if user is not None:
            found.append((role, door["token"], user))
    return found


def behind(session: Session, token: str) -> User:
    """The person whom an entry lets in."""
    for _role, kept, user in doors(session):
        if secrets.compare_digest(kept, token):
            return user
    raise NotFound


def mails(session: Session, search: str) -> Sequence[OutboxMail]:
    """The newest mails of the outbox, by address or subject."""
    query = select(OutboxMail).order_by(col(OutboxMail.created_at).desc(), col(OutboxMail.id)).limit(SHOWN)
    if search:
        query = query.where(
            col(OutboxMail.to_email).contains(search.lower()) | col(OutboxMail.subject).contains(search)
        )
    return session.exec(query).all()


def mail(session: Session, key: str) -> OutboxMail:
    """One mail of the outbox."""
    found = session.get(OutboxMail, key)
    if found is None:
        raise NotFound
    return found


def instant(text: str) -> datetime:
    """An instant with its zone, as in 2020-09-07T23:59:00-05:00."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise Refused(_("Write an instant with its zone, as in 2020-09-07T23:59:00-05:00."), "instant")
    return found
