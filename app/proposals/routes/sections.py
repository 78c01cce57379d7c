"""One section a page: shown, saved as typed, and only asked to be right when the person goes on."""

import re
from dataclasses import replace
from typing import Annotated
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from app.core.columns import new_id
from app.core.db import SAFE_METHODS, Db, Session
from app.core.errors import NotFound, Refused
from app.core.forms import Bound, bound
from app.core.i18n import _
from app.core.web import Router, page, redirect
from app.people.guards import SignedIn
from app.proposals import queries, service
from app.proposals.forms import SaveForm
from app.proposals.queries import Dossier
from app.proposals.routes import unasked
from app.proposals.routes.choices import extras, needed, words
from app.proposals.routes.context import NEVER, place
from app.proposals.routes.figures import figures, fresh
from app.proposals.routes.labels import located
from app.proposals.routes.own import own_words
from app.proposals.routes.paging import LAST, blanks, blanks_of, pages
from app.proposals.routes.subjects import ProposalToWrite
from app.proposals.routes.together import together
from app.proposals.routes.words import saved_at
from app.proposals.sections import DOCUMENTS, following
from app.proposals.sections.base import Problem, Section, bind, examine
from app.proposals.service import Saved

router = Router(prefix="/proposals/{proposal_id}/sections")
_IDENTIFIER = re.compile(r"[A-Za-z0-9_-]{1,60}")


@router.get("/{key}")
def show(request: Request, session: Db, dossier: ProposalToWrite, key: str, check: str = "") -> Response:
    if unasked.was_asked(session, dossier, key):
        return unasked.show(request, session, dossier, key)
    section = _section(dossier, key)
    return _page(request, session, dossier, section, check=bool(check))


@router.post("/{key}")
def save(
    request: Request,
    session: Db,
    dossier: ProposalToWrite,
    actor: SignedIn,
    key: str,
    form: Annotated[Bound[SaveForm], bound(SaveForm)],
) -> Response:
    if key == DOCUMENTS.key or key not in dossier.sections:
        return unasked.keep(session, dossier, key, form, actor)
    section = _section(dossier, key)
    asked = form.data if form.ok else SaveForm()
    again = asked.intent == "resend"
    known = service.taken_before(session, dossier, key, form.raw, writer=asked.writer) if again else None
    saved = known or service.save_typed(
        session, dossier, key, form.raw, revision=asked.revision, writer=asked.writer, actor=actor
    )
    saved, refused = (saved, None) if not section.files else _files(session, dossier, saved, form, actor)
    if refused:
        return _page(request, session, dossier, section, check=False, status=422, refused=refused)
    if _answered(form):
        return redirect(f"/proposals/{dossier.id}/sections/{key}#f-{_answered(form)}")
    if asked.intent == "draft" and not saved.aside:
        service.draft_objective_tree(session, dossier, actor=actor)
        return redirect(f"/proposals/{dossier.id}/sections/{key}#tree")
    if asked.intent in {"autosave", "resend"} and "add" not in form.raw:
        return _acknowledged(session, dossier, saved)
    dossier = service.anew(session, dossier)
    return _next(request, session, dossier, dossier.sections[key], saved, form)


def _rows(form: Bound[SaveForm]) -> str:
    """The rows that the pressed button leads to: others of a long table, or a new one after the last."""
    table = form.value("go").partition("-")[0]
    if table:
        return f"{urlencode({'at': form.value('go')})}#{quote(f'f-{table}')}"
    table = form.value("add")
    more = blanks(form.raw, table)
    blank = {"blank": f"{table}-{more}"} if more > 1 else {}
    return f"{urlencode({'at': f'{table}-{LAST}', **blank})}#end"


def _shown_rows(request: Request) -> str:
    """The rows of a long table that the page shows: as its address says, or the form that was sent from it."""
    sent = request.query_params if request.method in SAFE_METHODS else request.state.form
    return str(sent.get("at") or "")


def _answered(form: Bound[SaveForm]) -> str:
    """The question whose files the pressed button was about."""
    pressed = form.value("upload") or form.value("stay") or form.value("drop").partition("/")[0]
    return pressed if _IDENTIFIER.fullmatch(pressed) else ""


