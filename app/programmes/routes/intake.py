"""A list brought into the register: a short one at once, a long one a part at a time, and its page says how far it is."""

from datetime import timedelta
from typing import Annotated

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from app.core import clock
from app.core.db import Database, Db
from app.core.errors import NotFound, Refused
from app.core.forms import Bound, Form, bound
from app.core.i18n import _
from app.core.web import Router, SheetRoute, page
from app.people.access import Actor
from app.people.guards import SignedIn
from app.programmes.models import Programme
from app.programmes.register import queries, sheet
from app.programmes.register.forms import Entry
from app.programmes.register.models import RegisterImport
from app.programmes.register.sheet import Listed
from app.programmes.routes.register import ToKeep
from app.programmes.service import register as service

router = Router(SheetRoute, prefix="/programmes/{programme_id}/register/import")
PAGE = "programmes/register_import.html"
AT_ONCE = 200
"""Rows that one transaction takes without anybody waiting for it."""
PATIENCE = timedelta(minutes=1)
REFRESH = "2"


class NothingForm(Form):
    """A file and nothing else."""


Sent = Annotated[Bound[NothingForm], bound(NothingForm)]


@router.get("")
def importing(request: Request, programme: ToKeep) -> Response:
    form = Bound.blank(NothingForm)
    return page(request, PAGE, form=form, programme=programme, headings=sheet.HEADINGS)


@router.post("")
def bring_in(request: Request, session: Db, programme: ToKeep, actor: SignedIn, form: Sent) -> Response:
    home = f"/programmes/{programme.id}/register"
    long: list[tuple[Listed, RegisterImport]] = []

    def act() -> str | None:
        upload = form.file("file")
        if upload is None:
            raise Refused(_("Choose a file."), "file")
        listed = sheet.opened(upload.data, upload.filename)
        if len(listed.rows) > AT_ONCE:
            way = RegisterImport(programme_id=programme.id, rows=len(listed.rows), seen_at=clock.now())
            session.add(way)
            session.flush()
            long.append((listed, way))
            return f"{home}/import/{way.id}"
        entries, wrong = sheet.read(upload.data, upload.filename)
        for sentence in wrong:
            form.add_error("file", sentence)
        if wrong:
            raise Refused(_("Nothing was taken in: correct the list and send it again."), "file")
        service.bring_in(session, programme, entries, actor=actor)
        return None

    answer = form.run(session, act, request=request, page=PAGE, to=home, programme=programme, headings=sheet.HEADINGS)
    for listed, way in long:
        answer.background = BackgroundTask(_on_its_way, request.app.state.database, programme, way.id, listed, actor)
    return answer


@router.get("/{import_id}")
def progress(request: Request, session: Db, programme: ToKeep, import_id: str) -> Response:
    way = queries.intake(session, programme.id, import_id)
    if way is None:
        raise NotFound
    stopped = way.finished_at is None and clock.now() - way.seen_at > PATIENCE
    answer = page(request, "programmes/register_progress.html", programme=programme, way=way, stopped=stopped)
    if way.finished_at is None and not stopped:
        answer.headers["Refresh"] = REFRESH
    return answer


async def _on_its_way(database: Database, programme: Programme, import_id: str, listed: Listed, actor: Actor) -> None:
    """Checked in a thread, noted and taken in on the loop: each part in a transaction of its own, and others in between."""
    entries: list[Entry] = []
    wrong: list[str] = []
    for start in range(0, len(listed.rows), AT_ONCE):
        end = min(start + AT_ONCE, len(listed.rows))
        right, found = await run_in_threadpool(sheet.checked, listed, start, end)
        entries, wrong = entries + right, wrong + found
        _note(database, import_id, done=end)
    if wrong or not entries:
        _note(database, import_id, wrong=sheet.shortened(wrong) or [_("The list has no rows.")])
        return
    new = changed = 0
    for start in range(0, len(entries), AT_ONCE):
        await run_in_threadpool(lambda: None)  # whoever else waits for the loop goes first
        with database.transaction() as session:
            more, again = service.take(session, programme, entries[start : start + AT_ONCE])
        new, changed = new + more, changed + again
        _note(database, import_id, done=len(listed.rows) + min(start + AT_ONCE, len(entries)), new=new, changed=changed)
    with database.transaction() as session:
        service.note(session, programme, new, changed, actor=actor)
    _note(database, import_id, done=2 * len(listed.rows), finished_at=clock.now())


def _note(database: Database, import_id: str, **so_far: object) -> None:
    """How far it is; something wrong is the end of it."""
    with database.transaction() as session:
        way = session.get_one(RegisterImport, import_id)
        way.seen_at = clock.now()
        way.finished_at = way.seen_at if "wrong" in so_far else None
        for name, value in so_far.items():
            setattr(way, name, value)
        session.add(way)
