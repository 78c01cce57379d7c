"""A section of the call's own: its answers in words, and what its page needs."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.calls.questionnaire.questions import ColumnKind, Question, QuestionKind
from app.calls.questionnaire.reaching import reaches
from app.calls.questionnaire.saying import condition_said, files_said, value_said
from app.core.format import both_text, number
from app.core.i18n import _
from app.proposals.routes.accepting import accept
from app.proposals.routes.said import Answers, Table
from app.proposals.routes.shapes import Field
from app.proposals.routes.words import figure
from app.proposals.sections.base import OwnTitle, Section
from app.proposals.sections.frame import Frame

COLUMN_CONTROLS = {
    ColumnKind.text: "text",
    ColumnKind.number: "number",
    ColumnKind.money: "money",
    ColumnKind.date: "date",
}


def own_answers(section: Section, data: Mapping[str, Any], frame: Frame) -> Answers:
    """Every question that is asked with its answer; then what was answered and is asked no more."""
    asked = section.relevant(dict(data))
    facts: list[tuple[str, str]] = []
    tables: list[Table] = []
    files: dict[int, list[tuple[str, str]]] = {}
    for each in section.questions:
        if each.kind == QuestionKind.statement or (each.id not in asked and not _left(each, data)):
            continue
        label = both_text(each.label)
        label = label if each.id in asked else _("%(question)s (no longer asked)", question=label)
        if each.kind == QuestionKind.table:
            tables.append(_table(each, label, data.get(each.id) or [], frame))
        else:
            if each.kind == QuestionKind.file:
                files[len(facts)] = [(_named(file), file["id"]) for file in data.get(each.id) or []]
            facts.append((label, _said(each, data.get(each.id), frame)))
    return Answers(facts, tables, files)


def _left(question: Question, data: Mapping[str, Any]) -> bool:
    return question.gone and bool(data.get(question.id))


def columns_of(question: Question, rows: Sequence[Mapping[str, Any]] = ()) -> dict[str, Field]:
    """The columns that are asked now, and those asked no more in which something was written."""
    return {
        each.id: Field(OwnTitle(each.label), COLUMN_CONTROLS[each.kind], optional=True)
        for each in question.columns
        if not each.gone or any(row.get(each.id) for row in rows)
    }


def _table(question: Question, label: str, rows: list[Mapping[str, Any]], frame: Frame) -> Table:
    columns = columns_of(question, rows)
    said = [{name: field.said(row.get(name), frame.currency) for name, field in columns.items()} for row in rows]
    return Table(label, [(name, str(field.label)) for name, field in columns.items()], said)


def _said(question: Question, value: Any, frame: Frame) -> str:  # noqa: ANN401 -- a saved leaf
    if question.kind == QuestionKind.several:
        return ", ".join(value_said(question, each) for each in value or [])
    if question.kind == QuestionKind.file:
        return ", ".join(_named(each) for each in value or [])
    if question.kind in {QuestionKind.choice, QuestionKind.yes_no}:
        return value_said(question, str(value or ""))
    return figure(question.kind, value, frame.currency)


def _named(file: Mapping[str, Any]) -> str:
    """A file, its size and the beginning of its digest; the receipt prints all of it."""
    return f"{file['filename']} ({number(-(-file['size'] // 1024))} kB, SHA-256 {file['sha256'][:12]}…)"


def own_words(
    section: Section,
    data: Mapping[str, Any] | None = None,
    proposal_id: str = "",
    conditions: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """The controls of the section's page; a preview has no proposal to send files to.

    `conditions`: the words of those that look beyond their section. Of a proposal, the server has decided them.
    """
    return {
        "controls": [
            _control(each, section, conditions or {})
            | (_files(each, data or {}, proposal_id) if each.id in section.files else {})
            for each in section.questions
            if not each.gone
        ]
    }


def _files(each: Question, data: Mapping[str, Any], proposal_id: str) -> dict[str, Any]:
    home = f"/proposals/{proposal_id}"
    return {
        "takes": files_said(each),
        "accept": accept(each.types),
        "uploads": f"{home}/documents/{each.id}/uploads" if proposal_id else "",
        "files": [
            {
                "name": file["filename"],
                "href": f"{home}/files/{file['id']}",
                "size": file["size"],
                "scan": file["scan"],
                "drop": ("drop", f"{each.id}/{file['id']}"),
            }
            for file in data.get(each.id) or []
        ],
    }


def _control(each: Question, section: Section, conditions: Mapping[str, str]) -> dict[str, Any]:
    here = each.when if each.when and not reaches(each.when) else None
    return {
        "id": each.id,
        "kind": each.kind.value,
        "label": both_text(each.label),
        "help": both_text(each.help) or None,
        "optional": not each.required,
        "words": each.words,
        "options": [(value, value_said(each, value)) for value, _label in each.values()],
        "columns": [field.column(name) for name, field in columns_of(each).items()],
        "when": here,
        "condition": condition_said(here, section.questions) if here else conditions.get(each.id, ""),
    }
