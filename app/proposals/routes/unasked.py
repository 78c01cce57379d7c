"""A section that is not asked at present: what a page left open still sends is kept, shown, and said to be safe."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from app.core.db import Session
from app.core.errors import NotFound
from app.core.forms import Bound
from app.core.i18n import _
from app.core.web import page, redirect
from app.people.access import Actor
from app.proposals import queries, service
from app.proposals.forms import SaveForm
from app.proposals.queries import Dossier
from app.proposals.routes.answers import answers
from app.proposals.routes.context import NEVER, common
from app.proposals.routes.waiting import waiting
from app.proposals.sections import DOCUMENTS


def was_asked(session: Session, dossier: Dossier, key: str) -> bool:
    """Whether something was written in a section that is not asked now."""
    if key in dossier.sections or key not in dossier.once_asked or key == DOCUMENTS.key:
        return False
    return queries.section_row(session, dossier.id, key) is not None


def show(request: Request, session: Session, dossier: Dossier, key: str) -> Response:
    """What was written there, to be read; and when it would be asked again."""
    lines = queries.sections(session, dossier.id, with_data={key, "summary", "work_plan"})
    section, line = dossier.once_asked[key], lines.get(key, NEVER)
    said: dict[str, Any] = {
        "section": section,
        "said": answers(section, dict(line.data or {}), queries.frame(session, dossier, lines)),
        "waits_for": waiting(session, dossier).get(key, ""),
    }
    return page(request, "proposals/unasked.html", **said, **common(dossier, lines))


def keep(session: Session, dossier: Dossier, key: str, form: Bound[SaveForm], actor: Actor) -> Response:
    """Save what a page that was open meanwhile sends, and say so to its reader or to its script.

    The documents have no text of their own: whoever sends their page goes on.
    """
    here = f"/proposals/{dossier.id}/sections/{key}"
    if key not in dossier.once_asked:
        raise NotFound
    if key == DOCUMENTS.key:
        return redirect(f"/proposals/{dossier.id}/check")
    asked = form.data if form.ok else SaveForm()
    saved = service.keep_unasked(
        session, dossier, key, form.raw, revision=asked.revision, writer=asked.writer, actor=actor
    )
    other = f"{here}/versions/{saved.aside.id}" if saved.aside else ""
    if asked.intent not in {"autosave", "resend"}:
        return redirect(other or (here if saved.section.revision else f"/proposals/{dossier.id}"))
    if other:
        return JSONResponse({"href": other}, status_code=409)
    kept = _("Kept. This section is not asked any more, so it is not sent.")
    return JSONResponse({"revision": saved.section.revision, "saved": kept})
