"""The papers that an organisation keeps once."""

from typing import Annotated, Any

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from app.core import clock, files
from app.core.db import Db, Session
from app.core.errors import NotFound
from app.core.forms import Bound, bound
from app.core.web import Router, download, later, page, redirect
from app.people import permissions, queries
from app.people.guards import SignedIn, guard
from app.people.models import Organisation
from app.people.profile.forms import PaperForm
from app.people.profile.queries import paper, stored
from app.people.profile.queries import papers as papers_of
from app.people.profile.service import papers
from app.people.profile.words import PAPERS, life
from app.people.service.sessions import ZONE

router = Router(prefix="/organisations/{organisation_id}/papers")

ToRead = Annotated[Organisation, Depends(guard(queries.organisation, permissions.belong, "organisation_id"))]

ToEdit = Annotated[Organisation, Depends(guard(queries.organisation, permissions.edit_organisation, "organisation_id"))]
PAGE = "people/profile/papers.html"


def _context(session: Session, organisation: Organisation, *, writer: bool) -> dict[str, Any]:
    today = clock.today(ZONE)
    return {
        "organisation": organisation,
        "papers": [(row, file, life(row.expires_on, today)) for row, file in papers_of(session, organisation.id)],
        "names": PAPERS,
        "kinds": [(kind.value, name) for kind, name in PAPERS.items()],
        "writer": writer,
    }


@router.get("")
def show(request: Request, session: Db, actor: SignedIn, organisation: ToRead) -> Response:
    writer = bool(permissions.edit_organisation(actor, organisation))
    return page(request, PAGE, form=Bound.blank(PaperForm), **_context(session, organisation, writer=writer))


@router.post("")
def add(
    request: Request,
    session: Db,
    actor: SignedIn,
    organisation: ToEdit,
    form: Annotated[Bound[PaperForm], bound(PaperForm)],
) -> Response:
    def save() -> None:
        data = form.data
        what = papers.Described(data.kind, data.title or "", data.issued_on, data.expires_on)
        papers.add(session, organisation, what, form.file("file"), actor=actor)

    to = f"/organisations/{organisation.id}/papers"
    context = _context(session, organisation, writer=True)
    return form.run(session, save, request=request, page=PAGE, to=to, **context)


@router.post("/{key}/remove")
def remove(session: Db, actor: SignedIn, organisation: ToEdit, key: str) -> Response:
    row = paper(session, organisation.id, key)
    if row is None:
        raise NotFound
    papers.remove(session, organisation, row, actor=actor)
    return redirect(f"/organisations/{organisation.id}/papers")


@router.get("/{key}")
def read(session: Db, organisation: ToRead, key: str) -> Response:
    row = paper(session, organisation.id, key)
    if row is None:
        raise NotFound
    file = stored(session, row.file_id)
    return later(lambda: download(files.read(file), file.media_type, file.filename))
