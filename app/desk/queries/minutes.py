"""What waits of minutes: the signatures of those who were there, and drafts of the past that nobody finished."""

from collections.abc import Iterator

from sqlmodel import Session, col

from app.calls.models import Call
from app.core import clock
from app.core.format import both_text
from app.core.i18n import lazy
from app.desk.queries import reach
from app.desk.queries.columns import columns
from app.desk.queries.preparing import LEADERS
from app.desk.waiting import Waiting
from app.people.access import Actor
from app.review.minutes.models import Minutes, MinutesState
from app.review.minutes.queries import waiting_for
from app.review.models import Seat


def own_signatures(session: Session, actor: Actor) -> Iterator[Waiting]:
    """Minutes of meetings where this person was, and that he or she has not signed."""
    mine = (col(Seat.member_id) == actor.id) | (col(Seat.alternate_id) == actor.id)
    query = (
        columns(Call.id, Call.title)
        .join(Seat, col(Seat.call_id) == Call.id)
        .join(Minutes, col(Minutes.call_id) == Call.id)
        .where(mine, Minutes.state == MinutesState.signing)
        .group_by(Call.id)
    )
    for call_id, title in session.exec(query):
        for each in waiting_for(session, call_id, actor.id):
            yield Waiting(lazy("Read and sign the minutes"), both_text(title), f"/minutes/{each.id}", each.held_at)


def drafts(session: Session, actor: Actor) -> Iterator[Waiting]:
    """Meetings that are over and whose minutes are still a draft."""
    query = (
        columns(Minutes.id, Call.title, Minutes.held_at)
        .join(Call, col(Call.id) == Minutes.call_id)
        .where(Minutes.state == MinutesState.draft, Minutes.held_at <= clock.now(), reach.calls(actor, *LEADERS))
    )
    for key, title, since in session.exec(query):
        yield Waiting(lazy("Finish the minutes"), both_text(title), f"/minutes/{key}", since)
