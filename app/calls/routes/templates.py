"""The templates of the papers asked: offered by the team, downloaded by everybody."""

from typing import Annotated, Any

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from app.calls import permissions, queries
from app.calls.forms.acts import Reasoned
from app.calls.models import Call, CallState, Requirement
from app.calls.service import templates
from app.calls.words import Both
from app.core.db import Db
from app.core.errors import NotFound, Refused
from app.core.fields import Tick
from app.core.files import read
from app.core.forms import Bound, Upload, bound
from app.core.i18n import _
from app.core.web import Router, download, later, page
from app.people.access import Actor
from app.people.guards import SignedIn, guard

router = Router()
LIST, ONE = "calls/templates.html", "calls/template.html"


class TemplateForm(Reasoned):
    """A file, or a tick that takes the one there away."""

    away: Tick = False


ToSee = Annotated[Call, Depends(guard(queries.by_slug, permissions.read_public, "slug"))]
ToRead = Annotated[Call, Depends(guard(queries.call, permissions.read, "call_id"))]
ToEdit = Annotated[Call, Depends(guard(queries.call, permissions.edit, "call_id"))]
Sent = Annotated[Bound[TemplateForm], bound(TemplateForm)]


@router.get("/manage/calls/{call_id}/templates")
def index(request: Request, session: Db, call: ToRead, actor: SignedIn) -> Response:
    papers = queries.templates(session, call)
    return page(request, LIST, call=call, papers=papers, may_edit=bool(permissions.edit(actor, call)))


@router.get("/manage/calls/{call_id}/templates/{requirement_id}")
def show(request: Request, session: Db, call: ToEdit, requirement_id: str) -> Response:
    paper = _paper(session, call, requirement_id)
    return page(request, ONE, form=Bound.blank(TemplateForm), **_about(session, call, paper))


@router.post("/manage/calls/{call_id}/templates/{requirement_id}")
def change(request: Request, session: Db, call: ToEdit, actor: SignedIn, requirement_id: str, form: Sent) -> Response:
    paper = _paper(session, call, requirement_id)

    def act() -> None:
        upload = form.file("file")
        if form.data.away:
            templates.withdraw(session, call, paper, reason=form.data.reason, actor=actor)
        elif upload is None:
            raise Refused(_("Choose a file."), "file")
        else:
            _offer(session, call, paper, upload, form.data.reason, actor)

    to = f"/manage/calls/{call.id}/templates"
    return form.run(session, act, request=request, page=ONE, to=to, **_about(session, call, paper))


def _offer(session: Db, call: Call, paper: Requirement, upload: Upload, reason: Both, actor: Actor) -> None:
    """What is wrong with the file is said beside it."""
    try:
        templates.offer(session, call, paper, upload, reason=reason, actor=actor)
    except Refused as refusal:
        raise Refused(refusal.reason, refusal.field or "file") from refusal


def _about(session: Db, call: Call, paper: Requirement) -> dict[str, Any]:
    stored = next((file for each, file in queries.templates(session, call) if each.id == paper.id), None)
    return {"call": call, "paper": paper, "stored": stored, "is_amendment": call.state == CallState.published}


def _paper(session: Db, call: Call, key: str) -> Requirement:
    found = queries.requirement(session, key)
    if found is None or found.call_id != call.id:
        raise NotFound
    return found


@router.get("/calls/{slug}/templates/{requirement_id}")
def fetch(session: Db, call: ToSee, requirement_id: str) -> Response:
    stored = next((file for paper, file in queries.templates(session, call) if paper.id == requirement_id), None)
    if stored is None:
        raise NotFound
    return later(lambda: download(read(stored), stored.media_type, stored.filename))
