"""What an organisation sees of its proposal after sending it: steps, corrections, letter, award."""

from typing import Annotated, Any

from starlette.requests import Request
from starlette.responses import Response

from app.core import audit
from app.core.db import Db, Session
from app.core.documents import MEDIA_TYPE
from app.core.errors import NotFound
from app.core.forms import Bound, bound
from app.core.web import Router, download, later, page
from app.people.access import WRITERS
from app.people.guards import SignedIn
from app.review import forms
from app.review.models import CandidacyState
from app.review.queries import ruling as queries
from app.review.queries import validation
from app.review.queries.validation import Docket
from app.review.routes.paper import letter_pdf
from app.review.routes.subjects import CorrectionToSend, OutcomeToAnswer, OutcomeToRead
from app.review.rules.outcome import SENTENCES, shown
from app.review.rules.reasons import letter_words
from app.review.service import corrections
from app.review.states import AWARD_FACES

router = Router()
PAGE = "review/outcome.html"


@router.get("/proposals/{proposal_id}/outcome")
def show(request: Request, session: Db, docket: OutcomeToRead, actor: SignedIn) -> Response:
    form = Bound.blank(forms.CorrectionForm)
    return page(
        request,
        PAGE,
        form=form,
        **_context(session, docket),
        writes=actor.member_of(docket.candidacy.organisation_id, *WRITERS),
    )


@router.get("/proposals/{proposal_id}/letter.pdf")
def letter(session: Db, docket: OutcomeToRead) -> Response:
    sent = queries.letter(session, docket.id) if docket.call.results_published_at else None
    if sent is None:
        raise NotFound
    made = letter_pdf(session, sent, docket.call)
    return later(lambda: download(made(), MEDIA_TYPE, f"{docket.candidacy.folio}.pdf"))


@router.post("/proposals/{proposal_id}/consent")
def consent(
    request: Request,
    session: Db,
    docket: OutcomeToAnswer,
    actor: SignedIn,
    form: Annotated[Bound[forms.ConsentForm], bound(forms.ConsentForm)],
) -> Response:
    def act() -> None:
        docket.candidacy.name_consent = form.data.name_consent
        audit.record(
            session, "candidacy.consented", docket.candidacy, actor=actor, detail={"name": form.data.name_consent}
        )

    to = f"/proposals/{docket.candidacy.proposal_id}/outcome"
    return form.run(session, act, request=request, page=PAGE, to=to, **_context(session, docket), writes=True)


@router.post("/review/corrections/{correction_id}")
def correct(
    request: Request,
    session: Db,
    case: CorrectionToSend,
    actor: SignedIn,
    form: Annotated[Bound[forms.CorrectionForm], bound(forms.CorrectionForm)],
) -> Response:
    def act() -> None:
        corrections.answer(
            session, case.correction, case.candidacy, form.data.text or "", form.file("file"), actor=actor
        )

    to = f"/proposals/{case.candidacy.proposal_id}/outcome"
    context = _context(session, Docket(case.candidacy, case.call))
    return form.run(session, act, request=request, page=PAGE, to=to, **context, writes=True)


def _context(session: Session, docket: Docket) -> dict[str, Any]:
    published = docket.call.results_published_at is not None
    candidacy = docket.candidacy
    sent = queries.letter(session, docket.id) if published else None
    correcting = candidacy.state == CandidacyState.correcting
    return {
        "call": docket.call,
        "candidacy": candidacy,
        "published": published,
        "face": shown(candidacy.state, published=published),
        "sentence": SENTENCES.get(candidacy.state),
        "letter": sent,
        "said": letter_words(sent.content, docket.call.minimum_total) if sent else None,
        "award": queries.award_of(session, docket.id) if published else None,
        "award_faces": AWARD_FACES,
        "corrections": validation.corrections(session, candidacy),
        "correcting": correcting,
    }
