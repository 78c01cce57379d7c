"""Staff answer once for all: words without names, both languages, a second person publishes, everybody is told."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from app.calls.models import Call
from app.calls.questions import mails, permissions, queries
from app.calls.questions.models import CallQuestion, QuestionState, Topic
from app.calls.questions.states import QUESTION
from app.calls.words import Both, empty, gaps
from app.core import audit, clock
from app.core.errors import Refused
from app.core.i18n import _
from app.core.states import allows, apply
from app.core.text import folded
from app.people.access import Actor

LEAST = 3  # letters of an acronym that is looked for: shorter ones stand in many words


@dataclass(frozen=True)
class Answer:
    """What is to be published: its topic, the question without names, the answer, and what it does to the rules."""

    topic: Topic | None
    words: Both
    answer: Both
    changes_rules: bool = False
    amendment_id: str | None = None


def write(session: Session, question: CallQuestion, said: Answer, *, revision: int, actor: Actor) -> None:
    """Keep a draft of the answer; the question as it was asked stays beside it."""
    if question.state != QuestionState.waiting:
        raise Refused(_("This question is answered already: send the answer back before you change it."))
    if revision != question.revision:
        raise Refused(
            _("Somebody else saved this answer meanwhile. Open it in another window, and put the two together.")
        )
    changes = _changes(question, said)
    question.topic, question.words, question.answer = said.topic, said.words, said.answer
    question.changes_rules = said.changes_rules
    question.amendment_id = said.amendment_id if said.changes_rules else None
    question.search_key = folded(" ".join([*said.words.values(), *said.answer.values()]))
    question.revision += 1
    session.add(question)
    session.flush()
    if changes:
        audit.record(session, "callquestion.written", question, actor=actor, detail=changes)


def _changes(question: CallQuestion, said: Answer) -> dict[str, list[str]]:
    """What the history tells: field -> [before, after]."""
    pairs = [
        (_("Question, in Spanish"), question.words.get("es", ""), said.words["es"]),
        (_("Question, in English"), question.words.get("en", ""), said.words["en"]),
        (_("Answer, in Spanish"), question.answer.get("es", ""), said.answer["es"]),
        (_("Answer, in English"), question.answer.get("en", ""), said.answer["en"]),
    ]
    return {label: [before, after] for label, before, after in pairs if before != after}


def send(session: Session, call: Call, question: CallQuestion, said: Answer, *, revision: int, actor: Actor) -> None:
    """Keep it and hand it to a second person."""
    write(session, question, said, revision=revision, actor=actor)
    check_ready(session, call, question)
    apply(session, question, QUESTION, "answer", actor=actor)
    question.answered_by, question.answered_at = actor.id, clock.now()
    session.add(question)
    session.flush()


def check_ready(session: Session, call: Call, question: CallQuestion) -> None:
    """What an answer needs before everybody reads it."""
    if question.topic is None:
        raise Refused(_("Choose what the question is about."), "topic")
    for name, text in (("words", question.words), ("answer", question.answer)):
        if empty(text):
            raise Refused(_("Fill in this field."), f"{name}_es")
        if gaps(text) and not call.translation_gap_accepted:
            missing = "en" if not text.get("en") else "es"
            raise Refused(_("Write it in the other language too: this call is published in both."), f"{name}_{missing}")
    _check_amendment(session, question)
    check_nobody_is_named(session, question, words=question.words, answer=question.answer)


def _check_amendment(session: Session, question: CallQuestion) -> None:
    if not question.changes_rules:
        return
    known = {amendment.id for amendment in queries.amendments_after(session, question)}
    if question.amendment_id not in known:
        raise Refused(
            _("An answer that changes the rules names the amendment that does so, published after the question."),
            "amendment",
        )


def check_nobody_is_named(session: Session, question: CallQuestion, **texts: Both) -> None:
    """Who asked stays out of what is published [B20]."""
    names = [question.asker, question.asker_email]
    if question.asker_id:
        names += queries.organisations_of(session, question.asker_id)
    for field, text in texts.items():
        for language, said in text.items():
            if found := next((name for name in names if _stands_in(name, said)), None):
                raise Refused(_("“%(name)s” tells who asked. Take it out.", name=found), f"{field}_{language}")


def _stands_in(name: str, text: str) -> bool:
    wanted, said = folded(name), folded(text)
    if len(wanted) < LEAST:
        return False
    at = said.find(wanted)
    while at >= 0:
        around = said[at - 1 : at] + said[at + len(wanted) : at + len(wanted) + 1]
        if not any(letter.isalnum() for letter in around):
            return True
        at = said.find(wanted, at + 1)
    return False


def send_back(session: Session, question: CallQuestion, *, comment: str, actor: Actor) -> None:
    """The second person asks for another answer."""
    apply(session, question, QUESTION, "send_back", actor=actor, reason=comment)
    question.answered_by = question.answered_at = None
    session.add(question)
    session.flush()


def publish(session: Session, call: Call, questions: Sequence[CallQuestion], *, actor: Actor) -> None:
    """Everybody reads these answers from now on, and is told with one mail."""
    if not questions:
        raise Refused(_("Tick the answers to publish."))
    for question in questions:
        verdict = permissions.publish(actor, question)
        if not verdict:
            raise Refused(verdict.reason)
        if allows(question, QUESTION, "publish"):
            check_ready(session, call, question)
        apply(session, question, QUESTION, "publish", actor=actor)
        question.published_by, question.published_at = actor.id, clock.now()
        session.add(question)
    session.flush()
    ids = [question.id for question in questions]
    mails.answered(session, call, queries.entries(session, ids), queries.askers(session, ids))


def merge(session: Session, call: Call, question: CallQuestion, into: CallQuestion | None, *, actor: Actor) -> None:
    """The same was asked before: whoever asked this one is told with the other, or at once if that is published."""
    if into is None or into.call_id != call.id or into.id == question.id:
        raise Refused(_("Choose another question of this call."), "into")
    if into.state in {QuestionState.merged, QuestionState.set_aside}:
        raise Refused(_("Choose a question that is answered or waits for its answer."), "into")
    followers = [question, *queries.merged_into(session, question.id)]
    apply(session, question, QUESTION, "merge", actor=actor, detail={_("Into"): into.words.get("es") or into.original})
    for each in followers:
        each.merged_into_id = into.id
        session.add(each)
    session.flush()
    if into.state == QuestionState.published:
        owed = [queries.Asker(each.asker_email, each.language) for each in followers if each.asker_email]
        mails.tell_askers(session, call, queries.entries(session, [into.id]), owed)


def set_aside(session: Session, question: CallQuestion, *, reason: str, actor: Actor) -> None:
    """Not a question about the call: it stays here with the reason and is not answered."""
    apply(session, question, QUESTION, "set_aside", actor=actor, reason=reason)
    session.add(question)


def take_up(session: Session, question: CallQuestion, *, actor: Actor) -> None:
    """It was one after all."""
    apply(session, question, QUESTION, "take_up", actor=actor)
    session.add(question)
