"""The page where a deadline is extended."""

from typing import Annotated, Any

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from app.calls import permissions, queries
from app.calls.extension.forms import ExtendForm
from app.calls.extension.service import extend, revision_of
from app.calls.forms.base import shown_hour
from app.calls.models import Call, MilestoneKind
from app.calls.moments import split
from app.calls.showcase import state_deadlines
from app.core import clock
from app.core.db import Db
from app.core.errors import NotFound, Refused
from app.core.forms import Bound, bound
from app.core.i18n import _
from app.core.web import Router, page
from app.people.guards import SignedIn, guard

router = Router(prefix="/manage/calls/{call_id}/extend")

ToEdit = Annotated[Call, Depends(guard(queries.call, permissions.edit, "call_id"))]
Asked = Annotated[Bound[ExtendForm], bound(ExtendForm)]
PAGE = "calls/extend.html"


@router.get("")
def ask(request: Request, session: Db, call: ToEdit) -> Response:
    context = _around(session, call)
    hour = shown_hour(split(context["deadline"].wall)[1])
    form = Bound.blank(ExtendForm, {"at": hour, "revision": context["revision"]})
    return page(request, PAGE, form=form, **context)


@router.post("")
def sign(request: Request, session: Db, call: ToEdit, actor: SignedIn, form: Asked) -> Response:
    context = _around(session, call)

    def act() -> None:
        asked = form.data
        if not asked.signed:
            raise Refused(_("Tick the box: an extension carries the name of who signs it."), "signed")
        extend(
            session,
            call,
            to=(asked.on, asked.at),
            the_rest=asked.the_rest,
            revision=asked.revision,
            reason=asked.reason,
            actor=actor,
        )

    return form.run(session, act, request=request, page=PAGE, to=f"/calls/{call.slug}#amendments", **context)


def _around(session: Db, call: Call) -> dict[str, Any]:
    table = queries.timetable(session, call)
    deadline = table.dates.get(MilestoneKind.deadline)
    if call.published_at is None or deadline is None:
        raise NotFound
    return {
        "call": call,
        "deadline": deadline,
        "printed": state_deadlines(call, table, clock.now()),
        "followers": len(queries.followers(session, call)),
        "revision": revision_of(session, call),
    }
