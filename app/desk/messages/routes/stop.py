"""No more messages of a call: the link of the mail opens a page, its button does it."""

from starlette.requests import Request
from starlette.responses import Response

from app.calls.models import Call
from app.core.db import Db
from app.core.errors import NotFound
from app.core.web import MailedRoute, Router, page, public, redirect
from app.desk.messages import queries, service
from app.desk.messages.models import CallMessageMail

router = Router(MailedRoute, prefix="/messages")


@router.get("/{key}/stop", dependencies=[public("the secret of the mailed link opens it; looking changes nothing")])
def ask(request: Request, session: Db, key: str) -> Response:
    mail, call = _found(session, key)
    done = queries.has_stopped(session, call.id, mail.email)
    return page(request, "desk/messages/stop.html", call=call, key=key, done=done)


@router.post("/{key}/stop", dependencies=[public("the secret of the mailed link stops messages to its own address")])
def stop(session: Db, key: str) -> Response:
    mail, call = _found(session, key)
    service.stop(session, call.id, mail.email)
    return redirect(f"/messages/{key}/stop")


def _found(session: Db, key: str) -> tuple[CallMessageMail, Call]:
    found = queries.received(session, key)
    if found is None:
        raise NotFound
    return found
