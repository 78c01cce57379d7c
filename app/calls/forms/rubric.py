"""The form of the rubric."""

from itertools import zip_longest
from typing import Any

from pydantic import Field

from app.calls.forms.base import PartForm, Row, texts
from app.calls.models import Call
from app.calls.parts.rubric import CriterionLine, Rubric
from app.calls.words import both, lines
from app.core.fields import Line, Number, Paragraphs, Whole


class CriterionRow(Row):
    """One criterion; an anchor is a line of the text area, from level 0 up."""

    section_es: Line | None = None
    section_en: Line | None = None
    name_es: Line
    name_en: Line | None = None
    scale_max: Whole
    weight: Number
    minimum: Number | None = None
    anchors_es: Paragraphs | None = None
    anchors_en: Paragraphs | None = None


class RubricForm(PartForm):
    """The totals, and the criteria in order."""

    printed_maximum: Number | None = None
    minimum_total: Number | None = None
    spread_limit: Number | None = None
    min_sheets: Whole
    min_sheets_recused: Whole
    rows: list[CriterionRow] = Field(default_factory=list)

    @classmethod
    def initial(cls, part: Rubric) -> dict[str, Any]:
        return {
            "printed_maximum": part.printed_maximum,
            "minimum_total": part.minimum_total,
            "spread_limit": part.spread_limit,
            "min_sheets": part.min_sheets,
            "min_sheets_recused": part.min_sheets_recused,
            "rows": [_row(line) for line in part.criteria],
        }

    def part(self, _call: Call) -> Rubric:
        return Rubric(
            printed_maximum=self.printed_maximum,
            minimum_total=self.minimum_total,
            spread_limit=self.spread_limit,
            min_sheets=self.min_sheets,
            min_sheets_recused=self.min_sheets_recused,
            criteria=tuple(_line(row) for row in self.rows),
        )


def _row(line: CriterionLine) -> dict[str, Any]:
    anchors = {language: [anchor.get(language, "") for anchor in line.anchors] for language in ("es", "en")}
    return {
        "id": line.id,
        **texts("section", line.section),
        **texts("name", line.name),
        "scale_max": line.scale_max,
        "weight": line.weight,
        "minimum": line.minimum,
        **texts("anchors", anchors),
    }


def _line(row: CriterionRow) -> CriterionLine:
    said = lines(row.anchors_es, row.anchors_en)
    return CriterionLine(
        id=row.id,
        section=both(row.section_es, row.section_en),
        name=both(row.name_es, row.name_en),
        scale_max=row.scale_max,
        weight=row.weight,
        minimum=row.minimum,
        anchors=tuple(both(es, en) for es, en in zip_longest(said["es"], said["en"])),
        place=row.place,
    )
