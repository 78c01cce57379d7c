"""Named selects of the questions of a call; lists select columns."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from app.calls.models import Call, CallAmendment, MilestoneKind
from app.calls.queries import timetable
from app.calls.questions.models import CallQuestion, Channel, QuestionState, Topic
from app.core.text import folded
from app.people.models import Membership, Organisation

OPEN = (QuestionState.waiting, QuestionState.answered)


@dataclass(frozen=True)
class Entry:
    """A question with its answer as everybody reads it."""

    id: str
    topic: Topic
    words: dict[str, str]
    answer: dict[str, str]
    published_at: datetime
    amendment: int | None


@dataclass(frozen=True)
class Line:
    """One row of the staff's list."""

    id: str
    state: QuestionState
    original: str
    words: dict[str, str]
    answer: dict[str, str]
    topic: Topic | None
    channel: Channel
    asked_at: datetime
    asker: str
    asker_email: str
    answered_by: str | None
    published_at: datetime | None
    merged_into_id: str | None
    amendment: int | None


@dataclass(frozen=True)
class Asker:
    """Whom an answer is owed to."""

    email: str
    language: str


def question(session: Session, key: str, *, lock: bool = False) -> CallQuestion | None:
    """A question by its identifier."""
    return session.get(CallQuestion, key, with_for_update=lock or None)


def closes(session: Session, call: Call) -> tuple[datetime, str] | None:
    """(instant, zone) until which questions are taken: their own close, else the last deadline of the call."""
    table = timetable(session, call)
    found = table.dates.get(MilestoneKind.questions_close) or table.latest()
    return (found.at, found.zone) if found else None


def promised(session: Session, call: Call) -> datetime | None:
    """Until when answers were promised, if a date was printed."""
    return timetable(session, call).at(MilestoneKind.answers)


def counts(session: Session, call_id: str) -> Mapping[QuestionState, int]:
    """How many questions of a call stand where; a state without any is 0."""
    state = col(CallQuestion.state)
    rows = session.execute(select(state, func.count()).where(col(CallQuestion.call_id) == call_id).group_by(state))
    return defaultdict(int, {row[0]: row[1] for row in rows})


def published(session: Session, call_id: str, *, search: str = "", topic: Topic | None = None) -> list[Entry]:
    """What everybody reads, by topic and then by date."""
    wanted = _ENTRIES.where(col(CallQuestion.call_id) == call_id, col(CallQuestion.state) == QuestionState.published)
    if search.strip():
        wanted = wanted.where(col(CallQuestion.search_key).contains(folded(search), autoescape=True))
    if topic:
        wanted = wanted.where(col(CallQuestion.topic) == topic)
    rows = session.execute(wanted.order_by(col(CallQuestion.published_at), col(CallQuestion.asked_at)))
    order = list(Topic)
    return sorted((Entry(*row) for row in rows), key=lambda entry: order.index(entry.topic))


def entries(session: Session, ids: Sequence[str]) -> list[Entry]:
    """Some published questions, as everybody reads them, by date."""
    rows = session.execute(_ENTRIES.where(col(CallQuestion.id).in_(ids)).order_by(col(CallQuestion.asked_at)))
    return [Entry(*row) for row in rows]


def listing(session: Session, call_id: str, states: Sequence[QuestionState]) -> list[Line]:
    """The staff's list, what came first first."""
    wanted = _LINES.where(col(CallQuestion.call_id) == call_id, col(CallQuestion.state).in_(states))
    rows = session.execute(wanted.order_by(col(CallQuestion.asked_at), col(CallQuestion.id)))
    return [Line(*row) for row in rows]


def merged_into(session: Session, question_id: str) -> Sequence[CallQuestion]:
    """The questions that were joined to this one."""
    wanted = select(CallQuestion).where(col(CallQuestion.merged_into_id) == question_id)
    return session.execute(wanted.order_by(col(CallQuestion.asked_at))).scalars().all()


def askers(session: Session, ids: Sequence[str]) -> list[Asker]:
    """Whoever asked one of these questions, or one joined to them, and left an address."""
    chosen = col(CallQuestion.id).in_(ids) | col(CallQuestion.merged_into_id).in_(ids)
    wanted = select(col(CallQuestion.asker_email), col(CallQuestion.language)).where(
        chosen, col(CallQuestion.asker_email) != ""
    )
    return [Asker(*row) for row in session.execute(wanted.order_by(col(CallQuestion.asked_at)))]


def asked_since(session: Session, since: datetime, **by: Any) -> int:  # noqa: ANN401 -- columns with the value they must have
    """How many questions came since an instant: `asked_since(session, t, asker_email="…")`."""
    wanted = select(func.count()).select_from(CallQuestion).where(col(CallQuestion.created_at) > since)
    for name, value in by.items():
        wanted = wanted.where(getattr(CallQuestion, name) == value)
    return int(session.execute(wanted).scalar_one())


def same(session: Session, call_id: str, email: str, text: str) -> CallQuestion | None:
    """The very same question of the same person: a second click finds it."""
    wanted = select(CallQuestion).where(
        col(CallQuestion.call_id) == call_id,
        col(CallQuestion.asker_email) == email,
        col(CallQuestion.original) == text,
    )
    return session.execute(wanted.limit(1)).scalars().first()


def amendments_after(session: Session, question: CallQuestion) -> Sequence[CallAmendment]:
    """The amendments of its call that came after it was asked: only these can be its consequence."""
    wanted = select(CallAmendment).where(
        col(CallAmendment.call_id) == question.call_id, col(CallAmendment.published_at) > question.asked_at
    )
    return session.execute(wanted.order_by(col(CallAmendment.number))).scalars().all()


def organisations_of(session: Session, user_id: str) -> list[str]:
    """The names and acronyms of the organisations of a person: what an answer must not tell."""
    wanted = (
        select(col(Organisation.legal_name), col(Organisation.acronym))
        .join(Membership, col(Membership.organisation_id) == Organisation.id)
        .where(col(Membership.user_id) == user_id)
    )
    return [name for row in session.execute(wanted) for name in row if name]


_AMENDMENT = col(CallAmendment.id) == col(CallQuestion.amendment_id)
_ENTRIES = select(
    col(CallQuestion.id),
    col(CallQuestion.topic),
    col(CallQuestion.words),
    col(CallQuestion.answer),
    col(CallQuestion.published_at),
    col(CallAmendment.number),
).join(CallAmendment, _AMENDMENT, isouter=True)
_LINES = select(
    col(CallQuestion.id),
    col(CallQuestion.state),
    col(CallQuestion.original),
    col(CallQuestion.words),
    col(CallQuestion.answer),
    col(CallQuestion.topic),
    col(CallQuestion.channel),
    col(CallQuestion.asked_at),
    col(CallQuestion.asker),
    col(CallQuestion.asker_email),
    col(CallQuestion.answered_by),
    col(CallQuestion.published_at),
    col(CallQuestion.merged_into_id),
    col(CallAmendment.number),
).join(CallAmendment, _AMENDMENT, isouter=True)
