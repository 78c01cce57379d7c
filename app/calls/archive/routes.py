"""The two acts of the archive; its list is the list of the team's calls with another filter."""

from typing import Annotated

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from app.calls import permissions, queries
from app.calls.archive.service import archive, unarchive
from app.calls.forms.acts import NothingForm
from app.calls.models import Call
from app.calls.routes.manage import SHOW, shown
from app.core.db import Db
from app.core.forms import Bound, bound
from app.core.web import Router
from app.people.guards import SignedIn, guard

router = Router(prefix="/manage/calls/{call_id}")

ToArchive = Annotated[Call, Depends(guard(queries.call, permissions.archive, "call_id"))]
Pressed = Annotated[Bound[NothingForm], bound(NothingForm)]


@router.post("/archive")
def put_away(request: Request, session: Db, call: ToArchive, actor: SignedIn, form: Pressed) -> Response:
    def act() -> None:
        archive(session, call, actor=actor)

    to = f"/manage/calls/{call.id}"
    return form.run(session, act, request=request, page=SHOW, to=to, **shown(session, call, actor))


@router.post("/unarchive")
def take_out(request: Request, session: Db, call: ToArchive, actor: SignedIn, form: Pressed) -> Response:
    def act() -> None:
        unarchive(session, call, actor=actor)

    to = f"/manage/calls/{call.id}"
    return form.run(session, act, request=request, page=SHOW, to=to, **shown(session, call, actor))
