"""The vote of the commission on proposals with the same score."""

from sqlmodel import Session

from app.calls.models import Call
from app.core import audit, clock
from app.core.errors import Refused
from app.core.i18n import _
from app.people.access import Actor
from app.review.models import Candidacy, TieVote
from app.review.queries import commission
from app.review.queries import ruling as rulings
from app.review.queries.ties import vote_on


def vote(session: Session, call: Call, candidacy: Candidacy, votes: int, *, actor: Actor) -> None:
    """Write down how many seats voted for it; a later count replaces the earlier, and the history keeps both."""
    if rulings.closed(session, call.id):
        raise Refused(_("The ranking is closed."))
    seats = len(commission.seats(session, call))
    if votes > seats:
        raise Refused(_("The commission has %(n)s seats, and each has one vote.", n=seats), "votes")
    kept = vote_on(session, candidacy.id)
    before = kept.votes if kept else None
    row = kept or TieVote(candidacy_id=candidacy.id, votes=votes, recorded_at=clock.now(), recorded_by=actor.id)
    row.votes, row.recorded_at, row.recorded_by = votes, clock.now(), actor.id
    session.add(row)
    audit.record(session, "candidacy.voted", candidacy, actor=actor, detail={"votes": [before, votes]})
