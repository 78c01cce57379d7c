"""The log of where a call was spread, and how far it reached beside what was begun and sent by state: counts only."""

from typing import Annotated, Any

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from app.calls.dissemination import queries, service
from app.calls.dissemination.models import Dissemination
from app.calls.dissemination.states import MEDIA
from app.calls.models import Call
from app.calls.permissions import edit
from app.calls.queries import call as load
from app.core import clock
from app.core.audit import history
from app.core.db import SAFE_METHODS, Db
from app.core.errors import NotFound
from app.core.forms import Bound, bound
from app.core.i18n import _
from app.core.sheets import MEDIA_TYPE, Column, Look, Sheet, workbook
from app.core.territory import state_choices, state_name
from app.core.web import Router, download, later, page, redirect
from app.desk import permissions, spread
from app.desk.forms import SpreadForm
from app.desk.queries import board as counts
from app.people.guards import SignedIn, guard
from app.proposals.models import ProposalState

router = Router(prefix="/manage/calls/{call_id}/dissemination")

ToWatch = Annotated[Call, Depends(guard(load, permissions.board, "call_id"))]
ToNote = Annotated[Call, Depends(guard(load, edit, "call_id"))]
Noted = Annotated[Bound[SpreadForm], bound(SpreadForm)]
FORM = "desk/dissemination_form.html"


@router.get("")
def show(request: Request, session: Db, call: ToWatch, actor: SignedIn) -> Response:
    log, rows = _reach(session, call)
    context = {"log": log, "rows": rows, "silent": spread.silent(rows), "may_note": bool(edit(actor, call))}
    return page(request, "desk/dissemination.html", call=call, media=MEDIA, **context)


def _reach(session: Db, call: Call) -> tuple[Any, list[spread.Reach]]:
    log = queries.log(session, call.id)
    drafts = counts.by_home(session, call.id, ProposalState.draft)
    sent = counts.by_home(session, call.id, ProposalState.submitted)
    return log, spread.by_state(log, call.states, drafts, sent)


@router.get(".xlsx")
def export(session: Db, call: ToWatch) -> Response:
    log, rows = _reach(session, call)
    country = _("Whole country")
    told = [
        [
            line.on,
            str(MEDIA[line.medium]),
            line.what,
            state_name(line.state) or country,
            line.place,
            line.link,
            line.reach,
            line.source,
            line.by,
        ]
        for line in log
    ]
    reached = [[row.name or country, row.times, row.reach, row.known, row.drafts, row.sent] for row in rows]
    sheets = [Sheet(_("Dissemination"), _log_columns(), told), Sheet(_("Reach by state"), _reach_columns(), reached)]
    return later(lambda: download(workbook(sheets, zone=call.timezone), MEDIA_TYPE, f"{call.slug}-dissemination.xlsx"))


def _log_columns() -> list[Column]:
    return [
        Column(_("Day"), Look.DAY, 12),
        Column(_("By what"), width=22),
        Column(_("What was done"), width=50),
        Column(_("State"), width=20),
        Column(_("Place"), width=24),
        Column(_("Link"), width=40),
        Column(_("People reached (blank: not known)"), Look.WHOLE, 18),
        Column(_("Where the number comes from"), width=30),
        Column(_("Noted by"), width=24),
    ]


def _reach_columns() -> list[Column]:
    return [
        Column(_("State"), width=20),
        Column(_("Times spread"), Look.WHOLE, 12),
        Column(_("People reached (blank: not known)"), Look.WHOLE, 18),
        Column(_("Times with a figure"), Look.WHOLE, 16),
        Column(_("Drafts"), Look.WHOLE, 12),
        Column(_("Proposals received"), Look.WHOLE, 16),
    ]


@router.get("/new")
def new(request: Request, session: Db, call: ToNote) -> Response:
    form = Bound.blank(SpreadForm, {"on": clock.today(call.timezone)})
    return page(request, FORM, form=form, **_about(session, call))


def _about(session: Db, call: Call, entry: Dissemination | None = None) -> dict[str, Any]:
    media = [(key, str(name)) for key, name in MEDIA.items()]
    entries = history(session, entry) if entry else []
    return {"call": call, "entry": entry, "media": media, "states": state_choices(), "entries": entries}


@router.post("/new")
def note(request: Request, session: Db, call: ToNote, actor: SignedIn, form: Noted) -> Response:
    def act() -> None:
        service.record(session, call, form.data.spread, actor=actor)

    return form.run(session, act, request=request, page=FORM, to=_home(call), **_about(session, call))


async def _entry(request: Request, session: Db, call: ToNote) -> Dissemination:
    found = queries.entry(session, request.path_params["entry_id"], lock=request.method not in SAFE_METHODS)
    if found is None or found.call_id != call.id or found.removed_at:
        raise NotFound
    return found


Entry = Annotated[Dissemination, Depends(_entry)]


@router.get("/{entry_id}")
def ask_to_change(request: Request, session: Db, call: ToNote, entry: Entry) -> Response:
    return page(request, FORM, form=Bound.blank(SpreadForm, SpreadForm.initial(entry)), **_about(session, call, entry))


@router.post("/{entry_id}")
def change(request: Request, session: Db, call: ToNote, entry: Entry, actor: SignedIn, form: Noted) -> Response:
    def act() -> None:
        service.change(session, call, entry, form.data.spread, actor=actor)

    return form.run(session, act, request=request, page=FORM, to=_home(call), **_about(session, call, entry))


@router.post("/{entry_id}/remove")
def remove(session: Db, call: ToNote, entry: Entry, actor: SignedIn) -> Response:
    service.remove(session, entry, actor=actor)
    return redirect(_home(call))


def _home(call: Call) -> str:
    return f"/manage/calls/{call.id}/dissemination"
