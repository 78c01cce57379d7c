"""The form of the eligibility rules: the catalogue with a tick each, questions for a person, declarations to accept."""

from typing import Any, Literal

from pydantic import Field

from app.calls.categories import Category
from app.calls.forms.base import PartForm, Row, shown_amount, texts
from app.calls.models import Call, RuleKind
from app.calls.parts.rule_params import Cap, Own
from app.calls.parts.rules import CATALOGUE, Question, Rules
from app.calls.words import both
from app.core.fields import Number, Paragraphs, Pesos, Tick, Whole
from app.people.models import LegalForm


class RuleRow(Row):
    """A rule of the catalogue; its words, where the usual ones do not fit."""

    kind: RuleKind
    applies: Tick = False
    words_es: Paragraphs | None = None
    words_en: Paragraphs | None = None


class CapRow(Row):
    """A category and the most of the grant that it may take."""

    category: Category
    percent: Number


class QuestionRow(Row):
    """A rule in free words, or a declaration."""

    words_es: Paragraphs
    words_en: Paragraphs | None = None


class RulesForm(PartForm):
    """Every rule of the catalogue is a row, in the catalogue's order; what is typed beside it has its own fields."""

    forms: list[LegalForm] = Field(default_factory=list)
    home: Tick = False
    months: Whole | None = None
    keys: list[Literal["rfc", "cluni"]] = Field(default_factory=list)
    caps: list[CapRow] = Field(default_factory=list)
    per_grant: Pesos | None = None
    cumulative: Pesos | None = None
    agreements: Tick = False
    rows: list[RuleRow] = Field(default_factory=list)
    questions: list[QuestionRow] = Field(default_factory=list)
    declarations: list[QuestionRow] = Field(default_factory=list)

    @classmethod
    def initial(cls, part: Rules) -> dict[str, Any]:
        rows = [
            {"kind": kind.value, "applies": kind in part.chosen, **texts("words", part.chosen.get(kind, {}))}
            for kind in CATALOGUE
        ]
        return {
            **_typed(part.own),
            "rows": rows,
            "questions": [_row(each) for each in part.questions],
            "declarations": [_row(each) for each in part.declarations],
        }

    def part(self, _call: Call) -> Rules:
        return Rules(
            chosen={row.kind: both(row.words_es, row.words_en) for row in self.rows if row.applies},
            own=self._own(),
            questions=tuple(_question(row) for row in self.questions),
            declarations=tuple(_question(row) for row in self.declarations),
        )

    def _own(self) -> Own:
        return Own(
            forms=tuple(form.value for form in self.forms),
            home=self.home,
            months=self.months,
            keys=tuple(self.keys),
            caps=tuple(Cap(row.category.value, row.percent, row.place) for row in self.caps),
            per_grant=self.per_grant,
            cumulative=self.cumulative,
            agreements=self.agreements,
        )


def _typed(own: Own) -> dict[str, Any]:
    return {
        "forms": list(own.forms),
        "home": own.home,
        "months": own.months,
        "keys": list(own.keys),
        "caps": [{"category": cap.category, "percent": cap.percent} for cap in own.caps],
        "per_grant": shown_amount(own.per_grant),
        "cumulative": shown_amount(own.cumulative),
        "agreements": own.agreements,
    }


def _row(question: Question) -> dict[str, Any]:
    return {"id": question.id, **texts("words", question.words)}


def _question(row: QuestionRow) -> Question:
    return Question(row.id, both(row.words_es, row.words_en))