def _files(
    session: Session, dossier: Dossier, saved: Saved, form: Bound[SaveForm], actor: SignedIn
) -> tuple[Saved, tuple[str, str] | None]:
    """Files that came along with what was typed, and the one to take off; else what was refused, and where."""
    key, writer = saved.section.key, form.value("writer")
    code, _sign, file_id = form.value("drop").partition("/")
    if file_id:
        taken = service.take_off(session, dossier, key, code, file_id, writer=writer, actor=actor)
        saved = replace(saved, problems=taken.problems)
    try:
        with session.begin_nested():
            for name in dossier.sections[key].files:
                if form.files(name):
                    given = service.answer_with(session, dossier, name, form.files(name), writer=writer, actor=actor)
                    saved = replace(saved, problems=given.problems if given else saved.problems)
    except Refused as refusal:
        return saved, (refusal.field or "", refusal.reason)
    if form.value("upload") and not form.files(form.value("upload")):
        return saved, (form.value("upload"), _("Choose a file first."))
    return saved, None


def _section(dossier: Dossier, key: str) -> Section:
    if key not in dossier.sections:
        raise NotFound
    return dossier.sections[key]


def _next(
    request: Request, session: Session, dossier: Dossier, section: Section, saved: Saved, form: Bound[SaveForm]
) -> Response:
    home = f"/proposals/{dossier.id}"
    asked = form.data if form.ok else SaveForm()
    if saved.aside:
        return redirect(f"{home}/sections/{section.key}/versions/{saved.aside.id}")
    if "go" in form.raw or "add" in form.raw:
        return redirect(f"{home}/sections/{section.key}?{_rows(form)}")
    if asked.intent == "leave":
        return redirect(home)
    if asked.intent == "add":
        return redirect(f"{home}/sections/{section.key}#end")
    if saved.problems:
        return _page(request, session, dossier, section, check=True, status=422)
    after = following(dossier.sections, section.key)
    return redirect(f"{home}/sections/{after}" if after else f"{home}/check")


def _acknowledged(session: Session, dossier: Dossier, saved: Saved) -> Response:
    """What autosave hears back, with the figures reckoned anew; on a conflict the address where both versions are shown."""
    if saved.aside:
        href = f"/proposals/{dossier.id}/sections/{saved.section.key}/versions/{saved.aside.id}"
        return JSONResponse({"href": href}, status_code=409)
    at = saved.section.saved_at
    heard = {"revision": saved.section.revision, "saved": saved_at(at, dossier.zone) if at else ""}
    reckoned = fresh(session, dossier, saved.section.key)
    return JSONResponse(heard | ({"figures": reckoned} if reckoned else {}))


def _page(
    request: Request,
    session: Session,
    dossier: Dossier,
    section: Section,
    *,
    check: bool,
    status: int = 200,
    refused: tuple[str, str] | None = None,
) -> Response:
    lines = queries.sections(session, dossier.id, with_data={section.key, *needed(section.key)})
    line = lines.get(section.key, NEVER)
    frame, given = extras(session, dossier, section.key, lines)
    form = bind(section, dict(line.data or {}))
    problems = examine(section, dict(line.data or {}), frame) if check else []
    problems += [Problem(*refused)] if refused else []
    form.blanks = blanks_of(request.query_params.get("blank", ""))
    form.errors = [(problem.field, problem.words) for problem in problems]
    return page(
        request,
        f"proposals/sections/{'own' if section.own else section.key}.html",
        status=status,
        form=form,
        summary={"errors": [(problem.field, located(section, problem)) for problem in problems]},
        section=section,
        pages=pages(section, dict(line.data or {}), _shown_rows(request), problems),
        data=line.data or {},
        frame=frame,
        number=place(dossier, section.key),
        carried=line.carried,
        revision=line.revision,
        writer=new_id(),
        saved=saved_at(line.saved_at, dossier.zone) if line.saved_at else None,
        **(own_words(section, line.data, dossier.id) if section.own else words(section.key, line.data or {}, frame)),
        **given,
        **figures(session, dossier, section.key, line.data or {}, frame),
        **together(session, dossier, lines, section.key, request.state.actor),
    )
