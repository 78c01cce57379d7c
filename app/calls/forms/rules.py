"""The form of the eligibility rules: the catalogue with a tick each, and questions for a person."""

from typing import Any

from pydantic import Field

from app.calls.forms.base import PartForm, Row, texts
from app.calls.models import Call, RuleKind
from app.calls.parts.rules import CATALOGUE, Question, Rules
from app.calls.words import both
from app.core.fields import Paragraphs, Tick
from app.people.models import LegalForm


class RuleRow(Row):
    """A rule of the catalogue; its words, where the usual ones do not fit."""

    kind: RuleKind
    applies: Tick = False
    words_es: Paragraphs | None = None
    words_en: Paragraphs | None = None


class QuestionRow(Row):
    """A rule in free words."""

    words_es: Paragraphs
    words_en: Paragraphs | None = None


class RulesForm(PartForm):
    """Every rule of the catalogue is a row, in the catalogue's order."""

    forms: list[LegalForm] = Field(default_factory=list)
    rows: list[RuleRow] = Field(default_factory=list)
    questions: list[QuestionRow] = Field(default_factory=list)

    @classmethod
    def initial(cls, part: Rules) -> dict[str, Any]:
        rows = [
            {"kind": kind.value, "applies": kind in part.chosen, **texts("words", part.chosen.get(kind, {}))}
            for kind in CATALOGUE
        ]
        questions = [{"id": question.id, **texts("words", question.words)} for question in part.questions]
        return {"forms": [str(form) for form in part.forms], "rows": rows, "questions": questions}

    def part(self, _call: Call) -> Rules:
        return Rules(
            chosen={row.kind: both(row.words_es, row.words_en) for row in self.rows if row.applies},
            forms=tuple(form.value for form in self.forms),
            questions=tuple(Question(row.id, both(row.words_es, row.words_en)) for row in self.questions),
        )
