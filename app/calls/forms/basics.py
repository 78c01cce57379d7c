"""Forms of the parts made of texts: what the call is, its themes, its territory, its notices."""

from typing import Any, Literal

from pydantic import Field

from app.calls.forms.base import PartForm, Row, texts
from app.calls.models import Call
from app.calls.parts.basics import Basics
from app.calls.parts.territory import Municipalities, Territory
from app.calls.parts.texts import Texts
from app.calls.parts.themes import Theme, Themes
from app.calls.words import both, lines
from app.core.fields import Email, Line, Paragraphs, Tick, Whole
from app.core.text import folded


class BasicsForm(PartForm):
    """Titles, object, and the lines that say who can take part."""

    title_es: Line
    title_en: Line | None = None
    object_es: Paragraphs | None = None
    object_en: Paragraphs | None = None
    who_es: Paragraphs | None = None
    who_en: Paragraphs | None = None
    result_id: Line | None = None
    edition: Whole
    partners: Line | None = None
    contact_email: Email | None = None
    prevailing_language: Literal["es", "en"]
    translation_gap_accepted: Tick = False
    donor_required: Tick = False
    fictional_es: Paragraphs | None = None
    fictional_en: Paragraphs | None = None

    @classmethod
    def initial(cls, part: Basics) -> dict[str, Any]:
        named = texts("title", part.title) | texts("object", part.object) | texts("fictional", part.fictional_note)
        return named | {
            **texts("who", part.who_can_apply),
            "result_id": part.result_id,
            "edition": part.edition,
            "partners": ", ".join(part.partners),
            "contact_email": part.contact_email,
            "prevailing_language": part.prevailing_language,
            "translation_gap_accepted": part.translation_gap_accepted,
            "donor_required": part.donor_required,
        }

    def part(self, _call: Call) -> Basics:
        partners = (name.strip() for name in (self.partners or "").split(","))
        return Basics(
            title=both(self.title_es, self.title_en),
            object=both(self.object_es, self.object_en),
            who_can_apply=lines(self.who_es, self.who_en),
            result_id=self.result_id,
            edition=self.edition,
            partners=tuple(name for name in partners if name),
            contact_email=self.contact_email or "",
            prevailing_language=self.prevailing_language,
            translation_gap_accepted=self.translation_gap_accepted,
            donor_required=self.donor_required,
            fictional_note=both(self.fictional_es, self.fictional_en),
        )


class ThemeRow(Row):
    """One theme."""

    name_es: Line
    name_en: Line | None = None


class ThemesForm(PartForm):
    """The themes, in order."""

    rows: list[ThemeRow] = Field(default_factory=list)

    @classmethod
    def initial(cls, part: Themes) -> dict[str, Any]:
        return {"rows": [{"id": theme.id, **texts("name", theme.name)} for theme in part.themes]}

    def part(self, _call: Call) -> Themes:
        return Themes(tuple(Theme(row.id, both(row.name_es, row.name_en)) for row in self.rows))


class MunicipalityRow(Row):
    """The municipalities of one state, separated by commas."""

    state: Line
    names: Paragraphs


class TerritoryForm(PartForm):
    """The states, ticked; the municipalities of some, typed."""

    states: list[str] = Field(default_factory=list)
    asks: Tick = False
    rows: list[MunicipalityRow] = Field(default_factory=list)

    @classmethod
    def initial(cls, part: Territory) -> dict[str, Any]:
        rows = [{"state": each.state, "names": ", ".join(each.names)} for each in part.municipalities]
        return {"states": list(part.states), "asks": part.asks, "rows": rows}

    def part(self, _call: Call) -> Territory:
        rows = tuple(Municipalities(row.state, _names(row.names), row.place) for row in self.rows)
        return Territory(tuple(self.states), self.asks or bool(rows), rows)


def _names(text: str) -> tuple[str, ...]:
    """Each once, as it was written first; line breaks separate like commas."""
    found: dict[str, str] = {}
    for name in text.replace("\n", ",").split(","):
        if name.strip():
            found.setdefault(folded(name), " ".join(name.split()))
    return tuple(found.values())


class TextsForm(PartForm):
    """The two notices."""

    conflict_es: Paragraphs | None = None
    conflict_en: Paragraphs | None = None
    data_es: Paragraphs | None = None
    data_en: Paragraphs | None = None

    @classmethod
    def initial(cls, part: Texts) -> dict[str, Any]:
        return texts("conflict", part.conflict_text) | texts("data", part.data_protection)

    def part(self, _call: Call) -> Texts:
        return Texts(both(self.conflict_es, self.conflict_en), both(self.data_es, self.data_en))
