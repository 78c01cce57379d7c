"""The forms of a programme."""

from typing import Any, Literal

from pydantic import Field

from app.core.fields import Day, Line, Number, Paragraphs, Tick, Whole, Zone
from app.core.forms import Form
from app.programmes.models import Combine, Direction, Indicator, Missing, Programme, Result, Scope, Unit
from app.programmes.service.calendars import RateLine, Span
from app.programmes.service.frame import Leaf
from app.programmes.service.indicators import TargetLine

TEXTS = ("name", "purpose", "description", "desired_result", "donor_name", "implementer_name", "decision_label")
PLAIN = (
    "code",
    "donor_acronym",
    "implementer_acronym",
    "start_on",
    "end_on",
    "timezone",
    "donor_currency",
    "local_currency",
    "fiscal_start_month",
)
Currency = Literal["MXN", "USD", "EUR"]


class Row(Form):
    """A row: its identifier, empty for a new one, and its number on the page."""

    id: str = ""
    place: int = Field(default=0, alias="_index")


class ProgrammeForm(Form):
    """What a programme is."""

    revision: Whole = 0
    code: Line
    name_es: Line
    name_en: Line | None = None
    start_on: Day
    end_on: Day
    donor_name_es: Line
    donor_name_en: Line | None = None
    donor_acronym: Line | None = None
    implementer_name_es: Line
    implementer_name_en: Line | None = None
    implementer_acronym: Line | None = None
    partners: Line | None = None
    purpose_es: Paragraphs | None = None
    purpose_en: Paragraphs | None = None
    desired_result_es: Paragraphs | None = None
    desired_result_en: Paragraphs | None = None
    description_es: Paragraphs | None = None
    description_en: Paragraphs | None = None
    donor_currency: Currency
    local_currency: Currency
    fiscal_start_month: Whole
    timezone: Zone
    decision_label_es: Line | None = None
    decision_label_en: Line | None = None

    @classmethod
    def initial(cls, programme: Programme) -> dict[str, Any]:
        """What the form opens with."""
        fields: dict[str, Any] = {name: getattr(programme, name) for name in (*PLAIN, "revision")}
        for name in TEXTS:
            for language in ("es", "en"):
                fields[f"{name}_{language}"] = getattr(programme, name).get(language, "")
        return fields | {"partners": ", ".join(programme.partners)}

    def columns(self) -> dict[str, Any]:
        """What was written, as columns."""
        columns: dict[str, Any] = {name: getattr(self, name) for name in PLAIN}
        for name in TEXTS:
            columns[name] = {lang: getattr(self, f"{name}_{lang}") or "" for lang in ("es", "en")}
        for name in ("donor_acronym", "implementer_acronym"):
            columns[name] = columns[name] or ""
        partners = (partner.strip() for partner in (self.partners or "").split(","))
        return columns | {"partners": [partner for partner in partners if partner]}


class ResultForm(Form):
    """A component or a result."""

    code: Line
    parent_id: Line | None = None
    name_es: Line
    name_en: Line | None = None
    scope: Scope
    online: Tick = False
    states_target: Whole | None = None
    states: list[str] = Field(default_factory=list)

    @classmethod
    def initial(cls, result: Result) -> dict[str, Any]:
        """What the form opens with."""
        return {
            "code": result.code,
            "parent_id": result.parent_id,
            "name_es": result.name.get("es", ""),
            "name_en": result.name.get("en", ""),
            "scope": result.scope.value,
            "online": result.online,
            "states_target": result.states_target,
            "states": result.states or [],
        }

    def leaf(self) -> Leaf:
        """What was written."""
        name = {"es": self.name_es, "en": self.name_en or ""}
        return Leaf(self.code, name, self.parent_id, self.scope, self.online, self.states_target, tuple(self.states))


class YearRow(Row):
    """One programme year."""

    start_on: Day
    end_on: Day


class YearsForm(Form):
    """The years, in order."""

    revision: Whole = 0
    rows: list[YearRow] = Field(default_factory=list)

    def spans(self) -> list[Span]:
        """What was written."""
        return [Span(row.id, row.start_on, row.end_on, row.place) for row in self.rows]


class WindowRow(Row):
    """One reporting window."""

    label: Line
    start_on: Day
    end_on: Day
    donor_due_on: Day


class WindowsForm(Form):
    """The implementer's dates, in order."""

    revision: Whole = 0
    rows: list[WindowRow] = Field(default_factory=list)

    def spans(self) -> list[Span]:
        """What was written."""
        return [Span(row.id, row.start_on, row.end_on, row.place, row.label, row.donor_due_on) for row in self.rows]


class RateRow(Row):
    """One rate."""

    on: Day
    local_per_donor: Number
    source: Line


class RatesForm(Form):
    """The rates."""

    revision: Whole = 0
    rows: list[RateRow] = Field(default_factory=list)

    def lines(self) -> list[RateLine]:
        """What was written."""
        return [RateLine(row.id, row.on, row.local_per_donor, row.source, row.place) for row in self.rows]


class TargetRow(Row):
    """The target of one year."""

    year_id: str
    value: Number | None = None
    missing: Missing | None = None


class IndicatorForm(Form):
    """An indicator and its targets, one row per programme year."""

    code: Line | None = None
    name_es: Line
    name_en: Line | None = None
    result_id: Line | None = None
    unit: Unit
    direction: Direction
    combine_periods: Combine
    combine_grantees: Combine
    unique_people: Tick = False
    baseline: Number | None = None
    baseline_missing: Missing | None = None
    rows: list[TargetRow] = Field(default_factory=list)

    @classmethod
    def initial(cls, indicator: Indicator) -> dict[str, Any]:
        """What the form opens with, without its targets."""
        names = ("code", "result_id", "unit", "direction", "combine_periods", "combine_grantees", "unique_people")
        fields: dict[str, Any] = {name: getattr(indicator, name) for name in (*names, "baseline", "baseline_missing")}
        return fields | {"name_es": indicator.name.get("es", ""), "name_en": indicator.name.get("en", "")}

    def columns(self) -> dict[str, Any]:
        """What was written, as columns."""
        columns = self.model_dump(exclude={"rows", "name_es", "name_en"})
        return columns | {"name": {"es": self.name_es, "en": self.name_en or ""}}

    def targets(self) -> list[TargetLine]:
        """The targets as written."""
        return [TargetLine(row.year_id, row.value, row.missing, row.place) for row in self.rows]
