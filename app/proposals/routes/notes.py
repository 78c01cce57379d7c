"""Comments among the co-authors of a draft: read, written, answered, resolved; and the mails about them."""

from typing import Annotated, Any

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from app.core.db import Db, Session
from app.core.errors import NotFound
from app.core.forms import Bound, bound
from app.core.web import MailedRoute, Router, page, public, redirect
from app.people.access import WRITERS, Actor
from app.people.guards import SignedIn, guard
from app.people.models import Organisation
from app.proposals import queries as proposals
from app.proposals.coauthors import permissions, queries, service
from app.proposals.coauthors.forms import NoteForm, SettleForm, WantForm
from app.proposals.coauthors.mails import WHOLE
from app.proposals.coauthors.models import NoteReader
from app.proposals.coauthors.queries import NoteCase
from app.proposals.models import ProposalState
from app.proposals.queries import Dossier
from app.proposals.routes.context import common
from app.proposals.routes.subjects import ProposalToRead

router = Router()
mailed = Router(MailedRoute)
PAGE = "proposals/notes.html"
NoteToSettle = Annotated[NoteCase, Depends(guard(queries.note_case, permissions.settle, "note_id"))]
NoteToRemove = Annotated[NoteCase, Depends(guard(queries.note_case, permissions.remove, "note_id"))]
Pressed = Annotated[Bound[SettleForm], bound(SettleForm)]


@router.get("/proposals/{proposal_id}/notes")
def show(request: Request, session: Db, dossier: ProposalToRead, actor: SignedIn, section: str = "") -> Response:
    chosen = section if section in dossier.once_asked else ""
    form = Bound.blank(NoteForm, {"section": chosen})
    return page(request, PAGE, form=form, **_context(session, dossier, actor))


@router.post("/proposals/{proposal_id}/notes")
def write(
    request: Request,
    session: Db,
    dossier: ProposalToRead,
    actor: SignedIn,
    form: Annotated[Bound[NoteForm], bound(NoteForm)],
) -> Response:
    key = form.value("thread")

    def say() -> str:
        if key:
            said = service.answer(session, dossier, key, form.value(f"answer-{key}"), actor=actor)
        else:
            said = service.write(session, dossier, form.data.section, form.value("new-note"), actor=actor)
        return _place(dossier, said.section, back=form.data.back, note=said.thread_id)

    to = f"/proposals/{dossier.id}/notes"
    return form.run(session, say, request=request, page=PAGE, to=to, **_context(session, dossier, actor))


@router.post("/notes/{note_id}/resolve")
def resolve(session: Db, case: NoteToSettle, actor: SignedIn, form: Pressed) -> Response:
    service.resolve(session, case, actor=actor)
    return _back(case, form)


@router.post("/notes/{note_id}/reopen")
def reopen(session: Db, case: NoteToSettle, actor: SignedIn, form: Pressed) -> Response:
    service.reopen(session, case, actor=actor)
    return _back(case, form)


@router.post("/notes/{note_id}/remove")
def remove(session: Db, case: NoteToRemove, actor: SignedIn, form: Pressed) -> Response:
    service.remove(session, case, actor=actor)
    return _back(case, form)


@router.post("/proposals/{proposal_id}/notes/mails")
def mails(
    session: Db, dossier: ProposalToRead, actor: SignedIn, form: Annotated[Bound[WantForm], bound(WantForm)]
) -> Response:
    service.want_mails(session, actor.id, dossier.organisation.id, wanted=form.value("wanted") == "yes")
    return redirect(f"/proposals/{dossier.id}/notes#mails")


@mailed.get(
    "/notes/{key}/stop", dependencies=[public("the secret of the mailed link opens it; looking changes nothing")]
)
def ask(request: Request, session: Db, key: str) -> Response:
    reader, organisation = _reader(session, key)
    return page(request, "proposals/notes_stop.html", organisation=organisation, reader=reader)


@mailed.post("/notes/{key}/stop", dependencies=[public("the secret of the mailed link stops mails to its own address")])
def stop(session: Db, key: str) -> Response:
    reader, organisation = _reader(session, key)
    service.want_mails(session, reader.user_id, organisation.id, wanted=False)
    return redirect(f"/notes/{key}/stop")


def _reader(session: Session, key: str) -> tuple[NoteReader, Organisation]:
    found = queries.reader_of(session, key)
    if found is None:
        raise NotFound
    return found


def _back(case: NoteCase, form: Bound[SettleForm]) -> Response:
    return redirect(_place(case.dossier, case.first.section, back=form.value("back"), note=case.first.id))


def _place(dossier: Dossier, section: str, *, back: str, note: str) -> str:
    """The thread, on the page from which it was written."""
    if back and section in dossier.sections:
        return f"/proposals/{dossier.id}/sections/{section}#notes"
    return f"/proposals/{dossier.id}/notes#note-{note}"


def _context(session: Session, dossier: Dossier, actor: Actor) -> dict[str, Any]:
    said = queries.talk(session, dossier.id)
    titles = {"": str(WHOLE)} | {key: str(section.title) for key, section in dossier.once_asked.items()}
    reader = queries.reader(session, actor.id, dossier.organisation.id)
    return {
        **common(dossier, proposals.sections(session, dossier.id)),
        "talk": said,
        "titles": titles,
        "asked": dossier.sections,
        "choices": [("", titles[""]), *((key, titles[key]) for key in dossier.sections)],
        "me": actor.id,
        "settles": actor.member_of(dossier.organisation.id, *WRITERS),
        "writes": dossier.proposal.state != ProposalState.withdrawn,
        "mailing": reader is None or reader.stopped_at is None,
    }
