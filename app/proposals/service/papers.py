"""The documents of a proposal: given, taken away, never erased while a sealed version may name them."""

from datetime import date
from decimal import Decimal

from sqlmodel import Session

from app.core import clock
from app.core.errors import Refused
from app.core.files import StoredFile, keep, prepare
from app.core.format import number
from app.core.i18n import _
from app.people.access import Actor
from app.proposals import queries
from app.proposals.models import ProposalFile
from app.proposals.queries import Dossier
from app.proposals.sections import DOCUMENTS
from app.proposals.sections.base import examine
from app.proposals.sections.frame import Frame, Need
from app.proposals.service.writing import mark, may_change

MEGABYTE = 1024 * 1024
LIMIT = 25 * MEGABYTE
"""What the files of one requirement may weigh together."""


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
    need = requirement(session, dossier, code)
    stored = prepare(data, filename, kinds=need.kinds, limit=LIMIT)
    return give(session, dossier, need, keep(session, stored), actor=actor, issued_on=issued_on)


def give(
    session: Session, dossier: Dossier, need: Need, stored: StoredFile, *, actor: Actor, issued_on: date | None = None
) -> ProposalFile:
    """Let a file that is kept stand for a requirement. One file may stand for several, each with a row of its own."""
    may_change(dossier)
    must_fit(session, dossier, need, stored.size, stored.filename)
    given = ProposalFile(
        proposal_id=dossier.id, requirement_id=need.id, file_id=stored.id, issued_on=issued_on, added_by=actor.id
    )
    session.add(given)
    session.flush()
    mark_documents(session, dossier)
    return given


def use_again(session: Session, dossier: Dossier, code: str, file_id: str, *, actor: Actor) -> ProposalFile:
    """Give a file that this organisation sent before, for whatever it was: nobody sends the same paper twice."""
    need = requirement(session, dossier, code)
    known = next((each for each in queries.known_papers(session, dossier) if each.file_id == file_id), None)
    if known is None or known.kind not in need.kinds:
        raise Refused(_("Choose a document from the list."), f"known-{code}")
    if known.sha256 in {line.sha256 for line in queries.files(session, dossier.id) if line.requirement_id == need.id}:
        raise Refused(_("“%(name)s” is here already.", name=known.filename), f"known-{code}")
    stored = queries.stored_file(session, known.file_id)
    issued_on = known.issued_on if need.months_valid else None
    try:
        return give(session, dossier, need, stored, actor=actor, issued_on=issued_on)
    except Refused as refusal:
        raise Refused(refusal.reason, f"known-{code}") from refusal


def must_fit(session: Session, dossier: Dossier, need: Need, size: int, filename: str) -> None:
    """Refuse a file that finds no room beside the others of its requirement."""
    there = sum(line.size for line in queries.files(session, dossier.id) if line.requirement_id == need.id)
    if there + size > LIMIT:
        limit = number(Decimal(LIMIT) / MEGABYTE, 0)
        words = _(
            "With “%(name)s” the files of this requirement weigh more than %(limit)s MB. Remove one, or send a smaller copy.",
            name=filename,
            limit=limit,
        )
        raise Refused(words, need.code)


def date_files(session: Session, dossier: Dossier, code: str, issued_on: date) -> None:
    """Say when the papers of a requirement were issued: the rule on documents counts their age from it."""
    may_change(dossier)
    need = requirement(session, dossier, code)
    if issued_on > clock.today(dossier.call.timezone):
        raise Refused(_("This day is still to come: write the day that the document bears."), f"issued-{code}")
    given = queries.standing_files(session, dossier.id, need.id)
    if not given:
        raise Refused(_("Choose a file first."), code)
    for each in given:
        each.issued_on = issued_on
    dossier.proposal.revision += 1


def requirement(session: Session, dossier: Dossier, code: str) -> Need:
    """What the call asks under that code today."""
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
