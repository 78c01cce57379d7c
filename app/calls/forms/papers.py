"""The form of the papers asked."""

from typing import Any, Literal

from pydantic import Field

from app.calls.forms.base import PartForm, Row, texts
from app.calls.models import Call
from app.calls.parts.papers import Paper, Papers
from app.calls.words import both
from app.core.fields import Line, Paragraphs, Tick, Whole

KINDS: dict[str, tuple[str, ...]] = {
    "pdf": ("pdf",),
    "scan": ("pdf", "jpg", "png"),
    "text": ("pdf", "docx"),
    "sheet": ("xlsx",),
}


class PaperRow(Row):
    """One paper."""

    title_es: Line
    title_en: Line | None = None
    why_es: Paragraphs | None = None
    why_en: Paragraphs | None = None
    kinds: Literal["pdf", "scan", "text", "sheet"]
    need: Literal["required", "optional"]
    curable: Tick = False
    months_valid: Whole | None = None
    checked_by: Literal["", "officer", "finance", "coordinator", "commission"] = ""
    checker: Line | None = None


class PapersForm(PartForm):
    """All papers, and what the proposal's form insists on."""

    named_monitor: Tick = False
    both_families: Tick = False
    authorisation: Tick = False
    rows: list[PaperRow] = Field(default_factory=list)

    @classmethod
    def initial(cls, part: Papers) -> dict[str, Any]:
        return {
            "named_monitor": part.named_monitor,
            "both_families": part.both_families,
            "authorisation": part.authorisation,
            "rows": [_row(paper) for paper in part.papers],
        }

    def part(self, _call: Call) -> Papers:
        return Papers(
            tuple(_paper(row) for row in self.rows), self.named_monitor, self.both_families, self.authorisation
        )


def _row(paper: Paper) -> dict[str, Any]:
    return {
        "id": paper.id,
        **texts("title", paper.title),
        **texts("why", paper.why),
        "kinds": next((key for key, kinds in KINDS.items() if set(kinds) == set(paper.kinds)), "scan"),
        "need": "required" if paper.required else "optional",
        "curable": paper.curable,
        "months_valid": paper.months_valid,
        "checked_by": paper.checked_by,
        "checker": paper.checker,
    }


def _paper(row: PaperRow) -> Paper:
    return Paper(
        id=row.id,
        title=both(row.title_es, row.title_en),
        why=both(row.why_es, row.why_en),
        kinds=KINDS[row.kinds],
        required=row.need == "required",
        curable=row.curable,
        months_valid=row.months_valid,
        place=row.place,
        checked_by=row.checked_by,
        checker=row.checker or "",
    )
