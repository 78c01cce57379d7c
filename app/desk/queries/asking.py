"""What waits because somebody asked: questions without an answer, and answers that a second person publishes."""

from collections.abc import Iterator
from typing import Any

from sqlmodel import Session, col, func, select

from app.calls.models import Call, CallState, Milestone, MilestoneKind
from app.calls.questions.correcting.models import AnswerCorrection
from app.calls.questions.models import CallQuestion, QuestionState
from app.core.format import both_text
from app.core.i18n import lazy
from app.desk.queries import reach
from app.desk.queries.columns import columns
from app.desk.queries.preparing import LEADERS
from app.desk.waiting import Waiting
from app.people.access import Actor


def unanswered(session: Session, actor: Actor) -> Iterator[Waiting]:
    """Questions that nobody has answered, until the day on which answers were promised."""
    for key, title, since, count, due in session.exec(_open(actor, QuestionState.waiting)):
        what = lazy("Answer the questions received")
        yield Waiting(what, both_text(title), f"/manage/calls/{key}/questions", since, count, due)


def unpublished(session: Session, actor: Actor) -> Iterator[Waiting]:
    """Answers that somebody else wrote."""
    query = _open(actor, QuestionState.answered).where(CallQuestion.answered_by != actor.id)
    for key, title, since, count, due in session.exec(query):
        what = lazy("Publish, as the second person, the answers to questions")
        yield Waiting(what, both_text(title), f"/manage/calls/{key}/questions/publish", since, count, due)


def uncorrected(session: Session, actor: Actor) -> Iterator[Waiting]:
    """Corrections of published answers that somebody else wrote."""
    query = (
        columns(Call.id, Call.title, CallQuestion.id, AnswerCorrection.written_at)
        .join(CallQuestion, col(CallQuestion.call_id) == Call.id)
        .join(AnswerCorrection, col(AnswerCorrection.question_id) == CallQuestion.id)
        .where(
            col(AnswerCorrection.published_at).is_(None),
            AnswerCorrection.written_by != actor.id,
            reach.calls(actor, *LEADERS),
        )
    )
    for key, title, question_id, since in session.exec(query):
        what = lazy("Publish, as the second person, the correction of an answer")
        yield Waiting(what, both_text(title), f"/manage/calls/{key}/questions/{question_id}", since)


def _open(actor: Actor, state: QuestionState) -> Any:  # noqa: ANN401 -- a select of five columns
    due = select(Milestone.call_id, Milestone.at).where(Milestone.kind == MilestoneKind.answers).subquery()
    return (
        columns(Call.id, Call.title, func.min(CallQuestion.asked_at), func.count(), func.max(due.c.at))
        .join(CallQuestion, col(CallQuestion.call_id) == Call.id)
        .outerjoin(due, due.c.call_id == Call.id)
        .where(CallQuestion.state == state, Call.state == CallState.published, reach.calls(actor, *LEADERS))
        .group_by(Call.id)
    )
