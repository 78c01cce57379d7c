"""Sessions: who comes, told before, when it changes and after, and marked as having come."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlmodel import Session

from app.calls import queries as calls
from app.calls.audience import mails, queries
from app.calls.audience.following import guest_address
from app.calls.audience.models import SessionGuest, SessionMaterial
from app.calls.audience.service import limits
from app.calls.models import Call, CallEvent, CallState
from app.calls.service.documents import Sent
from app.core import audit, clock
from app.core.errors import Refused
from app.core.files import StoredFile, store
from app.core.format import both_text
from app.core.i18n import _, locale
from app.core.mail import forget
from app.people.access import Actor

AHEAD = timedelta(days=1)
KINDS = ("pdf", "docx", "xlsx")
Both = dict[str, str]


def open_for(call: Call, event: CallEvent) -> bool:
    """Whether somebody may still register: until the session begins."""
    return call.state == CallState.published and event.cancelled_at is None and clock.now() < event.at


def register(session: Session, call: Call, event: CallEvent, *, name: str, email: str, source: str) -> None:
    """Somebody will come. An address that is registered already is answered alike, and keeps its place."""
    if not open_for(call, event):
        raise Refused(_("The session has begun or is over, so nobody registers any more."))
    limits.check_place(session, source)
    guest = queries.guest_by_email(session, event, email)
    if guest is None:
        if event.places and len(queries.guests(session, event)) >= event.places:
            raise Refused(_("Every place is taken. The recording and the materials will be on the call's page."))
        guest = SessionGuest(event_id=event.id, name=name, email=email, locale=locale(), source=source)
        session.add(guest)
        session.flush()
    if limits.may_mail(session, email, mails.REGISTERED):
        mails.session_registered(session, guest, call, event)


def cancel(session: Session, guest: SessionGuest) -> None:
    """He or she will not come: the place is free and nothing of the guest is kept."""
    forget(session, leave=guest_address(guest))
    session.delete(guest)
    session.flush()


def remind(session: Session) -> None:
    """The day before, once to each guest; who registers later has just read when it is."""
    for guest, event, call in queries.to_remind(session, AHEAD):
        guest.reminded_at = clock.now()
        session.add(guest)
        mails.session_reminder(session, guest, call, event)


# ------------------------------------------------------------------ changes


def snapshot(session: Session, call: Call) -> dict[str, tuple[Any, ...]]:
    """What guests count on, by session: taken before a part is written, compared afterwards."""
    return {event.id: _counted_on(event) for event in calls.events(session, call)}


def _counted_on(event: CallEvent) -> tuple[Any, ...]:
    return event.at, event.zone, event.minutes, event.join_url, event.cancelled_at


def tell_of_changes(session: Session, call: Call, before: Mapping[str, tuple[Any, ...]]) -> None:
    """Whoever registered for a session that moved or is called off hears it, with the entry for the calendar."""
    for event in calls.events(session, call, cancelled=True):
        was = before.get(event.id)
        if was is None or was == _counted_on(event) or max(was[0], event.at) <= clock.now():
            continue
        for guest in queries.guests(session, event):
            guest.reminded_at = None
            mails.session_changed(session, guest, call, event)


# ------------------------------------------------------------------ staff


def mark_attendance(session: Session, call: Call, event: CallEvent, came: set[str], *, actor: Actor) -> None:
    """Who came, and who of those registered did not."""
    if clock.now() < event.at:
        raise Refused(_("The session has not begun: attendance is marked from then on."))
    guests = queries.guests(session, event)
    for guest in guests:
        guest.attended = guest.id in came
        session.add(guest)
    count = sum(guest.id in came for guest in guests)
    detail = {_("Session"): both_text(event.title), _("Attendance"): f"{count} / {len(guests)}"}
    audit.record(session, "call.attendance", call, actor=actor, detail=detail)


def add_material(
    session: Session, call: Call, event: CallEvent, title: Both, upload: Sent, *, actor: Actor
) -> SessionMaterial:
    """Offer a file of the session on the call's page."""
    stored: StoredFile = store(session, upload.data, upload.filename, kinds=KINDS)
    material = SessionMaterial(event_id=event.id, title=title, file_id=stored.id)
    session.add(material)
    session.flush()
    detail = {_("Session"): both_text(event.title), _("Material"): both_text(title)}
    audit.record(session, "call.material_added", call, actor=actor, detail=detail)
    return material


def remove_material(session: Session, call: Call, material: SessionMaterial, *, actor: Actor) -> None:
    """Offer it no longer; the file is kept."""
    material.removed_at = material.removed_at or clock.now()
    session.add(material)
    audit.record(session, "call.material_removed", call, actor=actor, detail={_("Material"): both_text(material.title)})


def send_materials(session: Session, call: Call, event: CallEvent, *, actor: Actor) -> int:
    """Mail recording and files to everybody registered who was not told yet."""
    if clock.now() < event.at:
        raise Refused(_("The session has not begun: its recording and materials are mailed afterwards."))
    if not event.recording_url and not queries.materials(session, [event])[event.id]:
        raise Refused(_("There is neither a recording nor a file to mail."))
    guests = [guest for guest in queries.guests(session, event) if guest.told_at is None]
    if not guests:
        raise Refused(_("Nobody is left to tell: all who registered have received it."))
    for guest in guests:
        guest.told_at = clock.now()
        session.add(guest)
        mails.session_materials(session, guest, call, event)
    detail = {_("Session"): both_text(event.title), _("Mails"): str(len(guests))}
    audit.record(session, "call.materials_sent", call, actor=actor, detail=detail)
    return len(guests)
