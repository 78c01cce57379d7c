"""The organisation puts a paper right, once, by the date of its letter."""

from sqlmodel import Session

from app.core import audit, clock
from app.core.errors import Refused
from app.core.files import store
from app.core.forms import Upload
from app.core.i18n import _
from app.people.access import Actor
from app.review.models import Candidacy, CandidacyState, Correction
from app.review.queries import validation as queries

KINDS = ("pdf", "jpg", "png")


def answer(
    session: Session, correction: Correction, candidacy: Candidacy, text: str, upload: Upload | None, *, actor: Actor
) -> None:
    """Keep what the organisation sent; with the last answer the validation goes on."""
    if candidacy.state != CandidacyState.correcting or correction.until <= clock.now():
        raise Refused(_("The time to correct is over."))
    if correction.answered_at is not None:
        raise Refused(_("This was answered already."))
    if upload is None:
        raise Refused(_("Choose the corrected document."), "file")
    stored = store(session, upload.data, upload.filename, kinds=KINDS)
    correction.file_id, correction.answer = stored.id, text
    correction.answered_by, correction.answered_at = actor.id, clock.now()
    session.flush()
    if all(each.answered_at for each in queries.corrections(session, candidacy)):
        candidacy.correct_until = clock.now()
    detail = {"file": stored.filename, "sha256": stored.sha256}
    audit.record(session, "correction.answered", candidacy, actor=actor, detail=detail)
