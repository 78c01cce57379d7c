"""A person's own calendar: the page of its address, and the file that calendar programs ask for."""

from starlette.requests import Request
from starlette.responses import Response

from app.calls import feed
from app.calls.audience import queries as audience
from app.calls.audience.service import calendars
from app.core.calendars import MEDIA_TYPE
from app.core.calendars import feed as file_of
from app.core.db import Db
from app.core.errors import NotFound
from app.core.i18n import _, using_locale
from app.core.web import Router, download, page, public, redirect
from app.desk.queries.calendar import calls
from app.people.guards import SignedIn
from app.people.service.sessions import actor_for

router = Router()

HOME = "/account/calendar"


@router.get(HOME)
def show(request: Request, session: Db, actor: SignedIn) -> Response:
    row = audience.calendar_address(session, actor.id)
    address = calendars.address(row) if row else ""
    return page(request, "desk/calendar.html", address=address, calls=calls(session, actor))


@router.post(f"{HOME}/renew")
def renew(session: Db, actor: SignedIn) -> Response:
    calendars.renew(session, actor=actor)
    return redirect(HOME)


@router.post(f"{HOME}/end")
def end(session: Db, actor: SignedIn) -> Response:
    calendars.end(session, actor=actor)
    return redirect(HOME)


@router.get(
    "/calendars/{key}.ics", dependencies=[public("a calendar program cannot sign in: the address is the secret")]
)
def calendar(session: Db, key: str) -> Response:
    """What its owner may see today, and nothing else: roles and memberships are asked at every visit."""
    owner = audience.calendar_owner(session, key)
    if owner is None:
        raise NotFound
    with using_locale(owner.locale):
        entries = [entry for call in calls(session, actor_for(session, owner)) for entry in feed.entries(session, call)]
        return download(file_of(_("My calls"), entries), MEDIA_TYPE, "convoca.ics")
