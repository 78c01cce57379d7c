"""Giving, reading and taking away the documents of a proposal."""

from datetime import date
from typing import Annotated

from pydantic_core import PydanticCustomError
from starlette.requests import Request
from starlette.responses import Response

from app.core import files as stored_files
from app.core.audit import note_reading
from app.core.db import Db, Session
from app.core.errors import NotFound, Refused
from app.core.fields import parse_day
from app.core.files import StoredFile
from app.core.forms import Bound, bound
from app.core.i18n import _
from app.core.web import Router, download, later, page, redirect
from app.people.access import Actor
from app.people.guards import SignedIn
from app.proposals import permissions, queries, service
from app.proposals.forms import EmptyForm
from app.proposals.models import ProposalFile
from app.proposals.queries import Dossier
from app.proposals.routes.choices import extras, words
from app.proposals.routes.context import NEVER, place
from app.proposals.routes.subjects import ProposalOfFile, ProposalToWrite
from app.proposals.routes.together import together
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
    issued = _issued(form, code)
    _give(session, dossier, code, form, actor)
    if form.ok and issued:
        _date(session, dossier, code, issued, form)
    if form.ok and _lacks_date(form, code):
        form.add_error(f"issued-{code}", _("The file was kept. Write also the day on which the document was issued."))
    if not form.ok:
        return _page(request, session, dossier, form)
    return redirect(f"/proposals/{dossier.id}/sections/documents#f-{code}")


@router.post("/documents/{code}/known")
def use_again(
    request: Request,
    session: Db,
    dossier: ProposalToWrite,
    actor: SignedIn,
    code: str,
    form: Annotated[Bound[EmptyForm], bound(EmptyForm)],
) -> Response:
    try:
        with session.begin_nested():
            service.use_again(session, dossier, code, form.value(f"known-{code}"), actor=actor)
    except Refused as refusal:
        form.add_error(refusal.field or code, refusal.reason)
        return _page(request, session, dossier, form)
    return redirect(f"/proposals/{dossier.id}/sections/documents#f-{code}")


def _issued(form: Bound[EmptyForm], code: str) -> date | None:
    """The day of issue, where the page asks for it and it can be read; else a sentence beside it."""
    typed = form.value(f"issued-{code}").strip()
    try:
        return parse_day(typed) if typed else None
    except PydanticCustomError as problem:
        form.add_error(f"issued-{code}", problem.message())
        return None


def _lacks_date(form: Bound[EmptyForm], code: str) -> bool:
    return f"issued-{code}" in form.raw and not form.value(f"issued-{code}").strip()


def _give(session: Session, dossier: Dossier, code: str, form: Bound[EmptyForm], actor: Actor) -> None:
    """Keep what was sent, also where the day beside it cannot be read: a file is not asked for twice."""
    uploads = form.files(code)
    try:
        with session.begin_nested():
            for upload in uploads:
                service.add_file(session, dossier, code, upload.data, upload.filename, actor=actor)
    except Refused as refusal:
        form.add_error(code, refusal.reason)
    if not uploads and not form.value(f"issued-{code}").strip():
        form.add_error(code, _("Choose a file first."))


def _date(session: Session, dossier: Dossier, code: str, issued: date, form: Bound[EmptyForm]) -> None:
    try:
        with session.begin_nested():
            service.date_files(session, dossier, code, issued)
    except Refused as refusal:
        form.add_error(refusal.field, refusal.reason)


def _page(request: Request, session: Session, dossier: Dossier, form: Bound[EmptyForm]) -> Response:
    lines = queries.sections(session, dossier.id)
    frame, given = extras(session, dossier, DOCUMENTS.key, lines)
    return page(
        request,
        "proposals/sections/documents.html",
        status=422,
        form=form,
        summary={"errors": form.errors},
        section=dossier.sections.get(DOCUMENTS.key, DOCUMENTS),
        frame=frame,
        number=place(dossier, DOCUMENTS.key),
        carried=lines.get(DOCUMENTS.key, NEVER).carried,
        saved=None,
        **given,
        **words(DOCUMENTS.key, {}, frame),
        **together(session, dossier, lines, DOCUMENTS.key, request.state.actor),
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
