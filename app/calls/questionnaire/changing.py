"""How a form changes without losing anything: what was published is taken off, never away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.calls.questionnaire.asked import OFFERED, Asked
from app.calls.questionnaire.checking import check
from app.calls.questionnaire.order import check_order
from app.calls.questionnaire.questions import Question
from app.core.columns import new_id
from app.core.errors import Refused
from app.core.i18n import _
from app.core.text import folded


@dataclass(frozen=True)
class Questions:
    """The questions of one section of the call's own, in their order."""

    key: str
    questions: tuple[Question, ...]


def with_questions(before: Sequence[Asked], part: Questions, *, public: bool) -> list[Asked]:
    """The form with the questions of one section written anew."""
    section = next((each for each in before if each.key == part.key and each.own), None)
    if section is None:
        raise Refused(_("This section is no longer there. Go back to the form."))
    check(part.questions)
    if public:
        _same_kinds(section.questions, part.questions)
    kept = {each.id for each in part.questions}
    gone = [replace(each, gone=True) for each in section.questions if each.gone or (public and each.id not in kept)]
    questions = (*part.questions, *(each for each in gone if each.id not in kept))
    after = [replace(each, questions=questions) if each.key == part.key else each for each in before]
    check_order(after, part.key)
    return after


def _same_kinds(before: Sequence[Question], after: Sequence[Question]) -> None:
    kinds = {each.id: each.kind for each in before}
    for place, each in enumerate(after):
        if kinds.get(each.id, each.kind) != each.kind:
            words = _("A public question keeps its kind of answer. Take it off and add another one.")
            raise Refused(words, f"rows-{place}-kind")


def with_sections(
    before: Sequence[Asked], wanted: Sequence[Asked], copies: Mapping[str, str], *, public: bool
) -> list[Asked]:
    """The form with its sections as wanted: questions stay with their section. `copies`: a new key -> whose questions."""
    known = {each.key: each for each in before}
    if public and known.keys() - {each.key for each in wanted}:
        raise Refused(_("What was published is not taken away: organisations may have written in it. Do not ask it."))
    _check_names(wanted)
    after = [replace(each, questions=_questions_of(each, known, copies)) for each in wanted]
    check_order(after)
    return after


def _questions_of(each: Asked, known: Mapping[str, Asked], copies: Mapping[str, str]) -> tuple[Question, ...]:
    """A form brought from another call has its questions with it, under the same identifiers: answers can be carried."""
    if each.key in known:
        return known[each.key].questions
    source = known.get(copies.get(each.key, ""))
    return copied(source.questions) if source else each.questions


def copied(questions: Sequence[Question]) -> tuple[Question, ...]:
    """The same questions under identifiers of their own; conditions follow their question."""
    names = {each.id: question_id() for each in questions}
    return tuple(
        replace(
            each,
            id=names[each.id],
            when=replace(each.when, question=names.get(each.when.question, each.when.question)) if each.when else None,
        )
        for each in questions
        if not each.gone
    )


def question_id() -> str:
    """Never the same twice: answers are kept under it."""
    return f"q_{new_id()}"


def _check_names(wanted: Sequence[Asked]) -> None:
    taken = {folded(str(each.title)) for each in OFFERED.values()}
    for place, each in enumerate(wanted):
        if each.own:
            name = folded(each.title.get("es") or "")
            if not name:
                raise Refused(_("Write the title of the section."), f"rows-{place}-title_es")
            if name in taken:
                words = _("There is a section of this title already. Give this one another.")
                raise Refused(words, f"rows-{place}-title_es")
            taken.add(name)
        elif OFFERED[each.key].fixed and not (each.on and each.required):
            words = _("Every call asks for this section: lists and letters take the title and the line from it.")
            raise Refused(words, f"rows-{place}-on")
