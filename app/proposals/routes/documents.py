"""Giving, reading and taking away the documents of a proposal."""

from typing import Annotated

from starlette.requests import Request
from starlette.responses import Response

from app.core import files as stored_files
from app.core.audit import note_reading
from app.core.db import Db, Session
from app.core.errors import NotFound, Refused
from app.core.files import StoredFile
from app.core.forms import Bound, bound
from app.core.i18n import _
from app.core.web import Router, download, later, page, redirect
from app.people.guards import SignedIn
from app.proposals import permissions, queries, service
from app.proposals.forms import EmptyForm
from app.proposals.models import ProposalFile
from app.proposals.queries import Dossier
from app.proposals.routes.choices import extras, words
from app.proposals.routes.context import NEVER, common, place
from app.proposals.routes.subjects import ProposalOfFile, ProposalToWrite
from app.proposals.sections import DOCUMENTS

router = Router(prefix="/proposals/{proposal_id}")


@router.post("/documents/{code}")
def add(
    request: Request,
    session: Db,
    dossier: ProposalToWrite,
    actor: SignedIn,
    code: str,
    form: Annotated[Bound[EmptyForm], bound(EmptyForm)],
) -> Response:
    uploads = form.files(code)
    try:
        with session.begin_nested():
            for upload in uploads:
                service.add_file(session, dossier, code, upload.data, upload.filename, actor=actor)
    except Refused as refusal:
        form.add_error(code, refusal.reason)
    if not uploads:
        form.add_error(code, _("Choose a file first."))
    if not form.ok:
        return _page(request, session, dossier, form)
    return redirect(f"/proposals/{dossier.id}/sections/documents#f-{code}")


def _page(request: Request, session: Session, dossier: Dossier, form: Bound[EmptyForm]) -> Response:
    lines = queries.sections(session, dossier.id)
    frame, files = extras(session, dossier, DOCUMENTS.key, lines)
    return page(
        request,
        "proposals/sections/documents.html",
        status=422,
        form=form,
        summary={"errors": form.errors},
        section=dossier.sections.get(DOCUMENTS.key, DOCUMENTS),
        frame=frame,
        files=files,
        number=place(dossier, DOCUMENTS.key),
        carried=lines.get(DOCUMENTS.key, NEVER).carried,
        saved=None,
        **words(DOCUMENTS.key, {}, frame),
        **common(dossier, lines, current=DOCUMENTS.key),
    )


@router.post("/files/{file_id}/remove")
def remove(session: Db, dossier: ProposalToWrite, file_id: str) -> Response:
    given, _stored = _file(session, dossier, file_id)
    service.remove_file(session, dossier, given)
    return redirect(f"/proposals/{dossier.id}/sections/documents")


@router.get("/files/{file_id}")
def read(session: Db, dossier: ProposalOfFile, actor: SignedIn, file_id: str) -> Response:
    given, stored = _file(session, dossier, file_id)
    if not permissions.read(actor, dossier):
        _must_be_sealed(session, dossier, file_id)
        note_reading(session, actor, subject_kind="proposalfile", subject_id=given.id, what=stored.filename)
    return later(lambda: download(stored_files.read(stored), stored.media_type, stored.filename))


def _file(session: Session, dossier: Dossier, file_id: str) -> tuple[ProposalFile, StoredFile]:
    found = queries.file_of(session, dossier.id, file_id)
    if found is None:
        raise NotFound
    return found


def _must_be_sealed(session: Session, dossier: Dossier, file_id: str) -> None:
    """The team reads what was sent, not what lies in a draft beside it."""
    sealed = queries.last_submission(session, dossier.id)
    if sealed is None or file_id not in sealed.snapshot:
        raise NotFound
