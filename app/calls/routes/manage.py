"""The staff's page of a call: its task list, its acts and its history."""

from typing import Annotated, Any

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from app.calls import gate, permissions, queries, service
from app.calls.archive.queries import archived, archived_ids
from app.calls.archive.service import may_be_archived
from app.calls.burden import asked
from app.calls.forms.acts import CancelForm, CommentForm, NothingForm
from app.calls.models import Call, CallState
from app.calls.parts import PARTS
from app.calls.plan.free import noticed
from app.calls.rounds.queries import assisted, line, nominated
from app.calls.states import PHASES, Phase
from app.core import clock
from app.core.audit import history
from app.core.db import Db
from app.core.errors import Refused
from app.core.forms import Bound, bound
from app.core.i18n import _
from app.core.web import Router, page
from app.people.access import Actor
from app.people.guards import SignedIn, guard, role_guard

router = Router()

ToRead = Annotated[Call, Depends(guard(queries.call, permissions.read, "call_id"))]
ToEdit = Annotated[Call, Depends(guard(queries.call, permissions.edit, "call_id"))]
ToPublish = Annotated[Call, Depends(guard(queries.call, permissions.publish, "call_id"))]
Staff = Annotated[Actor, Depends(role_guard(permissions.list_all))]
Pressed = Annotated[Bound[NothingForm], bound(NothingForm)]
Commented = Annotated[Bound[CommentForm], bound(CommentForm)]
Cancelled = Annotated[Bound[CancelForm], bound(CancelForm)]
SHOW = "calls/manage.html"
OPEN_YET = frozenset({Phase.announced, Phase.open})


@router.get("/manage/calls")
def index(request: Request, session: Db, actor: Staff, archive: bool = False) -> Response:  # noqa: FBT001, FBT002 -- a filter of the address
    put_away = archived_ids(session)
    every = [call for call in queries.every(session) if permissions.read(actor, call)]
    calls = [call for call in every if (call.id in put_away) == archive]
    tables, now = queries.timetables(session, calls), clock.now()
    rows = [
        (call, PHASES[tables[call.id].phase(call, now)], tables[call.id].latest(), tables[call.id].practice)
        for call in calls
    ]
    return page(request, "calls/manage_index.html", rows=rows, archive=archive, others=len(every) - len(calls))


@router.get("/manage/calls/{call_id}")
def show(request: Request, session: Db, call: ToRead, actor: SignedIn) -> Response:
    return page(request, SHOW, **shown(session, call, actor))


def shown(session: Db, call: Call, actor: Actor) -> dict[str, Any]:
    """All that the page of a call shows its staff."""
    gaps = gate.missing(session, call) if _coming(call) else []
    table = queries.timetable(session, call)
    marks = queries.part_marks(session, call)
    return {
        "call": call,
        "programme": queries.programme_of(session, call),
        "line": line(session, call),
        "assistance": assisted(session, call.id),
        "nominated": nominated(session, call.id),
        "face": PHASES[table.phase(call, clock.now())],
        "tasks": [_task(call, key, marks, {gap.part for gap in gaps}) for key in PARTS],
        "gaps": gaps,
        "free_days": list(noticed(session, call, PARTS["calendar"].read(session, call))) if _coming(call) else [],
        "may_edit": bool(permissions.edit(actor, call)),
        "may_publish": permissions.publish(actor, call),
        "sender": queries.names(session, [call.sent_by or ""]).get(call.sent_by or "", ""),
        "may_extend": bool(permissions.edit(actor, call))
        and not table.practice
        and table.phase(call, clock.now()) in OPEN_YET,
        "archived": archived(session, call.id),
        "may_archive": bool(permissions.archive(actor, call)) and may_be_archived(call),
        "practice": table.practice,
        "asked": asked(session, call),
        "documents": queries.documents(session, call),
        "entries": history(session, call, limit=100),
        "blank": Bound.blank(NothingForm),
    }


def _coming(call: Call) -> bool:
    """Whether its dates can still be thought over without telling anybody."""
    return call.state in {CallState.draft, CallState.in_review}


def _task(call: Call, key: str, marks: Any, incomplete: set[str]) -> dict[str, Any]:  # noqa: ANN401 -- rows of a query
    mark = marks.get(key)
    if call.state not in {CallState.draft, CallState.in_review}:
        status = (_("Published"), "green")
    elif key in incomplete:
        status = (_("Something is missing"), "amber") if mark else (_("Not started"), "grey")
    else:
        status = (_("Complete"), "green") if mark else (_("Optional"), "grey")
    hint = _("Saved by %(name)s", name=mark[1]) if mark else ""
    return {
        "title": str(PARTS[key].title),
        "href": f"/manage/calls/{call.id}/parts/{key}",
        "status": status,
        "hint": hint,
    }


@router.post("/manage/calls/{call_id}/send")
def send(request: Request, session: Db, call: ToEdit, actor: SignedIn, form: Pressed) -> Response:
    def act() -> None:
        service.send_to_review(session, call, actor=actor)

    return form.run(session, act, request=request, page=SHOW, to=_home(call), **shown(session, call, actor))


@router.post("/manage/calls/{call_id}/send-back")
def send_back(request: Request, session: Db, call: ToEdit, actor: SignedIn, form: Commented) -> Response:
    def act() -> None:
        service.send_back(session, call, comment=form.data.comment, actor=actor)

    return form.run(session, act, request=request, page=SHOW, to=_home(call), **shown(session, call, actor))


@router.post("/manage/calls/{call_id}/publish")
def publish(request: Request, session: Db, call: ToPublish, actor: SignedIn, form: Pressed) -> Response:
    def act() -> None:
        service.publish(session, call, actor=actor)

    return form.run(session, act, request=request, page=SHOW, to=_home(call), **shown(session, call, actor))


@router.get("/manage/calls/{call_id}/cancel")
def ask_to_cancel(request: Request, call: ToEdit) -> Response:
    return page(request, "calls/cancel.html", call=call, form=Bound.blank(CancelForm))


@router.post("/manage/calls/{call_id}/cancel")
def cancel(request: Request, session: Db, call: ToEdit, actor: SignedIn, form: Cancelled) -> Response:
    def act() -> None:
        if not form.data.sure:
            raise Refused(_("Tick the box: a cancelled call does not come back."), "sure")
        service.cancel(session, call, reason=form.data.reason, actor=actor)

    return form.run(session, act, request=request, page="calls/cancel.html", to=_home(call), call=call)


def _home(call: Call) -> str:
    return f"/manage/calls/{call.id}"
