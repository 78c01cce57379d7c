"""Whether everybody may read the sealed minutes of a call, once its results are public."""

from sqlmodel import Session

from app.calls.models import Call
from app.core import audit, clock
from app.people.access import Actor
from app.review.minutes import queries
from app.review.minutes.models import MinutesSetting


def show_to_all(session: Session, call: Call, *, public: bool, actor: Actor) -> None:
    """Say it for the call; it works from the publication of the results on."""
    row = queries.setting(session, call.id) or MinutesSetting(
        call_id=call.id, public=public, set_by=actor.id, set_at=clock.now()
    )
    row.public, row.set_by, row.set_at = public, actor.id, clock.now()
    session.add(row)
    audit.record(session, "call.minutes_public" if public else "call.minutes_closed", call, actor=actor)
