"""Named selects of the comments among co-authors, and of who writes at this moment."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Boolean, and_, bindparam, case, or_
from sqlalchemy import select as pick
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from app.core import clock
from app.people.models import Organisation, User
from app.proposals import queries as proposals
from app.proposals.coauthors.models import Note, NoteReader
from app.proposals.models import Proposal, ProposalSection
from app.proposals.queries import Dossier

STILL = timedelta(minutes=5)
"""For how long after a save somebody is said to be writing."""


@dataclass(frozen=True)
class NoteCase:
    """A comment with the proposal that it is about, and who began its thread."""

    note: Note
    first: Note
    dossier: Dossier

    @property
    def id(self) -> str:
        return self.note.id


@dataclass(frozen=True)
class NoteLine:
    """A comment as it is shown; the text is empty where its author took it back."""

    id: str
    thread_id: str
    section: str
    text: str
    author_id: str
    author: str
    created_at: datetime
    resolved_at: datetime | None
    resolver: str | None


@dataclass(frozen=True)
class Thread:
    """What began it, and the answers in their order."""

    first: NoteLine
    answers: list[NoteLine] = field(default_factory=list)

    @property
    def open(self) -> bool:
        return self.first.resolved_at is None


@dataclass(frozen=True)
class Talk:
    """How many threads are open, by section; and the threads of the sections whose text was asked for."""

    open: Mapping[str, int]
    threads: Mapping[str, list[Thread]]

    @property
    def number(self) -> int:
        return sum(self.open.values())


@dataclass(frozen=True)
class Writer:
    """Who saved a section last, and when."""

    section: str
    id: str
    name: str
    at: datetime


@dataclass(frozen=True)
class Writing:
    """Who writes in a proposal at this moment."""

    id: str
    organisation_id: str
    writers: list[Writer]


def note_case(session: Session, key: str, *, lock: bool = False) -> NoteCase | None:
    """A comment by its identifier; its proposal is locked for a writer."""
    note = session.get(Note, key)
    dossier = proposals.dossier(session, note.proposal_id, lock=lock) if note else None
    if note is None or dossier is None:
        return None
    return NoteCase(note, session.get(Note, note.thread_id) or note, dossier)


def open_notes(session: Session, proposal_id: str) -> dict[str, int]:
    """How many threads are open, by section."""
    rows = session.exec(
        select(Note.section, func.count())
        .where(Note.proposal_id == proposal_id, Note.thread_id == Note.id, col(Note.resolved_at).is_(None))
        .group_by(Note.section)
    )
    return dict(rows.all())


_RESOLVER = aliased(User)
# Built once, as the statements of every page are: building it costs more than running it.
_TALK = (
    pick(
        col(Note.id),
        col(Note.thread_id),
        col(Note.section),
        case(
            (or_(bindparam("all", type_=Boolean), col(Note.section) == bindparam("section")), col(Note.text)), else_=""
        ),
        col(Note.author_id),
        col(User.name),
        col(Note.created_at),
        col(Note.resolved_at),
        col(_RESOLVER.name),
    )
    .join(User, col(User.id) == col(Note.author_id))
    .outerjoin(_RESOLVER, col(_RESOLVER.id) == col(Note.resolved_by))
    .where(col(Note.proposal_id) == bindparam("proposal"))
    .order_by(col(Note.created_at), col(Note.id))
)


def talk(session: Session, proposal_id: str, section: str | None = None) -> Talk:
    """All that was said about a proposal, or how much of it and the words about one section. One statement."""
    asked = {"proposal": proposal_id, "section": section or "", "all": section is None}
    return _gathered([NoteLine(*row) for row in session.execute(_TALK, asked)], section)


def _gathered(lines: list[NoteLine], section: str | None) -> Talk:
    threads = {line.id: Thread(line) for line in lines if line.id == line.thread_id}
    for line in lines:
        if line.id != line.thread_id and line.thread_id in threads:
            threads[line.thread_id].answers.append(line)
    number: dict[str, int] = defaultdict(int)
    said: dict[str, list[Thread]] = defaultdict(list)
    for thread in threads.values():
        number[thread.first.section] += thread.open
        if section is None or thread.first.section == section:
            said[thread.first.section].append(thread)
    return Talk({key: n for key, n in number.items() if n}, said)


def thread(session: Session, thread_id: str) -> Sequence[Note]:
    """A comment and its answers, the first one first."""
    wanted = select(Note).where(Note.thread_id == thread_id)
    return session.exec(wanted.order_by(col(Note.created_at), col(Note.id))).all()


def waiting(session: Session, before: datetime) -> list[tuple[Proposal, list[Note]]]:
    """The comments that nobody was mailed, of each proposal where the oldest is from before then."""
    unmailed = col(Note.mailed_at).is_(None)
    due = select(Note.proposal_id).where(unmailed).group_by(Note.proposal_id)
    rows = session.exec(
        select(Note, Proposal)
        .join(Proposal, col(Proposal.id) == Note.proposal_id)
        .where(unmailed, col(Note.proposal_id).in_(due.having(func.min(Note.created_at) <= before)))
        .order_by(col(Note.created_at), col(Note.id))
    )
    found: dict[str, tuple[Proposal, list[Note]]] = {}
    for note, proposal in rows:
        found.setdefault(proposal.id, (proposal, []))[1].append(note)
    return list(found.values())


def writing(session: Session, proposal_id: str, *, lock: bool = False) -> Writing | None:
    """Who saved something in a proposal within the last minutes. One statement, and it never locks."""
    del lock
    recent = and_(
        col(ProposalSection.proposal_id) == col(Proposal.id),
        col(ProposalSection.saved_at) > clock.now() - STILL,
        col(ProposalSection.carried_from).is_(None),
    )
    rows = session.execute(
        pick(
            col(Proposal.organisation_id),
            col(ProposalSection.key),
            col(ProposalSection.saved_by),
            col(User.name),
            col(ProposalSection.saved_at),
        )
        .outerjoin(ProposalSection, recent)
        .outerjoin(User, col(User.id) == col(ProposalSection.saved_by))
        .where(col(Proposal.id) == proposal_id)
    ).all()
    if not rows:
        return None
    return Writing(proposal_id, rows[0][0], [Writer(*row[1:]) for row in rows if row[3]])


def names(session: Session, keys: Collection[str]) -> dict[str, str]:
    """How these people are called."""
    return dict(session.exec(select(User.id, User.name).where(col(User.id).in_(keys))).all())


def readers(session: Session, organisation_id: str) -> dict[str, NoteReader]:
    """The members who were ever told by mail, or said that they want none, by person."""
    rows = session.exec(select(NoteReader).where(NoteReader.organisation_id == organisation_id))
    return {row.user_id: row for row in rows}


def reader(session: Session, user_id: str, organisation_id: str) -> NoteReader | None:
    """One member as a reader of these mails."""
    return session.exec(
        select(NoteReader).where(NoteReader.user_id == user_id, NoteReader.organisation_id == organisation_id)
    ).first()


def reader_of(session: Session, key: str) -> tuple[NoteReader, Organisation] | None:
    """The reader whom a link to stop names, and the organisation."""
    return session.exec(
        select(NoteReader, Organisation)
        .join(Organisation, col(Organisation.id) == NoteReader.organisation_id)
        .where(NoteReader.id == key)
    ).first()
