"""The documents of a proposal: given, taken away, never erased while a sealed version may name them."""

from datetime import date

from sqlmodel import Session

from app.core import clock
from app.core.errors import Refused
from app.core.files import store
from app.core.i18n import _
from app.people.access import Actor
from app.proposals import queries
from app.proposals.models import ProposalFile
from app.proposals.queries import Dossier
from app.proposals.sections import DOCUMENTS
from app.proposals.sections.base import examine
from app.proposals.sections.frame import Frame, Need
from app.proposals.service.writing import mark, may_change

LIMIT = 25 * 1024 * 1024


def add_file(
    session: Session,
    dossier: Dossier,
    code: str,
    data: bytes,
    filename: str,
    *,
    actor: Actor,
    issued_on: date | None = None,
) -> ProposalFile:
    """Give a file for the requirement of that code; refused with the reason when it is not what it says."""
    may_change(dossier)
    need = _need(session, dossier, code)
    stored = store(session, data, filename, kinds=need.kinds, limit=LIMIT)
    given = ProposalFile(
        proposal_id=dossier.id, requirement_id=need.id, file_id=stored.id, issued_on=issued_on, added_by=actor.id
    )
    session.add(given)
    session.flush()
    mark_documents(session, dossier)
    return given


def date_files(session: Session, dossier: Dossier, code: str, issued_on: date) -> None:
    """Say when the papers of a requirement were issued: the rule on documents counts their age from it."""
    may_change(dossier)
    need = _need(session, dossier, code)
    if issued_on > clock.today(dossier.call.timezone):
        raise Refused(_("This day is still to come: write the day that the document bears."), f"issued-{code}")
    given = queries.standing_files(session, dossier.id, need.id)
    if not given:
        raise Refused(_("Choose a file first."), code)
    for each in given:
        each.issued_on = issued_on
    dossier.proposal.revision += 1


def _need(session: Session, dossier: Dossier, code: str) -> Need:
    need = next((need for need in _frame(session, dossier).needs if need.code == code), None)
    if need is None:
        raise Refused(_("This call no longer asks for that document."))
    return need


def remove_file(session: Session, dossier: Dossier, given: ProposalFile) -> None:
    """Take a file away from the draft. What was sealed with it keeps it."""
    may_change(dossier)
    if given.removed_at is None:
        given.removed_at = clock.now()
        session.add(given)
        session.flush()
        mark_documents(session, dossier)


def _frame(session: Session, dossier: Dossier) -> Frame:
    given = {line.requirement_id for line in queries.files(session, dossier.id)}
    return queries.frame(session, dossier, {}, given)


def mark_documents(session: Session, dossier: Dossier) -> None:
    """How the documents stand after one was given or taken away."""
    frame = _frame(session, dossier)
    mark(
        session,
        dossier,
        DOCUMENTS.key,
        examine(dossier.sections.get(DOCUMENTS.key, DOCUMENTS), {}, frame),
        begun=bool(frame.given),
    )
