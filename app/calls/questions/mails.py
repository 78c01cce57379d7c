"""The mails of the questions: received, and answered once for all."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlmodel import Session

from app.calls.audience.following import everyone
from app.calls.models import Call
from app.calls.questions.models import CallQuestion
from app.calls.questions.queries import Asker, Entry
from app.core.i18n import LazyText, lazy
from app.core.mail import Recipient, queue
from app.core.web import absolute

ASKER = lazy("You receive this because a question about this call was asked with your address.")


def received(session: Session, call: Call, question: CallQuestion, promised: datetime | None) -> None:
    """To whoever asked: it is here, since this instant. The question is not repeated: the address may be another's."""
    queue(
        session,
        to=Recipient(question.asker_email, question.asker, question.language),
        mail="calls/question_received",
        because=ASKER,
        call=call,
        question=question,
        promised=promised,
        address=absolute(f"/calls/{call.slug}/questions"),
    )


def answered(session: Session, call: Call, entries: Sequence[Entry], askers: Iterable[Asker]) -> None:
    """One mail for all that was published at once, to each who follows the call and to each who asked."""
    told = set()
    for listener in everyone(session, call):
        told.add(listener.to.email)
        _answered(session, call, entries, listener.to, listener.because)
    tell_askers(session, call, entries, [asker for asker in askers if asker.email not in told])


def tell_askers(session: Session, call: Call, entries: Sequence[Entry], askers: Iterable[Asker]) -> None:
    """To those who asked and do not follow the call: each address once."""
    for asker in {asker.email: asker for asker in askers}.values():
        _answered(session, call, entries, Recipient(asker.email, "", asker.language), ASKER)


def _answered(session: Session, call: Call, entries: Sequence[Entry], to: Recipient, because: LazyText) -> None:
    queue(
        session,
        to=to,
        mail="calls/answers_published",
        because=because,
        call=call,
        entries=entries,
        address=absolute(f"/calls/{call.slug}/questions"),
    )
