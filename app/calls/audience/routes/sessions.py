"""Registering for a session, one's own registration, and the materials."""

from typing import Annotated, Any

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from app.calls import permissions
from app.calls import queries as calls
from app.calls.audience import keys, queries
from app.calls.audience.forms import RegisterForm
from app.calls.audience.service import attending
from app.calls.models import Call, CallEvent
from app.core.db import Db
from app.core.errors import NotFound
from app.core.files import read
from app.core.forms import Bound, bound
from app.core.web import Router, download, page, public, redirect
from app.people.guards import Viewer, guard

router = Router()

Published = Annotated[Call, Depends(guard(calls.by_slug, permissions.read_publicly, "slug"))]
Registering = Annotated[Bound[RegisterForm], bound(RegisterForm)]
BY_KEY = [public("the key of the mailed link is the permission; a wrong one answers that it is gone")]
REGISTER = "sessions/register.html"


@router.get("/calls/{slug}/sessions/{event_id}")
def show(request: Request, session: Db, call: Published, actor: Viewer, event_id: str) -> Response:
    known = {"name": actor.name, "email": actor.user.email} if actor else {}
    form = Bound.blank(RegisterForm, known)
    return page(request, REGISTER, form=form, **_about(session, call, event_id))


def _about(session: Db, call: Call, event_id: str) -> dict[str, Any]:
    event = queries.event(session, call, event_id)
    if event is None:
        raise NotFound
    taken = queries.counts(session, [event]).get(event.id, 0)
    return {
        "call": call,
        "event": event,
        "open": attending.open_for(call, event),
        "left": None if event.places is None else max(event.places - taken, 0),
    }


@router.post("/calls/{slug}/sessions/{event_id}")
def register(request: Request, session: Db, call: Published, event_id: str, form: Registering) -> Response:
    about = _about(session, call, event_id)

    def act() -> None:
        event: CallEvent = about["event"]
        source = keys.source_of(request.client.host if request.client else "")
        attending.register(session, call, event, name=form.data.name, email=form.data.email, source=source)

    to = f"/calls/{call.slug}/sessions/{event_id}/registered"
    return form.run(session, act, request=request, page=REGISTER, to=to, **about)


@router.get("/calls/{slug}/sessions/{event_id}/registered")
def registered(request: Request, session: Db, call: Published, event_id: str) -> Response:
    return page(request, "sessions/registered.html", **_about(session, call, event_id))


@router.get("/calls/{slug}/sessions/{event_id}/materials/{material_id}")
def material(session: Db, call: Published, event_id: str, material_id: str) -> Response:
    event = queries.event(session, call, event_id)
    offered = queries.materials(session, [event])[event.id] if event else []
    stored = next((stored for each, stored in offered if each.id == material_id), None)
    if stored is None:
        raise NotFound
    return download(read(stored), stored.media_type, stored.filename)


@router.get("/registrations/cancelled", dependencies=BY_KEY)
def cancelled(request: Request) -> Response:
    return page(request, "sessions/cancelled.html")


@router.get("/registrations/{key}", dependencies=BY_KEY)
def mine(request: Request, session: Db, key: str) -> Response:
    found = queries.registration(session, key)
    if found is None:
        return page(request, "sessions/gone.html", status=404)
    guest, event, call = found
    files = queries.materials(session, [event])[event.id]
    return page(request, "sessions/mine.html", key=key, guest=guest, event=event, call=call, files=files)


@router.post("/registrations/{key}/cancel", dependencies=BY_KEY)
def cancel(session: Db, key: str) -> Response:
    """Cancelling twice is cancelling once."""
    guest = queries.guest(session, key, lock=True)
    if guest is not None:
        attending.cancel(session, guest)
    return redirect("/registrations/cancelled")
