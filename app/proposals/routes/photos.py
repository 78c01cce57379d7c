"""Photographing a paper page by page; every button works without a script."""

from typing import Annotated

from starlette.requests import Request
from starlette.responses import Response

from app.core.db import Db, Session
from app.core.errors import NotFound, Refused
from app.core.files import StoredFile, prepare
from app.core.format import both_text
from app.core.forms import Bound, Upload, bound
from app.core.i18n import _
from app.core.looking import look
from app.core.photos import Photo, album, tidied, turned
from app.core.scanning import ScanState
from app.core.sniffing import JPG, PDF, PNG
from app.core.steps import then
from app.core.web import Router, download, later, page, redirect
from app.people.access import Actor
from app.people.guards import SignedIn
from app.proposals import queries
from app.proposals.forms import EmptyForm, PageForm
from app.proposals.photos import queries as photos
from app.proposals.photos import service
from app.proposals.photos.models import PhotoPage
from app.proposals.queries import Dossier
from app.proposals.routes.context import common
from app.proposals.routes.subjects import ProposalToWrite
from app.proposals.sections import DOCUMENTS
from app.proposals.sections.frame import Need
from app.proposals.service.papers import LIMIT

router = Router(prefix="/proposals/{proposal_id}/documents/{code}/photos")
FIELD = "photos"
Said = list[tuple[str, Photo | Refused]]


@router.get("")
def show(request: Request, session: Db, dossier: ProposalToWrite, code: str) -> Response:
    return _page(request, session, dossier, _need(session, dossier, code), Bound.blank(EmptyForm))


@router.post("")
def add(
    request: Request,
    session: Db,
    dossier: ProposalToWrite,
    actor: SignedIn,
    code: str,
    form: Annotated[Bound[EmptyForm], bound(EmptyForm)],
) -> Response:
    need, sent = _need(session, dossier, code), [*form.files("camera"), *form.files(FIELD)]
    if not sent:
        form.add_error(FIELD, _("Take or choose a photo first."))
        return _page(request, session, dossier, need, form)

    def finish(apart: Session, seen: Said) -> Response:
        again = _anew(apart, dossier)
        _keep(apart, again, need, seen, form, actor)
        return _page(request, apart, again, need, form) if form.errors else redirect(f"{_here(again, need)}#pages")

    return then(request, lambda: [(each.filename, _seen(each)) for each in sent], finish)


def _seen(upload: Upload) -> Photo | Refused:
    """The slow look: a healthy picture, made a page."""
    try:
        if not upload.size:
            return Refused(_("it is empty."))
        seen = look(upload.data)
        if seen.health is ScanState.INFECTED:
            return Refused(_("our scanner found a virus in it."))
        if seen.kind not in (JPG, PNG):
            return Refused(_("it is %(kind)s, not a photo.", kind=str(seen.kind.words)))
        return tidied(upload.data)
    except Refused as refusal:
        return refusal
    except OSError:
        return Refused(_("Our virus scanner does not answer. Please send the file again in a few minutes."))


def _keep(session: Session, dossier: Dossier, need: Need, seen: Said, form: Bound[EmptyForm], actor: Actor) -> None:
    """Each good photo becomes a page, whatever is wrong with the others; what is wrong is said by name."""
    for filename, photo in seen:
        try:
            if isinstance(photo, Refused):
                raise Refused(_("“%(name)s”: %(reason)s", name=filename, reason=photo.reason))  # noqa: TRY301 -- said as the other refusals are
            with session.begin_nested():
                service.add(session, dossier, need, photo, filename, actor=actor)
        except Refused as refusal:
            form.add_error(FIELD, refusal.reason)


@router.post("/bind")
def bind(
    request: Request,
    session: Db,
    dossier: ProposalToWrite,
    actor: SignedIn,
    code: str,
    form: Annotated[Bound[EmptyForm], bound(EmptyForm)],
) -> Response:
    need = _need(session, dossier, code)
    keys, leaves = photos.leaves(session, dossier.id, need.id)
    if not leaves:
        form.add_error(FIELD, _("Take or choose a photo first."))
        return _page(request, session, dossier, need, form)
    name = f"{both_text(dict(need.title))}.pdf"

    def work() -> StoredFile | Refused:
        try:
            return prepare(album(leaves), name, kinds={PDF.key}, limit=LIMIT)
        except Refused as refusal:
            return refusal

    def finish(apart: Session, made: StoredFile | Refused) -> Response:
        again = _anew(apart, dossier)
        try:
            if isinstance(made, Refused):
                raise made
            with apart.begin_nested():
                service.bind(apart, again, need, made, keys, actor=actor)
        except Refused as refusal:
            form.add_error(FIELD, refusal.reason)
            return _page(request, apart, again, need, form)
        return redirect(f"/proposals/{again.id}/sections/documents#f-{need.code}")

    return then(request, work, finish)


@router.get("/{photo_id}")
def picture(session: Db, dossier: ProposalToWrite, code: str, photo_id: str) -> Response:
    found = _photo(session, dossier, _need(session, dossier, code), photo_id)
    return later(lambda: download(turned(found.small, found.turns), "image/jpeg", "page.jpg", inside=True))


@router.post("/{photo_id}")
def act(
    session: Db,
    dossier: ProposalToWrite,
    code: str,
    photo_id: str,
    form: Annotated[Bound[PageForm], bound(PageForm)],
) -> Response:
    need = _need(session, dossier, code)
    if form.ok:
        service.act(session, dossier, _photo(session, dossier, need, photo_id), service.Act(form.data.act))
    return redirect(f"{_here(dossier, need)}#page-{photo_id}")


def _need(session: Session, dossier: Dossier, code: str) -> Need:
    """The requirement of that code, where it takes a PDF: photos become one."""
    needs = queries.frame(session, dossier, {}).needs
    found = next((need for need in needs if need.code == code and PDF.key in need.kinds), None)
    if found is None:
        raise NotFound
    return found


def _photo(session: Session, dossier: Dossier, need: Need, photo_id: str) -> PhotoPage:
    found = photos.page(session, dossier.id, need.id, photo_id)
    if found is None:
        raise NotFound
    return found


def _anew(session: Session, dossier: Dossier) -> Dossier:
    """The same proposal in the transaction after the slow work."""
    found = queries.dossier(session, dossier.id, lock=True)
    if found is None:
        raise NotFound
    return found


def _here(dossier: Dossier, need: Need) -> str:
    return f"/proposals/{dossier.id}/documents/{need.code}/photos"


def _page(request: Request, session: Session, dossier: Dossier, need: Need, form: Bound[EmptyForm]) -> Response:
    lines = queries.sections(session, dossier.id)
    pages = photos.pages(session, dossier.id, need.id)
    given = [line.size for line in queries.files(session, dossier.id) if line.requirement_id == need.id]
    return page(
        request,
        "proposals/photos.html",
        status=422 if form.errors else 200,
        form=form,
        need=need,
        here=_here(dossier, need),
        pages=pages,
        weight=sum(each.size for each in pages),
        used=sum(given),
        most=service.MOST,
        documents=DOCUMENTS.key,
        **common(dossier, lines, current=DOCUMENTS.key),
    )
