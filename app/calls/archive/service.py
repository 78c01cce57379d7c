"""Into the archive and out of it."""

from sqlmodel import Session

from app.calls.archive.models import CallArchived
from app.calls.archive.queries import row_of
from app.calls.models import Call, CallState
from app.core import audit, clock
from app.core.errors import Refused
from app.core.i18n import _
from app.people.access import Actor


def may_be_archived(call: Call) -> bool:
    """A call that is over: its results are out, or it was cancelled."""
    return call.state == CallState.cancelled or call.results_published_at is not None


def archive(session: Session, call: Call, *, actor: Actor) -> None:
    """Out of the working lists; its public page stays as it is."""
    if not may_be_archived(call):
        raise Refused(_("A call is archived once its results are published, or once it is cancelled."))
    if row_of(session, call.id):
        raise Refused(_("This call is in the archive already."))
    session.add(CallArchived(call_id=call.id, archived_at=clock.now(), archived_by=actor.id))
    session.flush()
    audit.record(session, "call.archived", call, actor=actor)


def unarchive(session: Session, call: Call, *, actor: Actor) -> None:
    """Back into the working lists."""
    row = row_of(session, call.id)
    if row is None:
        raise Refused(_("This call is not in the archive."))
    session.delete(row)
    session.flush()
    audit.record(session, "call.unarchived", call, actor=actor)
