"""Named reads of a call's form."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from app.calls.models import CallAmendment
from app.calls.questionnaire.models import Questionnaire


def questionnaire_of(session: Session, call_id: str) -> Questionnaire | None:
    """The form that this call wrote; None where it asks what every call asks."""
    return session.exec(select(Questionnaire).where(Questionnaire.call_id == call_id)).first()


def changes_since(session: Session, call_id: str, since: datetime) -> Sequence[CallAmendment]:
    """The amendments of the form after an instant, the oldest first."""
    return session.exec(
        select(CallAmendment)
        .where(
            CallAmendment.call_id == call_id, CallAmendment.part == "questionnaire", CallAmendment.published_at > since
        )
        .order_by(col(CallAmendment.number))
    ).all()
