"""The mail of a corrected answer: to each who follows the call and to each who asked."""

from collections.abc import Sequence

from sqlmodel import Session

from app.calls.audience.following import everyone
from app.calls.models import Call
from app.calls.questions.correcting.models import AnswerCorrection
from app.calls.questions.mails import ASKER
from app.calls.questions.models import CallQuestion
from app.calls.questions.queries import Asker
from app.core.addresses import absolute
from app.core.i18n import LazyText
from app.core.mail import Recipient, queue


def corrected(
    session: Session, call: Call, question: CallQuestion, made: AnswerCorrection, askers: Sequence[Asker]
) -> None:
    """What it said, what it says, and why; each address once."""
    told: dict[str, tuple[Recipient, LazyText]] = {}
    for listener in everyone(session, call):
        told.setdefault(listener.to.email, (listener.to, listener.because))
    for asker in askers:
        told.setdefault(asker.email, (Recipient(asker.email, "", asker.language), ASKER))
    for to, because in told.values():
        queue(
            session,
            to=to,
            mail="calls/answer_corrected",
            because=because,
            call=call,
            question=question,
            correction=made,
            address=absolute(f"/calls/{call.slug}/questions#{question.id}"),
        )
