"""Correcting a published answer: both versions stay, everybody who was told the first is told the second."""

from dataclasses import dataclass

from sqlmodel import Session

from app.calls.models import Call
from app.calls.questions import queries as questions
from app.calls.questions.correcting import mails, queries
from app.calls.questions.correcting.models import AnswerCorrection
from app.calls.questions.models import CallQuestion, QuestionState
from app.calls.questions.service.answering import check_nobody_is_named
from app.calls.words import Both, empty, gaps
from app.core import audit, clock
from app.core.acts import name_acts
from app.core.errors import Refused
from app.core.i18n import _, lazy
from app.core.text import folded
from app.people.access import Actor

name_acts(
    {
        "callquestion.correction_written": lazy("Correction of an answer sent to a second person"),
        "callquestion.correction_dropped": lazy("Correction of an answer dropped"),
        "callquestion.corrected": lazy("Published answer corrected"),
    }
)


@dataclass(frozen=True)
class Corrected:
    """What the answer will say, why, and the amendment if the rules change with it."""

    answer: Both
    reason: Both
    changes_rules: bool = False
    amendment_id: str | None = None


def write(session: Session, call: Call, question: CallQuestion, said: Corrected, *, actor: Actor) -> AnswerCorrection:
    """Hand a correction to a second person; the public reads the old answer until then."""
    if question.state != QuestionState.published:
        raise Refused(_("Only an answer that is published is corrected; before that it is rewritten."))
    earlier = queries.of_question(session, question.id)
    if any(each.published_at is None for each in earlier):
        raise Refused(_("A correction of this answer waits already for a second person."))
    _check(session, call, question, said)
    made = AnswerCorrection(
        question_id=question.id,
        number=len(earlier) + 1,
        before=dict(question.answer),
        after=said.answer,
        reason=said.reason,
        amendment_id=said.amendment_id if said.changes_rules else None,
        written_by=actor.id,
        written_at=clock.now(),
    )
    session.add(made)
    session.flush()
    _record(session, "correction_written", question, made, actor)
    return made


def _check(session: Session, call: Call, question: CallQuestion, said: Corrected) -> None:
    for name, text in (("answer", said.answer), ("reason", said.reason)):
        if empty(text):
            raise Refused(_("Fill in this field."), f"{name}_es")
        if gaps(text) and not call.translation_gap_accepted:
            missing = "en" if not text.get("en") else "es"
            raise Refused(_("Write it in the other language too: this call is published in both."), f"{name}_{missing}")
    if said.answer == {"es": "", "en": ""} | question.answer:
        raise Refused(_("The answer says the same as before."), "answer_es")
    known = {each.id for each in queries.amendments_since(session, question)}
    if said.changes_rules and said.amendment_id not in known:
        raise Refused(
            _("A correction that changes the rules names the amendment that does so, published after the answer."),
            "amendment",
        )
    check_nobody_is_named(session, question, answer=said.answer, reason=said.reason)


def publish(session: Session, call: Call, question: CallQuestion, *, seen: str, actor: Actor) -> None:
    """Everybody reads the new answer from now on, with the old one beside it, and is told."""
    made = _waiting(session, question, seen)
    if made.written_by == actor.id:
        raise Refused(_("You wrote this correction, so a second person publishes it."))
    made.published_by, made.published_at = actor.id, clock.now()
    question.answer = made.after
    question.search_key = folded(" ".join([*question.words.values(), *question.answer.values()]))
    if made.amendment_id:
        question.changes_rules, question.amendment_id = True, made.amendment_id
    session.add(made)
    session.add(question)
    session.flush()
    _record(session, "corrected", question, made, actor)
    mails.corrected(session, call, question, made, questions.askers(session, [question.id]))


def drop(session: Session, question: CallQuestion, *, seen: str, actor: Actor) -> None:
    """The second person does not agree, or the writer thinks better of it: the answer stays as it is."""
    made = _waiting(session, question, seen)
    _record(session, "correction_dropped", question, made, actor)
    session.delete(made)
    session.flush()


def _waiting(session: Session, question: CallQuestion, seen: str) -> AnswerCorrection:
    made = queries.waiting(session, question.id)
    if made is None or made.id != seen:
        raise Refused(_("This correction is not the one that you were shown. Load the page again."))
    return made


def _record(session: Session, act: str, question: CallQuestion, made: AnswerCorrection, actor: Actor) -> None:
    detail = {
        _("Answer, in Spanish"): [made.before.get("es", ""), made.after.get("es", "")],
        _("Answer, in English"): [made.before.get("en", ""), made.after.get("en", "")],
    }
    reason = made.reason.get("es") or made.reason.get("en")
    audit.record(session, f"callquestion.{act}", question, actor=actor, reason=reason, detail=detail)
