"""The form of the call: which sections every proposal fills in, required or not, in which order and with which help."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlmodel import Session

from app.calls.models import Call
from app.calls.parts.base import PartKind, Said
from app.calls.queries import lots
from app.calls.questionnaire.asked import Asked, restored, stored, usual
from app.calls.questionnaire.changing import Questions, with_questions, with_sections
from app.calls.questionnaire.models import Questionnaire
from app.calls.questionnaire.network import KEY, network_rules, rules_said
from app.calls.questionnaire.queries import questionnaire_of
from app.calls.questionnaire.questions import Question, asked_now
from app.calls.questionnaire.reaching import LINE
from app.calls.questionnaire.saying import condition_said, question_said
from app.calls.words import Both
from app.core.errors import Refused
from app.core.format import both_text
from app.core.i18n import _, lazy


@dataclass(frozen=True)
class Sections:
    """Every section that is known, asked or not, in the order of the form. `copies`: a new key -> whose questions.

    `lines`: what the lines are called on which some of it waits, by code.
    """

    sections: tuple[Asked, ...]
    copies: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, Both] = field(default_factory=dict)


def read(session: Session, call: Call) -> Sections:
    """The part as it stands."""
    row = questionnaire_of(session, call.id)
    sections = restored(row.sections) if row else usual()
    waiting = [section.when for section in sections] + [each.when for one in sections for each in one.questions]
    by_line = any(when and when.question == LINE for when in waiting)
    return Sections(sections, lines={lot.code: lot.name for lot in lots(session, call)} if by_line else {})


def write(session: Session, call: Call, part: Sections | Questions) -> None:
    """Keep it; a public form that changes is a new version of it. Nobody touches it once proposals were opened."""
    if call.opened_at:
        raise Refused(_("Proposals have been opened: the form stays as it was answered."))
    row = questionnaire_of(session, call.id)
    before = restored(row.sections) if row else usual()
    public = call.published_at is not None
    if isinstance(part, Questions):
        sections = with_questions(before, part, public=public)
    else:
        sections = with_sections(before, part.sections, part.copies, public=public)
    told = stored(sections)
    if told == (row.sections if row else stored(usual())):
        return
    if row is None:
        row = Questionnaire(call_id=call.id, version=1)
    row.version += public
    row.sections = told
    session.add(row)


def facts(part: Sections) -> Said:
    """What the public reads of it."""
    number, among = 0, [each for section in part.sections for each in section.questions]
    lines = {code: both_text(name) for code, name in part.lines.items()}
    for each in part.sections:
        number += each.on
        yield each.key, each.name, _how(each, number, among, lines)
        for question in asked_now(each.questions) if each.on else []:
            label = _("%(section)s, question", section=each.name)
            yield question.id, label, question_said(question, among, lines)


def _how(each: Asked, number: int, among: Sequence[Question], lines: Mapping[str, str]) -> str:
    if not each.on:
        return _("not asked")
    said = [_("section %(n)s", n=number), _("required") if each.required else _("optional")]
    said += [condition_said(each.when, among, lines)] if each.when else []
    said += rules_said(network_rules(each.settings)) if each.key == KEY else []
    return "; ".join([*said, both_text(each.help)] if both_text(each.help) else said)


QUESTIONNAIRE = PartKind("questionnaire", lazy("Form of the proposal"), read, write, facts)
