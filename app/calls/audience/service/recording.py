"""The recording of a session is news to those who registered, and no amendment: no rule of the call changes by it."""

from collections.abc import Mapping

from sqlmodel import Session

from app.calls import queries as calls
from app.calls.audience import mails, queries
from app.calls.models import Call, CallEvent, CallState
from app.core import audit, clock
from app.core.errors import Refused
from app.core.format import both_text
from app.core.i18n import _
from app.people.access import Actor


def addresses(session: Session, call: Call) -> dict[str, str]:
    """Where the recording of each session is: taken before a part is written, compared afterwards."""
    return {event.id: event.recording_url for event in calls.events(session, call)}


def keep(
    session: Session, call: Call, event: CallEvent, address: str, *, same_link_known: bool = False, actor: Actor
) -> None:
    """Write down or change where the recording of one session is."""
    before, address = addresses(session, call), address.strip()
    if address and not address.startswith(("https://", "http://")):
        raise Refused(_("Write the whole address, beginning with https://."), "recording_url")
    if before[event.id] == address:
        raise Refused(_("This is the address that is written already."), "recording_url")
    others = [each for each in calls.events(session, call) if each.recording_url == address and each.id != event.id]
    if address and others and not same_link_known:
        reason = _(
            "This is the recording of “%(other)s” too. If that is right, tick the box below.",
            other=both_text(others[0].title),
        )
        raise Refused(reason, "recording_url")
    event.recording_url = address
    session.add(event)
    session.flush()
    tell(session, call, before, actor=actor)


def tell(session: Session, call: Call, before: Mapping[str, str], *, actor: Actor) -> bool:
    """Write down what changed, and mail a new address to those registered; answers whether anything did."""
    changed = [each for each in calls.events(session, call) if before.get(each.id, "") != each.recording_url]
    for event in changed:
        detail = {
            _("Session"): both_text(event.title),
            _("Address of the recording"): [before.get(event.id, ""), event.recording_url],
        }
        audit.record(session, "call.recording", call, actor=actor, detail=detail)
        if event.recording_url and event.at <= clock.now() and call.state == CallState.published:
            for guest in queries.guests(session, event):
                mails.session_recording(session, guest, call, event, changed=bool(before.get(event.id)))
    return bool(changed)
