"""One section a page: shown, saved as typed, and only asked to be right when the person goes on."""

from typing import Annotated

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from app.core.columns import new_id
from app.core.db import Db, Session
from app.core.errors import NotFound
from app.core.forms import Bound, bound
from app.core.web import Router, page, redirect
from app.people.guards import SignedIn
from app.proposals import queries, service
from app.proposals.forms import SaveForm
from app.proposals.queries import Dossier
from app.proposals.routes.choices import extras, needed, words
from app.proposals.routes.context import NEVER, common, place, zone
from app.proposals.routes.labels import located
from app.proposals.routes.own import own_words
from app.proposals.routes.subjects import ProposalToWrite
from app.proposals.routes.words import saved_at
from app.proposals.sections import DOCUMENTS, following
from app.proposals.sections.base import Section, bind, examine
from app.proposals.service import Saved

router = Router(prefix="/proposals/{proposal_id}/sections")


@router.get("/{key}")
def show(request: Request, session: Db, dossier: ProposalToWrite, key: str, check: str = "") -> Response:
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
    section = _section(dossier, key)
    if section.key == DOCUMENTS.key:
        return redirect(f"/proposals/{dossier.id}/check")
    asked = form.data if form.ok else SaveForm()
    saved = service.save_typed(
        session, dossier, key, form.raw, revision=asked.revision, writer=asked.writer, actor=actor
    )
    if asked.intent == "draft" and not saved.aside:
        service.draft_objective_tree(session, dossier, actor=actor)
        return redirect(f"/proposals/{dossier.id}/sections/{key}#tree")
    if asked.intent == "autosave" and "add" not in form.raw:
        return _acknowledged(dossier, saved)
    return _next(request, session, dossier, section, saved, intent="add" if "add" in form.raw else asked.intent)


def _section(dossier: Dossier, key: str) -> Section:
    if key not in dossier.sections:
        raise NotFound
    return dossier.sections[key]


def _next(
    request: Request, session: Session, dossier: Dossier, section: Section, saved: Saved, *, intent: str
) -> Response:
    home = f"/proposals/{dossier.id}"
    if saved.aside:
        return redirect(f"{home}/sections/{section.key}/versions/{saved.aside.id}")
    if intent == "leave":
        return redirect(home)
    if intent == "add":
        return redirect(f"{home}/sections/{section.key}#end")
    if saved.problems:
        return _page(request, session, dossier, section, check=True, status=422)
    after = following(dossier.sections, section.key)
    return redirect(f"{home}/sections/{after}" if after else f"{home}/check")


def _acknowledged(dossier: Dossier, saved: Saved) -> Response:
    """What autosave hears back; on a conflict the address where both versions are shown."""
    if saved.aside:
        href = f"/proposals/{dossier.id}/sections/{saved.section.key}/versions/{saved.aside.id}"
        return JSONResponse({"href": href}, status_code=409)
    at = saved.section.saved_at
    return JSONResponse({"revision": saved.section.revision, "saved": saved_at(at, zone(dossier)) if at else ""})


def _page(
    request: Request, session: Session, dossier: Dossier, section: Section, *, check: bool, status: int = 200
) -> Response:
    lines = queries.sections(session, dossier.id, with_data={section.key, *needed(section.key)})
    line = lines.get(section.key, NEVER)
    frame, given = extras(session, dossier, section.key, lines)
    form = bind(section, dict(line.data or {}))
    problems = examine(section, dict(line.data or {}), frame) if check else []
    form.errors = [(problem.field, problem.words) for problem in problems]
    return page(
        request,
        f"proposals/sections/{'own' if section.own else section.key}.html",
        status=status,
        form=form,
        summary={"errors": [(problem.field, located(section, problem)) for problem in problems]},
        section=section,
        data=line.data or {},
        frame=frame,
        number=place(dossier, section.key),
        carried=line.carried,
        revision=line.revision,
        writer=new_id(),
        saved=saved_at(line.saved_at, zone(dossier)) if line.saved_at else None,
        **(own_words(section) if section.own else words(section.key, line.data or {}, frame)),
        **given,
        **common(dossier, lines, current=section.key),
    )
