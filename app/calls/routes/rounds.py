"""Beginning the next round of a call."""

from typing import Annotated

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from app.calls import permissions, queries
from app.calls.forms.rounds import NextForm
from app.calls.models import Call
from app.calls.service import rounds
from app.calls.words import both
from app.core.db import Db
from app.core.forms import Bound, bound
from app.core.web import Router, page
from app.people.guards import SignedIn, guard

router = Router(prefix="/manage/calls/{call_id}/next-round")

ToEdit = Annotated[Call, Depends(guard(queries.call, permissions.edit, "call_id"))]
Named = Annotated[Bound[NextForm], bound(NextForm)]
PAGE = "calls/next_round.html"


@router.get("")
def new(request: Request, call: ToEdit) -> Response:
    return page(request, PAGE, call=call, form=Bound.blank(NextForm))


@router.post("")
def begin(request: Request, session: Db, call: ToEdit, actor: SignedIn, form: Named) -> Response:
    def act() -> str:
        title = both(form.data.title_es, form.data.title_en)
        made = rounds.begin_next(session, call, title=title, actor=actor)
        return f"/manage/calls/{made.id}"

    return form.run(session, act, request=request, page=PAGE, to="", call=call)
