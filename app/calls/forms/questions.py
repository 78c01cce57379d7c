"""The form of a section of the call's own: a row for each question."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal

from pydantic import Field

from app.calls.forms.base import PartForm, Raw, Row, texts
from app.calls.forms.conditions import condition, written
from app.calls.forms.moving import PRESSED, arranged, compact
from app.calls.forms.papers import KINDS
from app.calls.questionnaire.asked import Asked
from app.calls.questionnaire.changing import Questions, question_id
from app.calls.questionnaire.questions import Column, ColumnKind, Option, Question, QuestionKind
from app.calls.words import Both, both
from app.core.columns import new_id
from app.core.errors import Refused
from app.core.fields import Line, Paragraphs, Tick, Whole
from app.core.i18n import _
from app.core.text import folded

COLUMN_WORDS = {
    "texto": ColumnKind.text,
    "text": ColumnKind.text,
    "numero": ColumnKind.number,
    "number": ColumnKind.number,
    "dinero": ColumnKind.money,
    "money": ColumnKind.money,
    "fecha": ColumnKind.date,
    "date": ColumnKind.date,
}
COLUMN_NAMES = {
    ColumnKind.text: "texto",
    ColumnKind.number: "número",
    ColumnKind.money: "dinero",
    ColumnKind.date: "fecha",
}


class QuestionRow(Row):
    """One question. Choices and columns are lines; `when` is "question=value", see `conditions`."""

    key: str
    kind: QuestionKind
    label_es: Paragraphs
    label_en: Paragraphs | None = None
    help_es: Paragraphs | None = None
    help_en: Paragraphs | None = None
    required: Tick = False
    words: Whole | None = None
    options_es: Paragraphs | None = None
    options_en: Paragraphs | None = None
    columns_es: Paragraphs | None = None
    columns_en: Paragraphs | None = None
    types: Literal["pdf", "scan", "text", "sheet"] = "scan"
    megabytes: Whole | None = None
    when: Line | None = None


class QuestionsForm(PartForm):
    """All questions of one section."""

    first = "kind"
    rows: list[QuestionRow] = Field(default_factory=list)

    @classmethod
    def initial(cls, part: Asked) -> dict[str, Any]:
        return {"rows": [_row(each) for each in part.questions if not each.gone]}

    @classmethod
    def arranged(cls, raw: Raw) -> tuple[Raw, bool]:
        again = any(button in raw for button in PRESSED)
        return arranged(raw, "rows", new_row, _copy) if again else compact(raw, "rows"), again

    def questions(self, section: Asked) -> Questions:
        """What was written; options and columns keep their identifiers while their words, or their places, stay."""
        known = {each.id: each for each in section.questions}
        keys = [row.key for row in self.rows]
        if len(set(keys)) < len(keys):
            raise Refused(_("The questions on this page are not those of the section. Load the page again."))
        return Questions(section.key, tuple(_question(n, row, known.get(row.key)) for n, row in enumerate(self.rows)))


def new_row() -> dict[str, str]:
    """What an added question opens with."""
    return {"key": question_id(), "kind": QuestionKind.short.value, "required": "on"}


def _copy(_key: str) -> dict[str, str]:
    return {"key": question_id()}


def _row(each: Question) -> dict[str, Any]:
    options = [option for option in each.options if not option.gone]
    columns = [column for column in each.columns if not column.gone]
    return {
        "key": each.id,
        "kind": each.kind.value,
        **texts("label", each.label),
        **texts("help", each.help),
        "required": each.required,
        "words": each.words,
        **texts("options", {lang: [option.label.get(lang, "") for option in options] for lang in ("es", "en")}),
        "columns_es": "\n".join(f"{column.label.get('es', '')} | {COLUMN_NAMES[column.kind]}" for column in columns),
        "columns_en": "\n".join(column.label.get("en", "") for column in columns).strip(),
        "types": next((key for key, kinds in KINDS.items() if set(kinds) == set(each.types)), "scan"),
        "megabytes": each.megabytes,
        "when": written(each.when),
    }


def _question(place: int, row: QuestionRow, before: Question | None) -> Question:
    return Question(
        id=row.key,
        kind=row.kind,
        label=both(row.label_es, row.label_en),
        help=both(row.help_es, row.help_en),
        required=row.required and row.kind != QuestionKind.statement,
        words=row.words if row.kind == QuestionKind.long else None,
        options=_options(row, before) if row.kind in {QuestionKind.choice, QuestionKind.several} else (),
        columns=_columns(place, row, before) if row.kind == QuestionKind.table else (),
        types=KINDS[row.types] if row.kind == QuestionKind.file else (),
        megabytes=row.megabytes if row.kind == QuestionKind.file else None,
        when=condition(row.when),
    )


def _options(row: QuestionRow, before: Question | None) -> tuple[Option, ...]:
    labels = _labels(_lines(row.options_es), _lines(row.options_en))
    old = before.options if before else ()
    made = tuple(Option(key, label) for key, label in zip(_keys(labels, old), labels, strict=True))
    kept = {each.id for each in made}
    return made + tuple(replace(each, gone=True) for each in old if each.id not in kept)


def _columns(place: int, row: QuestionRow, before: Question | None) -> tuple[Column, ...]:
    pairs = [line.rpartition("|") if "|" in line else (line, "|", "texto") for line in _lines(row.columns_es)]
    kinds = [COLUMN_WORDS.get(folded(kind.strip())) for _name, _bar, kind in pairs]
    if None in kinds:
        words = _("After the bar goes what the column holds: texto, número, dinero or fecha.")
        raise Refused(words, f"rows-{place}-columns_es")
    labels = _labels([name.strip() for name, _bar, _kind in pairs], _lines(row.columns_en))
    old = before.columns if before else ()
    keys = _keys(labels, old)
    made = tuple(Column(key, kind, label) for key, kind, label in zip(keys, kinds, labels, strict=True) if kind)
    kept = {each.id for each in made}
    return made + tuple(replace(each, gone=True) for each in old if each.id not in kept)


def _keys(labels: Sequence[Both], old: Sequence[Option | Column]) -> list[str]:
    """The same words keep their identifier; a single changed line among as many lines is a new wording of the old one."""
    by_words = {each.label.get("es", ""): each.id for each in old}
    keys = [by_words.get(label["es"], "") for label in labels]
    left = [each.id for each in old if not each.gone and each.id not in keys]
    if left and len(left) == keys.count(""):
        spare = iter(left)
        return [key or next(spare) for key in keys]
    return [key or f"c_{new_id()}" for key in keys]


def _labels(es: Sequence[str], en: Sequence[str]) -> list[Both]:
    return [both(text, en[place] if place < len(en) else None) for place, text in enumerate(es)]


def _lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]
