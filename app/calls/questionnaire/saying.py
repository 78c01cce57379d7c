"""A question in one line, as amendments and the preview say it."""

from collections.abc import Mapping, Sequence

from app.calls.questionnaire.questions import MEGABYTES, ColumnKind, Condition, Question, QuestionKind
from app.calls.questionnaire.reaching import FACTS, LINE, STATE
from app.core.format import both_text
from app.core.i18n import LazyText, _, lazy
from app.core.territory import state_name
from app.people.words import KINDS as ORGANISATIONS

KINDS: dict[QuestionKind, LazyText] = {
    QuestionKind.short: lazy("Short text"),
    QuestionKind.long: lazy("Long text"),
    QuestionKind.number: lazy("Number"),
    QuestionKind.money: lazy("Money"),
    QuestionKind.date: lazy("Date"),
    QuestionKind.choice: lazy("One of several choices"),
    QuestionKind.several: lazy("Several choices"),
    QuestionKind.yes_no: lazy("Yes or no"),
    QuestionKind.table: lazy("Table"),
    QuestionKind.file: lazy("File"),
    QuestionKind.statement: lazy("Text to read, without an answer"),
}
COLUMN_KINDS: dict[ColumnKind, LazyText] = {
    ColumnKind.text: lazy("text"),
    ColumnKind.number: lazy("number"),
    ColumnKind.money: lazy("money"),
    ColumnKind.date: lazy("date"),
}


def question_said(question: Question, among: Sequence[Question], lines: Mapping[str, str] | None = None) -> str:
    """Its words, its kind and all that rules its answer. `lines`: the names of the lines by code."""
    said = [both_text(question.label), str(KINDS[question.kind])]
    if question.kind != QuestionKind.statement:
        said.append(_("required") if question.required else _("optional"))
    if question.words:
        said.append(_("at most %(n)s words", n=question.words))
    if question.kind == QuestionKind.file:
        said.append(files_said(question))
    said += [both_text(each.label) for each in question.options if not each.gone]
    said += [f"{both_text(each.label)} ({COLUMN_KINDS[each.kind]})" for each in question.columns if not each.gone]
    if question.when:
        said.append(condition_said(question.when, among, lines))
    return "; ".join(said)


def files_said(question: Question) -> str:
    """Which files a question takes, and how heavy each may be."""
    kinds = ", ".join(kind.upper() for kind in question.types)
    return _("%(kinds)s, up to %(size)s MB each", kinds=kinds, size=question.megabytes or MEGABYTES)


def fact_said(when: Condition, lines: Mapping[str, str]) -> str:
    """A condition on who applies, or for what. `lines`: the names of the lines by code, where they are at hand."""
    if when.question == LINE:
        return _("Only for the line “%(name)s”", name=lines.get(when.value, when.value))
    if when.question == STATE:
        return _("Only for organisations of %(state)s", state=state_name(when.value))
    kinds = {kind.value: str(name) for kind, name in ORGANISATIONS.items()}
    return _("Only for this kind of organisation: %(kind)s", kind=kinds.get(when.value, when.value))


def condition_said(when: Condition, among: Sequence[Question], lines: Mapping[str, str] | None = None) -> str:
    """When a question or a section is asked, in words. `among`: the questions of the whole form, where it looks beyond."""
    if when.question in FACTS:
        return fact_said(when, lines or {})
    other = next((each for each in among if each.id == when.question), None)
    if other is None:
        return ""
    return _(
        "Only if “%(question)s” is “%(value)s”", question=both_text(other.label), value=value_said(other, when.value)
    )


def value_said(question: Question, value: str) -> str:
    """An answer of a choice in words."""
    if question.kind == QuestionKind.yes_no:
        return {"yes": _("Yes"), "no": _("No")}.get(value, value)
    return next((both_text(each.label) for each in question.options if each.id == value), value)
