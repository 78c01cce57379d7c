"""The staff's pages of sessions: who registered and who came, files, and the mail afterwards."""

from typing import Annotated, Any

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from app.calls import permissions
from app.calls import queries as calls
from app.calls.audience import queries
from app.calls.audience.forms import AttendanceForm, MaterialForm, PressedForm, RecordingForm
from app.calls.audience.models import SessionGuest
from app.calls.audience.service import attending, recording
from app.calls.models import Call, CallEvent
from app.calls.words import both
from app.core.db import Db
from app.core.errors import NotFound, Refused
from app.core.format import both_text
from app.core.forms import Bound, bound
from app.core.i18n import _
from app.core.sheets import MEDIA_TYPE, Column, Look, Sheet, workbook
from app.core.web import Router, download, later, page
from app.people.guards import SignedIn, guard

router = Router(prefix="/manage/calls/{call_id}/sessions")

ToEdit = Annotated[Call, Depends(guard(calls.call, permissions.edit, "call_id"))]
Came = Annotated[Bound[AttendanceForm], bound(AttendanceForm)]
Offered = Annotated[Bound[MaterialForm], bound(MaterialForm)]
Recorded = Annotated[Bound[RecordingForm], bound(RecordingForm)]
Pressed = Annotated[Bound[PressedForm], bound(PressedForm)]
SHOW = "sessions/guests.html"


@router.get("")
def index(request: Request, session: Db, call: ToEdit) -> Response:
    events = calls.events(session, call)
    counts, files = queries.counts(session, events), queries.materials(session, events)
    rows = [(event, counts.get(event.id, 0), len(files[event.id])) for event in events]
    return page(request, "sessions/index.html", call=call, rows=rows)


@router.get("/{event_id}")
def show(request: Request, session: Db, call: ToEdit, event_id: str) -> Response:
    return page(request, SHOW, form=Bound.blank(MaterialForm), **_about(session, call, event_id))


def _about(session: Db, call: Call, event_id: str) -> dict[str, Any]:
    event = _event(session, call, event_id)
    guests = queries.guests(session, event)
    return {
        "call": call,
        "event": event,
        "guests": guests,
        "files": queries.materials(session, [event])[event.id],
        "recording_form": Bound.blank(RecordingForm, {"recording_url": event.recording_url}),
        "untold": sum(guest.told_at is None for guest in guests),
    }


def _event(session: Db, call: Call, event_id: str) -> CallEvent:
    event = queries.event(session, call, event_id)
    if event is None:
        raise NotFound
    return event


@router.get("/{event_id}/registered.xlsx")
def export(session: Db, call: ToEdit, event_id: str) -> Response:
    event = _event(session, call, event_id)
    columns = [
        Column(_("Name"), width=34),
        Column(_("Mail address"), width=34),
        Column(_("Registered"), Look.MOMENT),
        Column(_("Came"), width=12),
    ]
    rows = [(each.name, each.email, each.created_at, _came(each)) for each in queries.guests(session, event)]
    sheet = Sheet(both_text(event.title), columns, rows)
    return later(lambda: download(workbook([sheet], zone=event.zone), MEDIA_TYPE, f"{call.slug}-registered.xlsx"))


def _came(guest: SessionGuest) -> str:
    return "" if guest.attended is None else _("Yes") if guest.attended else _("No")


@router.post("/{event_id}/attendance")
def attendance(request: Request, session: Db, call: ToEdit, actor: SignedIn, event_id: str, form: Came) -> Response:
    about = _about(session, call, event_id)

    def act() -> None:
        attending.mark_attendance(session, call, about["event"], set(form.data.came), actor=actor)

    return form.run(session, act, request=request, page=SHOW, to=_home(call, event_id), **about)


@router.post("/{event_id}/recording")
def keep_recording(
    request: Request, session: Db, call: ToEdit, actor: SignedIn, event_id: str, form: Recorded
) -> Response:
    about = _about(session, call, event_id)

    def act() -> None:
        said = form.data
        recording.keep(
            session, call, about["event"], said.recording_url or "", same_link_known=said.same_link_known, actor=actor
        )

    return form.run(
        session, act, request=request, page=SHOW, to=_home(call, event_id), **about | {"recording_form": form}
    )


@router.post("/{event_id}/materials")
def add(request: Request, session: Db, call: ToEdit, actor: SignedIn, event_id: str, form: Offered) -> Response:
    about = _about(session, call, event_id)

    def act() -> None:
        upload = form.file("file")
        if upload is None:
            raise Refused(_("Choose a file."), "file")
        title = both(form.data.title_es, form.data.title_en)
        attending.add_material(session, call, about["event"], title, upload, actor=actor)

    return form.run(session, act, request=request, page=SHOW, to=_home(call, event_id), **about)


@router.post("/{event_id}/materials/{material_id}/remove")
def remove(
    request: Request, session: Db, call: ToEdit, actor: SignedIn, event_id: str, material_id: str, form: Pressed
) -> Response:
    about = _about(session, call, event_id)
    material = next((each for each, _stored in about["files"] if each.id == material_id), None)
    if material is None:
        raise NotFound

    def act() -> None:
        attending.remove_material(session, call, material, actor=actor)

    return form.run(session, act, request=request, page=SHOW, to=_home(call, event_id), **about)


@router.post("/{event_id}/send")
def send(request: Request, session: Db, call: ToEdit, actor: SignedIn, event_id: str, form: Pressed) -> Response:
    about = _about(session, call, event_id)

    def act() -> None:
        attending.send_materials(session, call, about["event"], actor=actor)

    return form.run(session, act, request=request, page=SHOW, to=_home(call, event_id), **about)


def _home(call: Call, event_id: str) -> str:
    return f"/manage/calls/{call.id}/sessions/{event_id}"
