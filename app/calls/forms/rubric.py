"""The form of the rubric."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from pydantic import Field

from app.calls.forms.base import PartForm, Raw, Row, texts
from app.calls.models import Call
from app.calls.parts.rubric import TOTALS, CriterionLine, Rubric
from app.calls.scoring.library import LIBRARY, levels
from app.calls.scoring.models import Sector, TieStep
from app.calls.scoring.scheme import SectionMinimum, chain
from app.calls.words import both, lines
from app.core.fields import Line, Number, Paragraphs, Tick, Whole

TIE_FIELDS = ("tie_1", "tie_2", "tie_3", "tie_4", "tie_5")


class CriterionRow(Row):
    """One criterion; an anchor is a line of the text area, the lowest level first."""

    section_es: Line | None = None
    section_en: Line | None = None
    name_es: Line
    name_en: Line | None = None
    scale_min: Whole | None = None
    scale_max: Whole
    weight: Number
    minimum: Number | None = None
    bonus: Tick = False
    anchors_es: Paragraphs | None = None
    anchors_en: Paragraphs | None = None


class SectionRow(Row):
    """A section that has a minimum of its own."""

    name_es: Line
    minimum: Number


class RubricForm(PartForm):
    """The totals, what decides beside them, and the criteria in order."""

    printed_maximum: Number | None = None
    minimum_total: Number | None = None
    spread_limit: Number | None = None
    min_sheets: Whole
    min_sheets_recused: Whole
    quorum: Whole | None = None
    min_sectors: Whole | None = None
    sectors: list[Sector] = Field(default_factory=list)
    tie_1: TieStep | None = None
    tie_2: TieStep | None = None
    tie_3: TieStep | None = None
    tie_4: TieStep | None = None
    tie_5: TieStep | None = None
    rows: list[CriterionRow] = Field(default_factory=list)
    bonus_cap: Number | None = None
    sections: list[SectionRow] = Field(default_factory=list)

    @classmethod
    def initial(cls, part: Rubric) -> dict[str, Any]:
        return {
            **{name: getattr(part, name) for name in (*TOTALS, "quorum", "min_sectors", "bonus_cap")},
            "sectors": [sector.value for sector in part.sectors],
            **dict(zip(TIE_FIELDS, (step.value for step in part.ties), strict=False)),
            "sections": [{"name_es": each.name.get("es"), "minimum": each.minimum} for each in part.sections],
            "rows": [_row(line) for line in part.criteria],
        }

    @classmethod
    def arranged(cls, raw: Raw) -> tuple[Raw, bool]:
        """What was typed, and the criteria ticked in the library below it."""
        if (raw.get("add") or [""])[-1] != "library":
            return super().arranged(raw)
        ticked = raw.get("library", [])
        indexes = [int(key.split("-")[1]) for key in raw if key.startswith("rows-") and raw[key] != [""]]
        first = max(indexes, default=-1) + 1
        kept = {key: value for key, value in raw.items() if key != "library" and not _is_beyond(key, first)}
        for index, key in enumerate((key for key in LIBRARY if key in ticked), start=first):
            kept |= {f"rows-{index}-{name}": [text] for name, text in _from_library(key).items()}
        return kept, True

    def part(self, _call: Call) -> Rubric:
        criteria = tuple(_line(row) for row in self.rows)
        steps = [step for field in TIE_FIELDS if (step := getattr(self, field))]
        return Rubric(
            **{name: getattr(self, name) for name in (*TOTALS, "quorum", "min_sectors", "bonus_cap")},
            criteria=criteria,
            ties=chain(steps or [TieStep.criteria]),
            sections=tuple(_section(row, criteria) for row in self.sections),
            sectors=tuple(self.sectors),
        )


def _is_beyond(key: str, first: int) -> bool:
    """A field of a blank row at the end, whose number the library takes."""
    parts = key.split("-")
    return parts[0] == "rows" and len(parts) > 1 and int(parts[1]) >= first


def _from_library(key: str) -> dict[str, str]:
    known = LIBRARY[key]
    said = levels()
    return {
        "name_es": known["es"],
        "name_en": known["en"],
        "scale_min": "0",
        "scale_max": str(len(said) - 1),
        "weight": "1",
        "anchors_es": "\n".join(level["es"] for level in said),
        "anchors_en": "\n".join(level["en"] for level in said),
    }


def _section(row: SectionRow, criteria: Sequence[CriterionLine]) -> SectionMinimum:
    """Named as the criteria name it, so that both languages say the same."""
    typed = SectionMinimum({"es": row.name_es}, row.minimum, row.place)
    for line in criteria:
        here = SectionMinimum(line.section, row.minimum, row.place)
        if here.key == typed.key:
            return here
    return typed


def _row(line: CriterionLine) -> dict[str, Any]:
    anchors = {language: [anchor.get(language, "") for anchor in line.anchors] for language in ("es", "en")}
    return {
        "id": line.id,
        **texts("section", line.section),
        **texts("name", line.name),
        "scale_min": line.scale_min,
        "scale_max": line.scale_max,
        "weight": line.weight,
        "minimum": line.minimum,
        "bonus": line.bonus,
        **texts("anchors", anchors),
    }


def _line(row: CriterionRow) -> CriterionLine:
    said = lines(row.anchors_es, row.anchors_en)
    return CriterionLine(
        id=row.id,
        section=both(row.section_es, row.section_en),
        name=both(row.name_es, row.name_en),
        scale_min=row.scale_min or 0,
        scale_max=row.scale_max,
        weight=row.weight,
        minimum=row.minimum,
        bonus=row.bonus,
        anchors=tuple(both(es, en) for es, en in zip_longest(said["es"], said["en"])),
        place=row.place,
    )
