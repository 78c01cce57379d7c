"""The verbs of comments among co-authors: write, answer, resolve, reopen, delete; telling the others by mail."""

from datetime import timedelta

from sqlmodel import Session

from app.core import audit, clock
from app.core.columns import new_id
from app.core.errors import Refused
from app.core.i18n import _
from app.core.jobs import every
from app.people import queries as people
from app.people.access import Actor
from app.proposals import queries as proposals
from app.proposals.coauthors import mails, queries
from app.proposals.coauthors.models import Note, NoteReader
from app.proposals.coauthors.queries import NoteCase
from app.proposals.models import Proposal
from app.proposals.queries import Dossier
from app.proposals.service.writing import may_change

MOST = 4000
QUIET = timedelta(minutes=30)
"""How long comments are gathered before the others are told, in one mail."""
PAUSE = 300.0


def write(session: Session, dossier: Dossier, section: str, text: str, *, actor: Actor) -> Note:
    """Begin a thread on a section, or on the whole."""
    may_change(dossier)
    if section and section not in dossier.once_asked:
        raise Refused(_("This proposal has no such section."))
    return _said(session, dossier, section, _words(text, "new-note"), thread=None, actor=actor)


def answer(session: Session, dossier: Dossier, thread_id: str, text: str, *, actor: Actor) -> Note:
    """Answer in a thread; a resolved one is open again."""
    may_change(dossier)
    found = queries.note_case(session, thread_id)
    if found is None or found.dossier.id != dossier.id or found.first.id != thread_id:
        raise Refused(_("This comment was deleted meanwhile."))
    first, said = found.first, _words(text, f"answer-{thread_id}")
    first.resolved_at = first.resolved_by = None
    session.add(first)
    return _said(session, dossier, first.section, said, thread=first.id, actor=actor)


def _words(text: str, field: str) -> str:
    said = text.strip().replace("\r\n", "\n")
    if not said:
        raise Refused(_("Write the comment."), field)
    if len(said) > MOST:
        raise Refused(_("Write at most %(max)s characters; there are %(n)s.", max=MOST, n=len(said)), field)
    return said


def _said(session: Session, dossier: Dossier, section: str, text: str, *, thread: str | None, actor: Actor) -> Note:
    key = new_id()
    note = Note(id=key, proposal_id=dossier.id, section=section, thread_id=thread or key, text=text, author_id=actor.id)
    session.add(note)
    session.flush()
    _record(session, "proposal.note_written", dossier, note, actor)
    return note


def resolve(session: Session, case: NoteCase, *, actor: Actor) -> None:
    """It is settled: no longer counted, still there to read."""
    if case.first.resolved_at is None:
        case.first.resolved_at, case.first.resolved_by = clock.now(), actor.id
        session.add(case.first)
        _record(session, "proposal.note_resolved", case.dossier, case.first, actor)


def reopen(session: Session, case: NoteCase, *, actor: Actor) -> None:
    """It is not settled after all."""
    if case.first.resolved_at is not None:
        case.first.resolved_at = case.first.resolved_by = None
        session.add(case.first)
        _record(session, "proposal.note_reopened", case.dossier, case.first, actor)


def remove(session: Session, case: NoteCase, *, actor: Actor) -> None:
    """Delete one's own words. What others answered stays, under a sentence in their place."""
    others = [each for each in queries.thread(session, case.first.id) if each.id != case.id]
    if case.id == case.first.id and others:
        case.note.text = ""
        session.add(case.note)
    else:
        session.delete(case.note)
        if others == [case.first] and not case.first.text:
            session.delete(case.first)
    _record(session, "proposal.note_deleted", case.dossier, case.note, actor)


def want_mails(session: Session, user_id: str, organisation_id: str, *, wanted: bool) -> None:
    """Begin or stop the mails about comments for one member."""
    row = queries.reader(session, user_id, organisation_id)
    row = row or NoteReader(user_id=user_id, organisation_id=organisation_id)
    row.stopped_at = None if wanted else row.stopped_at or clock.now()
    session.add(row)


def tell(session: Session) -> None:
    """Mail what was said since the last mail, once it has waited for a while. A tick."""
    for proposal, notes in queries.waiting(session, clock.now() - QUIET):
        _tell(session, proposal, [note for note in notes if note.text])
        for note in notes:
            note.mailed_at = clock.now()
            session.add(note)


def _tell(session: Session, proposal: Proposal, notes: list[Note]) -> None:
    dossier = proposals.dossier(session, proposal.id)
    if dossier is None:
        return
    known = queries.readers(session, dossier.organisation.id)
    names = queries.names(session, {note.author_id for note in notes})
    for _membership, user in people.members(session, dossier.organisation.id):
        theirs = [note for note in notes if note.author_id != user.id]
        row = known.get(user.id) or NoteReader(user_id=user.id, organisation_id=dossier.organisation.id)
        if theirs and user.active and row.stopped_at is None:
            session.add(row)
            mails.said(session, dossier, theirs, user, row, names)


def _record(session: Session, act: str, dossier: Dossier, note: Note, actor: Actor) -> None:
    audit.record(session, act, dossier.proposal, actor=actor, detail={"section": note.section})


every("comments among co-authors", PAUSE, tell)
