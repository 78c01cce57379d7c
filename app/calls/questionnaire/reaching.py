"""Conditions that look beyond their section: at an earlier section of the call's own, or at who applies and for which line."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.calls.questionnaire.asked import Asked
from app.calls.questionnaire.questions import Condition, Question

LINE, STATE, KIND = "@line", "@state", "@kind"
FACTS = frozenset({LINE, STATE, KIND})
Told = Mapping[str, Mapping[str, Any]]
"""What was answered: by section and question; the facts stand under the empty name."""


def reaches(when: Condition | None) -> bool:
    """Whether a condition looks beyond its own section."""
    return when is not None and (bool(when.section) or when.question in FACTS)


def reaching(sections: Iterable[Asked]) -> bool:
    """Whether any question or section of a form waits for something outside its section."""
    return any(reaches(when) for section in sections for when in _conditions(section))


def deciding(sections: Iterable[Asked]) -> frozenset[str]:
    """The sections for whose answers others wait; that of the line is the summary."""
    wanted = [when for section in sections for when in _conditions(section) if when and reaches(when)]
    return frozenset("summary" if when.question == LINE else when.section for when in wanted) - {""}


def resolve(sections: Iterable[Asked], told: Told) -> tuple[Asked, ...]:
    """The sections that are asked after these answers, without the conditions that are met. A hidden answer decides nothing."""
    known: dict[str, Mapping[str, Any]] = {"": told.get("", {})}
    kept = []
    for section in sections:
        if not section.on or not met(section.when, known):
            continue
        questions = tuple(_standing(section.questions, known))
        known[section.key] = relevant(questions, told.get(section.key, {}))
        kept.append(replace(section, questions=questions, when=None))
    return tuple(kept)


def met(when: Condition | None, known: Told) -> bool:
    """Whether the answer is there for which a section, or a question, waits."""
    return when is None or known.get(when.section, {}).get(when.question) == when.value


def relevant(questions: Sequence[Question], data: Mapping[str, Any]) -> dict[str, Any]:
    """Only the answers to what is asked: a question that waits in vain, or was taken off, counts for nothing."""
    held: dict[str, Any] = {}
    for each in questions:
        if not each.gone and applies(each, held) and each.id in data:
            held[each.id] = data[each.id]
    return held


def applies(question: Question, data: Mapping[str, Any]) -> bool:
    """Whether a question is asked after these answers of its section; what lies beyond it was looked at before."""
    when = question.when
    return when is None or reaches(when) or data.get(when.question) == when.value


def _standing(questions: Sequence[Question], known: Told) -> Iterator[Question]:
    hidden: set[str] = set()
    for each in questions:
        if each.when and (each.when.question in hidden if not reaches(each.when) else not met(each.when, known)):
            hidden.add(each.id)
        else:
            yield replace(each, when=None) if reaches(each.when) else each


def _conditions(section: Asked) -> Iterator[Condition | None]:
    if section.own and section.on:
        yield section.when
        yield from (each.when for each in section.questions if not each.gone)
