"""Asking the legal representative for a word, and the page that the mailed link opens: it shows, its button authorises."""

from typing import Annotated, Any

from starlette.requests import Request
from starlette.responses import Response

from app.core.db import Db, Session
from app.core.forms import Bound, bound
from app.core.web import Router, page, public
from app.people.guards import SignedIn
from app.proposals import queries, service
from app.proposals.forms import AskForm, AuthoriseForm
from app.proposals.models import Authorisation
from app.proposals.queries import Dossier
from app.proposals.routes.answers import answers
from app.proposals.routes.context import common
from app.proposals.routes.subjects import ProposalToWrite
from app.proposals.sections import DOCUMENTS, ORGANISATION
from app.proposals.service.authorising import REASONS, Word, found, word_of

router = Router()
GONE, UNKNOWN = 410, 404
_WHY = "whoever holds the mailed secret may read what is asked of him or her"


@router.get("/proposals/{proposal_id}/authorisation")
def asking(request: Request, session: Db, dossier: ProposalToWrite) -> Response:
    last = queries.last_authorisation(session, dossier.id)
    name = last.name if last else dossier.organisation.representative_name
    email = last.email if last else dossier.organisation.representative_email
    form = Bound.blank(AskForm, {"name": name or "", "email": email or ""})
    return page(request, "proposals/authorisation.html", form=form, **_plain(session, dossier))


@router.post("/proposals/{proposal_id}/authorisation")
def ask(
    request: Request,
    session: Db,
    dossier: ProposalToWrite,
    actor: SignedIn,
    form: Annotated[Bound[AskForm], bound(AskForm)],
) -> Response:
    def mail() -> None:
        service.ask(session, dossier.proposal, name=form.data.name, email=form.data.email, actor=actor)

    return form.run(
        session,
        mail,
        request=request,
        page="proposals/authorisation.html",
        to=f"/proposals/{dossier.id}/check#authorisation",
        **_plain(session, dossier),
    )


def _plain(session: Session, dossier: Dossier) -> dict[str, Any]:
    return common(dossier, queries.sections(session, dossier.id))


@router.get("/authorise/{token}", dependencies=[public(_WHY)])
def show(request: Request, session: Db, token: str) -> Response:
    return _shown(request, session, token, Bound.blank(AuthoriseForm))


@router.post("/authorise/{token}", dependencies=[public("the mailed secret authorises, once")])
def authorise(
    request: Request, session: Db, token: str, form: Annotated[Bound[AuthoriseForm], bound(AuthoriseForm)]
) -> Response:
    asked, dossier = _named(session, token)
    if asked is None or dossier is None or not form.ok or word_of(session, asked, dossier) != Word.waiting:
        return _shown(request, session, token, form)

    def give() -> None:
        service.give(session, token)

    told = _told(session, token, asked, dossier, Word.waiting)
    return form.run(session, give, request=request, page="proposals/authorise.html", to=f"/authorise/{token}", **told)


def _named(session: Session, token: str) -> tuple[Authorisation | None, Dossier | None]:
    asked = found(session, token)
    return asked, queries.dossier(session, asked.proposal_id) if asked else None


def _shown(request: Request, session: Session, token: str, form: Bound[AuthoriseForm]) -> Response:
    asked, dossier = _named(session, token)
    if asked is None or dossier is None:
        return page(request, "proposals/authorise_gone.html", status=UNKNOWN, reason=None)
    word = word_of(session, asked, dossier)
    if word not in {Word.waiting, Word.given}:
        return page(request, "proposals/authorise_gone.html", status=GONE, reason=REASONS[word]())
    status = 200 if form.ok else 422
    told = _told(session, token, asked, dossier, word)
    return page(request, "proposals/authorise.html", status=status, form=form, **told)


def _told(session: Session, token: str, asked: Authorisation, dossier: Dossier, word: Word) -> dict[str, Any]:
    """Every answer as it would be sealed; files by name, size and digest."""
    lines = queries.sections(session, dossier.id, with_data=tuple(dossier.sections))
    frame = queries.frame(session, dossier, lines)
    keys = [key for key in dossier.sections if key not in {ORGANISATION.key, DOCUMENTS.key} and key in lines]
    return {
        "token": token,
        "asked": asked,
        "given": word == Word.given,
        "proposal": dossier.proposal,
        "call": dossier.call,
        "organisation": dossier.organisation,
        "zone": dossier.zone,
        "parts_of": [
            (dossier.sections[key], answers(dossier.sections[key], dict(lines[key].data or {}), frame)) for key in keys
        ],
        "files": queries.files(session, dossier.id),
    }
