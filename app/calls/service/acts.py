"""What later stages tell a call, and who follows it."""

from sqlmodel import Session

from app.calls import queries
from app.calls.audience import queries as audience
from app.calls.models import Call, CallFollower, CallState
from app.core import audit, clock
from app.core.deadlines import in_time
from app.core.errors import Refused
from app.core.i18n import _
from app.people.access import Actor


def follow(session: Session, call: Call, user_id: str) -> None:
    """From now on this person is mailed every amendment, for as long as the call lasts. Following twice is following once."""
    row = audience.follower(session, call, user_id) or CallFollower(call_id=call.id, user_id=user_id)
    row.chosen = False
    session.add(row)
    session.flush()


def record_opening(session: Session, call: Call, actor: Actor) -> None:
    """Proposals are opened: once, after the latest deadline of a published call."""
    if call.state != CallState.published:
        raise Refused(_("Only the proposals of a published call are opened."))
    if call.opened_at:
        raise Refused(_("The proposals of this call have been opened already."))
    if in_time(clock.now(), queries.latest_deadline(session, call)):
        raise Refused(_("Proposals are opened after the last deadline."))
    call.opened_at = clock.now()
    session.add(call)
    audit.record(session, "call.opened", call, actor=actor)


def record_results_published(session: Session, call: Call, actor: Actor) -> None:
    """The results are public: once, and only of a call whose proposals were opened."""
    if not call.opened_at:
        raise Refused(_("Results come after the opening of the proposals."))
    if call.results_published_at:
        raise Refused(_("The results of this call are published already."))
    call.results_published_at = clock.now()
    session.add(call)
    audit.record(session, "call.results_published", call, actor=actor)
