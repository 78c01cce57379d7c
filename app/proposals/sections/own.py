"""A section that the call wrote itself: its form is made from its questions, answers are kept under their identifiers."""

import json
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, create_model

from app.calls.questionnaire.asked import Asked, restored, stored
from app.calls.questionnaire.questions import ColumnKind, Question, QuestionKind, asked_now
from app.calls.questionnaire.reaching import applies, relevant
from app.core.fields import Day, Line, Number, Paragraphs, Pesos, wrong
from app.core.forms import Form
from app.core.i18n import _, lazy
from app.proposals.sections.base import OwnTitle, Problem, Section
from app.proposals.sections.files import GivenFile, asked_files, misfit
from app.proposals.sections.frame import Frame
from app.proposals.sections.words import at_most

PLAIN: dict[QuestionKind, Any] = {
    QuestionKind.short: Line,
    QuestionKind.long: Paragraphs,
    QuestionKind.number: Number,
    QuestionKind.money: Pesos,
    QuestionKind.date: Day,
}
CELLS: dict[ColumnKind, Any] = {
    ColumnKind.text: Paragraphs,
    ColumnKind.number: Number,
    ColumnKind.money: Pesos,
    ColumnKind.date: Day,
}


def own_section(asked: Asked) -> Section:
    """The section as the other code knows sections. Made once for each wording."""
    return _made(json.dumps(stored([asked])[0], sort_keys=True))


@lru_cache(maxsize=256)
def _made(text: str) -> Section:
    asked = restored([json.loads(text)])[0]
    questions = asked_now(asked.questions)
    tables = tuple(each.id for each in questions if each.kind == QuestionKind.table)
    return Section(
        asked.key,
        OwnTitle(asked.title),
        lazy("Questions of this call."),
        _form(questions),
        _checker(questions),
        tables,
        files=asked_files(questions),
        required=asked.required,
        help=asked.help,
        questions=asked.questions,
        relevant=lambda data: relevant(questions, data),
    )


def _form(questions: Sequence[Question]) -> type[Form]:
    fields: dict[str, Any] = {}
    for each in questions:
        if each.kind == QuestionKind.table:
            fields[each.id] = (_rows(each), [])
        elif each.kind == QuestionKind.several:
            fields[each.id] = (Annotated[list[str], AfterValidator(_all_offered(each))], [])
        elif each.kind == QuestionKind.file:
            fields[each.id] = (list[GivenFile], [])
        elif each.kind != QuestionKind.statement:
            kind = _kind(each)
            fields[each.id] = (kind, ...) if each.required and not each.when else (kind | None, None)
    return create_model("OwnForm", __base__=Form, **fields)


def _kind(question: Question) -> Any:  # noqa: ANN401 -- an annotated type
    if question.kind in PLAIN:
        kind = PLAIN[question.kind]
        limited = question.kind == QuestionKind.long and question.words
        return Annotated[kind, AfterValidator(at_most(question.words or 0))] if limited else kind
    return Annotated[str, BeforeValidator(_offered(question))]


def _offered(question: Question) -> Callable[[object], str]:
    values = {value for value, _label in question.values()}

    def check(value: object) -> str:
        text = str(value or "")
        if not text:
            raise wrong(_("Choose one of the options."))
        if text not in values:
            raise wrong(_("This choice is no longer offered. Choose another one."))
        return text

    return check


def _all_offered(question: Question) -> Callable[[list[str]], list[str]]:
    values = {value for value, _label in question.values()}

    def check(chosen: list[str]) -> list[str]:
        if not values.issuperset(chosen):
            raise wrong(_("This choice is no longer offered. Choose another one."))
        return chosen

    return check


def _rows(question: Question) -> Any:  # noqa: ANN401 -- a list of a class made here
    """A row with an identifier of its own; a cell may stay blank, a row that says nothing is dropped."""
    columns = [each for each in question.columns if not each.gone]
    cells: dict[str, Any] = {each.id: (CELLS[each.kind] | None, None) for each in columns}
    row: Any = create_model("OwnRow", __base__=Form, id=(str, ""), **cells)
    return list[row]


def _checker(questions: Sequence[Question]) -> Callable[[Any, Frame], list[Problem]]:
    def check(form: Form, _frame: Frame) -> list[Problem]:
        data = form.model_dump(mode="json")
        blank = [each for each in questions if each.required and applies(each, data) and not data.get(each.id)]
        missing = [
            Problem(each.id, _missing(each), missing=True) for each in blank if each.kind != QuestionKind.statement
        ]
        return missing + [problem for each in questions if applies(each, data) for problem in _misfits(each, form)]

    return check


def _misfits(question: Question, form: Form) -> list[Problem]:
    """Files that were given before the question took others: they stay until somebody puts another in their place."""
    given: list[GivenFile] = getattr(form, question.id) if question.kind == QuestionKind.file else []
    return [Problem(question.id, words) for file in given if (words := misfit(question, file))]


def _missing(question: Question) -> str:
    if question.kind == QuestionKind.table:
        return _("Fill in at least one row.")
    if question.kind == QuestionKind.several:
        return _("Choose at least one.")
    if question.kind == QuestionKind.file:
        return _("Add a file.")
    return _("Fill in this field.")
