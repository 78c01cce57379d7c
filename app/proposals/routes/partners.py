"""The partners of a network: the lead asks and sees each one's answer; the mailed link shows what is asked and takes it."""

from typing import Annotated, Any

from starlette.requests import Request
from starlette.responses import Response

from app.core.db import Db, Session
from app.core.errors import NotFound
from app.core.forms import Bound, bound
from app.core.territory import state_name
from app.core.web import Router, page, public
from app.people.guards import SignedIn
from app.proposals import queries
from app.proposals.forms import EmptyForm
from app.proposals.network import service
from app.proposals.network.forms import PartnerAnswerForm
from app.proposals.network.models import ConsentState, PartnerConsent
from app.proposals.network.states import FACES, Word
from app.proposals.queries import Dossier
from app.proposals.routes.context import common, is_open
from app.proposals.routes.subjects import ProposalToRead, ProposalToWrite
from app.proposals.sections.network import NETWORK

router = Router()
LIST, ANSWER = "proposals/partners.html", "proposals/partner.html"
GONE = 410
_WHY = "whoever holds the mailed secret may read what is asked of the partner"
Pressed = Annotated[Bound[EmptyForm], bound(EmptyForm)]


@router.get("/proposals/{proposal_id}/partners")
def listing(request: Request, session: Db, dossier: ProposalToRead) -> Response:
    return page(request, LIST, form=Bound.blank(EmptyForm), **_list(session, dossier))


@router.post("/proposals/{proposal_id}/partners/ask")
def ask_all(request: Request, session: Db, dossier: ProposalToWrite, actor: SignedIn, form: Pressed) -> Response:
    def act() -> None:
        service.ask_partners(session, dossier.id, actor=actor)

    return _done(request, session, dossier, form, act)


@router.post("/proposals/{proposal_id}/partners/{row}/ask")
def ask(request: Request, session: Db, dossier: ProposalToWrite, actor: SignedIn, row: str, form: Pressed) -> Response:
    def act() -> None:
        service.ask_partner(session, dossier.id, row, actor=actor)

    return _done(request, session, dossier, form, act)


@router.post("/proposals/{proposal_id}/partners/{row}/release")
def release(
    request: Request, session: Db, dossier: ProposalToWrite, actor: SignedIn, row: str, form: Pressed
) -> Response:
    def act() -> None:
        service.release_partner(session, dossier.id, row, actor=actor)

    return _done(request, session, dossier, form, act)


def _done(request: Request, session: Session, dossier: Dossier, form: Bound[EmptyForm], act: Any) -> Response:  # noqa: ANN401 -- a verb without arguments
    to = f"/proposals/{dossier.id}/partners"
    return form.run(session, act, request=request, page=LIST, to=to, **_list(session, dossier))


def _list(session: Session, dossier: Dossier) -> dict[str, Any]:
    if not service.asks_network(dossier):
        raise NotFound
    return {
        "partners": service.partners(session, dossier),
        "faces": FACES,
        "demanded": service.demands(dossier),
        "open": is_open(dossier),
        "state_name": state_name,
        **common(dossier, queries.sections(session, dossier.id), current=NETWORK.key),
    }


@router.get("/partner/{token}", dependencies=[public(_WHY)])
def show(request: Request, session: Db, token: str) -> Response:
    one, dossier = _named(session, token)
    told = _told(session, token, one, dossier)
    status = GONE if told["closed"] and one.state == ConsentState.asked else 200
    return page(request, ANSWER, status=status, form=Bound.blank(PartnerAnswerForm, {"by": one.contact}), **told)


@router.post("/partner/{token}", dependencies=[public("the mailed secret answers for the partner")])
def answer(
    request: Request,
    session: Db,
    token: str,
    form: Annotated[Bound[PartnerAnswerForm], bound(PartnerAnswerForm)],
) -> Response:
    one, dossier = _named(session, token)

    def act() -> None:
        said = form.data
        service.answer(session, token, agree=said.answer == "agree", by=said.by, reason=said.reason or "")

    told = _told(session, token, one, dossier)
    return form.run(session, act, request=request, page=ANSWER, to=f"/partner/{token}", **told)


def _named(session: Session, token: str) -> tuple[PartnerConsent, Dossier]:
    one = service.found(session, token)
    dossier = queries.dossier(session, one.proposal_id) if one else None
    if one is None or dossier is None:
        raise NotFound
    return one, dossier


def _told(session: Session, token: str, one: PartnerConsent, dossier: Dossier) -> dict[str, Any]:
    """What is asked: shown only while it is what was asked, or what was answered."""
    partner = service.standing_of(session, one, dossier)
    summary = queries.sections(session, dossier.id, with_data=("summary",)).get("summary")
    holds = partner is not None and partner.word not in {Word.changed, Word.withdrawn}
    return {
        "token": token,
        "one": one,
        "row": partner.row if partner and holds else None,
        "closed": service.why_not(session, one, dossier),
        "call": dossier.call,
        "proposal": dossier.proposal,
        "organisation": dossier.organisation,
        "abstract": ((summary.data if summary else None) or {}).get("abstract") or "",
        "zone": dossier.zone,
        "state_name": state_name,
    }
