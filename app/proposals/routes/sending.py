"""Checking every answer, sending, and taking the proposal back."""

from typing import Annotated, Any

from starlette.requests import Request
from starlette.responses import Response

from app.calls.models import RuleKind
from app.calls.queries import rules as published_rules
from app.calls.rounds.queries import assisted
from app.core import clock
from app.core.db import Db, Session
from app.core.errors import Refused
from app.core.forms import Bound, bound
from app.core.web import Router, page, redirect
from app.people.guards import SignedIn
from app.people.profile.words import PAPERS
from app.proposals import permissions, queries, service
from app.proposals.coauthors.queries import open_notes
from app.proposals.eligibility.words import FINDINGS, sentence
from app.proposals.forms import SubmitForm, WithdrawForm, accepted
from app.proposals.network import service as consents
from app.proposals.network.states import FACES
from app.proposals.network.states import Word as Consent
from app.proposals.queries import Dossier
from app.proposals.queries.lapsing import lapsing
from app.proposals.routes.answers import answers
from app.proposals.routes.context import Around, common, has_unsent, is_open
from app.proposals.routes.labels import located
from app.proposals.routes.said import Answers
from app.proposals.routes.subjects import ProposalToRead, ProposalToWrite
from app.proposals.sections import DOCUMENTS
from app.proposals.sections.base import Section, examine
from app.proposals.sections.consistency import doubts
from app.proposals.sections.frame import Frame
from app.proposals.service import TooLate
from app.proposals.service.authorising import Word, last_word
from app.proposals.service.sealing import compose

router = Router(prefix="/proposals/{proposal_id}")


@router.get("/check")
def check(request: Request, session: Db, dossier: ProposalToRead) -> Response:
    return _check(request, session, dossier, Bound.blank(SubmitForm, {"revision": dossier.proposal.revision}))


def _check(
    request: Request, session: Session, dossier: Dossier, form: Bound[SubmitForm], status: int = 200
) -> Response:
    lines = queries.sections(session, dossier.id, with_data=tuple(dossier.sections))
    files = queries.files(session, dossier.id)
    frame = queries.frame(session, dossier, lines, {line.requirement_id for line in files})
    texts = {key: dict(lines[key].data or {}) if key in lines else {} for key in dossier.sections}
    parts = [_part(section, texts[key], frame) for key, section in dossier.sections.items()]
    around = Around(request.state.actor.id, open_notes(session, dossier.id))
    return page(
        request,
        "proposals/check.html",
        assistance=assisted(session, dossier.call.id),
        lapsing=lapsing(session, dossier),
        paper_names=PAPERS,
        status=status,
        **_consent(session, dossier),
        form=form,
        parts_of=parts,
        doubts=doubts(texts),
        ready=not any(problems for _section, _answers, problems in parts),
        open=is_open(dossier),
        files=files,
        needs=frame.needs,
        documents=DOCUMENTS.key,
        **_rules(session, dossier, compose(dossier, lines, frame, files), frame),
        writer=bool(permissions.write(request.state.actor, dossier)),
        **common(dossier, lines, current="check", around=around),
        around=around,
    )


def _part(section: Section, text: dict[str, Any], frame: Frame) -> tuple[Section, Answers, list[str]]:
    """A section, what it says, and what is wrong with it."""
    problems = examine(section, text, frame)
    return section, answers(section, text, frame), [located(section, problem) for problem in problems]


def _consent(session: Session, dossier: Dossier) -> dict[str, Any]:
    """The representative's word and how the partners stand: it can be sent once those that the call demands are there."""
    sent = bool(dossier.proposal.folio) and not has_unsent(dossier)
    asked, word = (None, None) if sent else last_word(session, dossier)
    partners = [] if sent else consents.partners(session, dossier)
    lacking = [each for each in partners if each.word != Consent.agreed] if consents.demands(dossier) else []
    may_send = (word == Word.given or not dossier.call.authorisation_required) and not lacking
    return {
        "asked": asked,
        "word": word,
        "partners": partners,
        "lacking": lacking,
        "faces": FACES,
        "may_send": may_send,
    }


def _rules(session: Session, dossier: Dossier, written: dict[str, Any], frame: Frame) -> dict[str, Any]:
    rules = published_rules(session, dossier.call)
    return {
        "foreseen": service.foresee(session, dossier, rules, written, frame),
        "sentence": sentence,
        "findings": FINDINGS,
        "declarations": [rule for rule in rules if rule.kind == RuleKind.declaration],
    }


@router.post("/submit")
def submit(
    request: Request,
    session: Db,
    dossier: ProposalToWrite,
    actor: SignedIn,
    form: Annotated[Bound[SubmitForm], bound(SubmitForm)],
) -> Response:
    if not form.ok:
        return _check(request, session, dossier, form, status=422)
    try:
        with session.begin_nested():
            service.submit(
                session,
                dossier.proposal,
                revision=form.data.revision,
                arrived_at=request.state.arrived_at,
                actor=actor,
                accepted=accepted(form.raw),
            )
    except TooLate as late:
        return _late(request, session, dossier, late)
    except Refused as refusal:
        form.add_error(refusal.field, refusal.reason)
        form.raw["revision"] = [str(dossier.proposal.revision)]
        return _check(request, session, dossier, form, status=422)
    return redirect(f"/proposals/{dossier.id}/receipt")


def _late(request: Request, session: Session, dossier: Dossier, late: TooLate) -> Response:
    lines = queries.sections(session, dossier.id)
    return page(
        request, "proposals/late.html", status=409, late=late, server_clock=clock.now(), **common(dossier, lines)
    )


@router.get("/withdraw")
def withdrawing(request: Request, session: Db, dossier: ProposalToWrite) -> Response:
    return page(request, "proposals/withdraw.html", form=Bound.blank(WithdrawForm), **_plain(session, dossier))


@router.post("/withdraw")
def withdraw(
    request: Request,
    session: Db,
    dossier: ProposalToWrite,
    actor: SignedIn,
    form: Annotated[Bound[WithdrawForm], bound(WithdrawForm)],
) -> Response:
    def take_back() -> None:
        service.withdraw(session, dossier.proposal, actor=actor, reason=form.data.reason)

    return form.run(
        session,
        take_back,
        request=request,
        page="proposals/withdraw.html",
        to=f"/proposals/{dossier.id}",
        **_plain(session, dossier),
    )


def _plain(session: Session, dossier: Dossier) -> dict[str, Any]:
    return common(dossier, queries.sections(session, dossier.id))
