"""Doors of the demo: sign-in links per role, the mails it would send, its clock. They exist only there, and only on this machine."""

from ipaddress import ip_address
from typing import Annotated

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from app.core import clock
from app.core.db import Db
from app.core.errors import NotFound
from app.core.fields import Line
from app.core.forms import Bound, Form, bound
from app.core.installation import move_clock
from app.core.jobs import TICKS
from app.core.settings import settings
from app.core.web import Router, page, redirect
from app.people.routes.sign_in import signed_in_answer
from app.people.service import demo
from app.people.service.sessions import open_session


async def demo_only(request: Request) -> None:
    """404 outside demo mode, and for anybody who is not on this very machine."""
    host = request.client.host if request.client else ""
    asked = request.url.hostname or ""
    if not settings().demo or not (_loopback(host) and _loopback(asked)) or "x-forwarded-for" in request.headers:
        raise NotFound


demo_only.__guard__ = "demo mode on loopback"  # type: ignore[attr-defined]  # a mark that the architecture test reads


def _loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


router = Router(prefix="/dev", dependencies=[Depends(demo_only)])


class ClockForm(Form):
    instant: Line


@router.get("/enter")
def doors(request: Request, session: Db) -> Response:
    return page(
        request,
        "people/dev_doors.html",
        doors=demo.doors(session),
        form=Bound.blank(ClockForm, {"instant": clock.now().isoformat(timespec="seconds")}),
    )


@router.get("/enter/{token}")
def enter(request: Request, session: Db, token: str) -> Response:
    """Sign in as a role. A GET that writes, for the demo's convenience alone: outside it there is no such page."""
    user = demo.behind(session, token)
    browser = request.headers.get("user-agent", "")
    return signed_in_answer(redirect("/desk"), open_session(session, user, browser=browser), user.locale)


@router.get("/mail")
def mails(request: Request, session: Db, q: str = "") -> Response:
    return page(request, "people/dev_mails.html", mails=demo.mails(session, q), q=q)


@router.get("/mail/{mail_id}")
def mail(request: Request, session: Db, mail_id: str) -> Response:
    return page(request, "people/dev_mail.html", mail=demo.mail(session, mail_id))


@router.get("/mail/{mail_id}/html")
def mail_html(session: Db, mail_id: str) -> Response:
    return HTMLResponse(
        demo.mail(session, mail_id).html,
        headers={"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"},
    )


@router.post("/clock")
def set_clock(request: Request, session: Db, form: Annotated[Bound[ClockForm], bound(ClockForm)]) -> Response:
    def travel() -> None:
        move_clock(session, demo.instant(form.data.instant))
        for tick in TICKS.values():
            tick.run(session)

    return form.run(
        session, travel, request=request, page="people/dev_doors.html", to="/dev/enter", doors=demo.doors(session)
    )
