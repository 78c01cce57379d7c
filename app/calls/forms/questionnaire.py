"""The form of the call's form: a row for each section, moved by its buttons."""

from typing import Any, Literal

from pydantic import Field

from app.calls.forms.base import PartForm, Row, texts
from app.calls.models import Call
from app.calls.parts.questionnaire import Sections
from app.calls.questionnaire.asked import OFFERED, Asked
from app.calls.words import both
from app.core.errors import Refused
from app.core.fields import Paragraphs, Tick
from app.core.i18n import _


class SectionRow(Row):
    """One section: asked or not, and how."""

    key: str
    on: Tick = False
    need: Literal["required", "optional"] = "required"
    help_es: Paragraphs | None = None
    help_en: Paragraphs | None = None


class QuestionnaireForm(PartForm):
    """All sections, in the order in which they are asked."""

    rows: list[SectionRow] = Field(default_factory=list)

    @classmethod
    def initial(cls, part: Sections) -> dict[str, Any]:
        return {"rows": [_row(each) for each in part.sections]}

    def part(self, _call: Call) -> Sections:
        keys = [row.key for row in self.rows]
        if sorted(keys) != sorted(OFFERED):
            raise Refused(_("The sections on this page are not those of the form. Load the page again."))
        return Sections(tuple(_asked(row) for row in self.rows))


def _row(each: Asked) -> dict[str, Any]:
    need = "required" if each.required else "optional"
    return {"key": each.key, "on": each.on, "need": need, **texts("help", each.help)}


def _asked(row: SectionRow) -> Asked:
    return Asked(row.key, on=row.on, required=row.need == "required", help=both(row.help_es, row.help_en))
