"""Conditions between sections only look back, at something that is asked; in a circle nobody would be asked."""

from collections.abc import Collection, Iterator, Sequence

from app.calls.questionnaire.asked import Asked
from app.calls.questionnaire.checking import DECIDING
from app.calls.questionnaire.questions import Condition, Question, asked_now
from app.calls.questionnaire.reaching import FACTS, LINE, reaches
from app.core.errors import Refused
from app.core.format import both_text
from app.core.i18n import _

Waiting = tuple[int, str, str, Condition]
"""Place of the section, identifier and name of what waits, and for what."""


def check_order(sections: Sequence[Asked], editing: str = "") -> None:
    """Refuse the first condition that cannot be met, beside its field. `editing`: the section whose questions are written."""
    for waiting in _all(sections):
        words = _circle(sections, waiting) or _wrong(sections, waiting)
        if words:
            raise Refused(words, _field(sections, waiting, editing))


def lines_gone(sections: Sequence[Asked], codes: Collection[str]) -> list[str]:
    """What waits for a line of the call that is no longer one of these."""
    return [name for _n, _key, name, when in _all(sections) if when.question == LINE and when.value not in codes]


def _all(sections: Sequence[Asked]) -> Iterator[Waiting]:
    for place, section in enumerate(sections):
        if not (section.own and section.on):
            continue
        if section.when:
            yield place, section.key, section.name, section.when
        for each in asked_now(section.questions):
            if each.when and reaches(each.when):
                yield place, each.id, both_text(each.label), each.when


def _wrong(sections: Sequence[Asked], waiting: Waiting) -> str:
    place, _key, name, when = waiting
    if when.question in FACTS:
        return _late(sections, place, name, "summary") if when.question == LINE else ""
    section = next((each for each in sections if each.key == when.section and each.on), None)
    question = _question(section, when.question) if section else None
    if question is None or question.kind not in DECIDING or when.value not in dict(question.values()):
        return _("The answer that “%(name)s” waits for is no longer asked. Choose another one, or none.", name=name)
    return _late(sections, place, name, when.section)


def _late(sections: Sequence[Asked], place: int, name: str, key: str) -> str:
    """A sentence when the section that decides does not come before the one that waits."""
    there = next((n for n, each in enumerate(sections) if each.key == key and each.on), None)
    if there is None or there < place:
        return ""
    words = {"name": name, "section": sections[there].name}
    return _("“%(name)s” waits for an answer that comes later: move it below the section “%(section)s”.", **words)


def _circle(sections: Sequence[Asked], waiting: Waiting) -> str:
    """Follow what decides, through questions and the sections that hold them, back to where it began."""
    ahead, seen = {waiting[1]}, set()
    while ahead:
        here = ahead.pop()
        seen.add(here)
        after = _decides(sections, here)
        if waiting[1] in after:
            return _("These wait for one another in a circle, so that nobody would be asked.")
        ahead |= after - seen
    return ""


def _decides(sections: Sequence[Asked], key: str) -> set[str]:
    """What has to be answered, or asked, before this is."""
    for section in sections:
        if section.key == key:
            return {section.when.question} - FACTS if section.when else set()
        question = _question(section, key)
        if question is not None:
            return {section.key} | ({question.when.question} - FACTS if question.when else set())
    return set()


def _question(section: Asked, key: str) -> Question | None:
    return next((each for each in asked_now(section.questions) if each.id == key), None)


def _field(sections: Sequence[Asked], waiting: Waiting, editing: str) -> str | None:
    place, key, _name, _when = waiting
    if not editing:
        return f"rows-{place}-when"
    if sections[place].key != editing or key == editing:
        return None
    row = [each.id for each in asked_now(sections[place].questions)].index(key)
    return f"rows-{row}-when"
