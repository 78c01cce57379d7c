"""Public changes of a published call: numbered, with before, after and reason, mailed to all who follow it."""

from sqlmodel import Session

from app.calls import mails, queries
from app.calls.models import Call, CallAmendment
from app.calls.parts.base import for_history
from app.calls.words import Both, empty
from app.core import audit, clock
from app.core.errors import Refused
from app.core.i18n import _
from app.people.access import Actor


def announce(
    session: Session, call: Call, part: str, changes: list[dict[str, Both]], *, reason: Both, actor: Actor
) -> CallAmendment:
    """Give the change its number, keep it for everybody to see, and mail it."""
    if empty(reason):
        raise Refused(_("Say why the call changes: everybody will read it."), "reason_es")
    amendment = CallAmendment(
        call_id=call.id,
        number=len(queries.amendments(session, call)) + 1,
        part=part,
        reason=reason,
        changes=changes,
        published_at=clock.now(),
        published_by=actor.id,
    )
    session.add(amendment)
    session.flush()
    detail = {_("Amendment"): str(amendment.number), **for_history(changes)}
    audit.record(session, "call.amended", call, actor=actor, detail=detail, reason=reason.get("es") or reason.get("en"))
    mails.amended(session, call, amendment)
    return amendment
