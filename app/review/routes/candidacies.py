"""A sealed proposal, read-only, for whoever may read it; and its files."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from app.core.audit import note_reading
from app.core.db import Db, Session
from app.core.errors import NotFound
from app.core.files import read
from app.core.territory import state_name
from app.core.web import Router, download, later, page
from app.people.guards import SignedIn
from app.proposals.queries.nominations import said_in_line
from app.proposals.routes.answers import answers
from app.proposals.routes.consenting import consent_parts, without_contacts
from app.proposals.routes.manage import sealed_frame
from app.proposals.routes.said import Answers
from app.proposals.sections import asked_in
from app.review.models import Candidacy
from app.review.queries import validation as queries
from app.review.queries.commission import sheets_of
from app.review.queries.validation import Docket
from app.review.routes.subjects import CorrectionToRead, ProposalToRead

router = Router(prefix="/review")
_BESIDE = frozenset({"organisation", "documents"})  # shown by the page itself


@router.get("/candidacies/{candidacy_id}")
def show(request: Request, session: Db, docket: ProposalToRead, actor: SignedIn) -> Response:
    note_reading(session, actor, subject_kind="candidacy", subject_id=docket.candidacy.id, what="proposal")
    own = next((sheet for sheet in sheets_of(session, docket.id) if sheet.reviewer_id == actor.id), None)
    return page(request, "review/proposal.html", docket=docket, own=own, **content(session, docket))


@router.get("/candidacies/{candidacy_id}/files/{sha256}")
def file(session: Db, docket: ProposalToRead, sha256: str, actor: SignedIn) -> Response:
    stored = queries.sealed_file(session, docket.candidacy, sha256)
    if stored is None:
        raise NotFound
    note_reading(
        session, actor, subject_kind="candidacy", subject_id=docket.candidacy.id, what=f"file {stored.filename}"
    )
    return later(lambda: download(read(stored), stored.media_type, stored.filename, inside=True))


@router.get("/corrections/{correction_id}/file")
def correction_file(session: Db, case: CorrectionToRead) -> Response:
    stored = queries.stored_file(session, case.correction.file_id)
    if stored is None:
        raise NotFound
    return later(lambda: download(read(stored), stored.media_type, stored.filename, inside=True))


def content(session: Session, docket: Docket) -> dict[str, Any]:
    """What the pages that show a sealed proposal need."""
    said = queries.snapshot(session, docket.candidacy)
    return {
        "candidacy": docket.candidacy,
        "call": docket.call,
        "said": said,
        "parts": _parts(session, docket, said),
        "files": said.get("files", []),
        "state_name": state_name,
        "lot": lot_of(docket.candidacy, said),
        "nominations": said_in_line(session, docket.call, docket.candidacy.organisation_id),
    }


def lot_of(candidacy: Candidacy, said: dict[str, Any]) -> dict[str, Any] | None:
    """The lot as it was sealed."""
    return said.get("lot") if candidacy.lot_id else None


def _parts(session: Session, docket: Docket, said: dict[str, Any]) -> list[tuple[str, Answers]]:
    frame = sealed_frame(session, docket.call, said)
    sections = said["sections"]
    shown = [each for each in asked_in(said).values() if each.key in sections and each.key not in _BESIDE]
    told = [(str(each.title), without_contacts(each.key, answers(each, sections[each.key], frame))) for each in shown]
    return [*told, *consent_parts(said, docket.call.timezone)]
