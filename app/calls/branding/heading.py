"""The colour of the heading of mails about a call. Mails fetch nothing, so a logo is not in them."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from app.calls.branding import queries
from app.calls.models import Call
from app.core.colours import on_light
from app.core.mail import headed_by

_KNOWN = "colours of headings"


@headed_by
def of_call(session: Session, context: Mapping[str, Any]) -> str:
    """Asked once a call in a transaction: a hundred mails of one call need one query."""
    call = context.get("call")
    if not isinstance(call, Call):
        return ""
    known: dict[str, str] = session.info.setdefault(_KNOWN, {})
    if call.id not in known:
        row = queries.chosen(session, call.id)
        known[call.id] = on_light(row.accent).colour if row and row.accent else ""
    return known[call.id]


def forget(session: Session, call_id: str) -> None:
    """The colour has changed."""
    known: dict[str, str] = session.info.get(_KNOWN, {})
    known.pop(call_id, None)
