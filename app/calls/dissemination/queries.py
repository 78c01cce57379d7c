"""Named selects of the log of dissemination."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from app.calls.dissemination.models import Dissemination, Medium
from app.people.models import User


@dataclass(frozen=True)
class Line:
    """One line of the log; `state` "" is the whole country, `reach` None is not known."""

    id: str
    on: date
    medium: Medium
    what: str
    state: str
    place: str
    link: str
    reach: int | None
    source: str
    by: str


def entry(session: Session, key: str, *, lock: bool = False) -> Dissemination | None:
    """One line of a log, by its identifier."""
    return session.get(Dissemination, key, with_for_update=lock or None)


def log(session: Session, call_id: str) -> Sequence[Line]:
    """All that was noted for a call, the newest day first."""
    wanted = (
        select(
            col(Dissemination.id),
            col(Dissemination.on),
            col(Dissemination.medium),
            col(Dissemination.what),
            col(Dissemination.state),
            col(Dissemination.place),
            col(Dissemination.link),
            col(Dissemination.reach),
            col(Dissemination.source),
            col(User.name),
        )
        .join(User, col(User.id) == Dissemination.recorded_by)
        .where(col(Dissemination.call_id) == call_id, col(Dissemination.removed_at).is_(None))
        .order_by(col(Dissemination.on).desc(), col(Dissemination.created_at).desc(), col(Dissemination.id))
    )
    return [Line(*row) for row in session.execute(wanted)]
