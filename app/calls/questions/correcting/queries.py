"""Named reads of corrections."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from app.calls.models import CallAmendment
from app.calls.questions.correcting.models import AnswerCorrection
from app.calls.questions.models import CallQuestion
from app.calls.questions.queries import amendments_after


def of_question(session: Session, question_id: str) -> Sequence[AnswerCorrection]:
    """All of one answer, the first first."""
    wanted = select(AnswerCorrection).where(AnswerCorrection.question_id == question_id)
    return session.exec(wanted.order_by(col(AnswerCorrection.number))).all()


def waiting(session: Session, question_id: str) -> AnswerCorrection | None:
    """The one that waits for a second person."""
    return next((each for each in of_question(session, question_id) if each.published_at is None), None)


def published(session: Session, call_id: str) -> Mapping[str, Sequence[AnswerCorrection]]:
    """Question -> what everybody reads of its corrections, the newest first."""
    found: dict[str, list[AnswerCorrection]] = defaultdict(list)
    wanted = (
        select(AnswerCorrection)
        .join(CallQuestion, col(CallQuestion.id) == AnswerCorrection.question_id)
        .where(CallQuestion.call_id == call_id, col(AnswerCorrection.published_at).is_not(None))
    )
    for row in session.exec(wanted.order_by(col(AnswerCorrection.number).desc())):
        found[row.question_id].append(row)
    return found


def last_said(session: Session, question: CallQuestion) -> datetime | None:
    """Since when the answer says what it says."""
    said = [each.published_at for each in of_question(session, question.id) if each.published_at]
    return said[-1] if said else question.published_at


def amendments_since(session: Session, question: CallQuestion) -> list[CallAmendment]:
    """The amendments published after the answer: only these can make a correction that changes the rules true."""
    since = last_said(session, question)
    return [each for each in amendments_after(session, question) if since and each.published_at >= since]
