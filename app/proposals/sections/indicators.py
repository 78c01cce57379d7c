"""Indicators [C7, K7–K11]: variable, unit, benchmark with its source and date, goal. An unknown baseline is not zero."""

from enum import StrEnum

from pydantic import ValidationInfo, field_validator

from app.core.fields import Day, Line, Number, Paragraphs, wrong
from app.core.forms import Form
from app.core.i18n import _, lazy
from app.programmes.models import Direction
from app.proposals.sections.base import Problem, Section
from app.proposals.sections.frame import Frame


class Family(StrEnum):
    """Management: were the activities done. Effectiveness: did anything change [K9]."""

    management = "management"
    effectiveness = "effectiveness"


class BaselineMissing(StrEnum):
    """Why there is no baseline figure."""

    not_available = "not_available"
    not_applicable = "not_applicable"


class IndicatorForm(Form):
    """One indicator. Either `baseline` or the reason why there is none; never both."""

    id: str = ""
    name: Line
    family: Family
    unit: Line
    direction: Direction
    baseline: Number | None = None
    baseline_missing: BaselineMissing | None = None
    baseline_source: Line | None = None
    baseline_on: Day | None = None
    target: Number
    means: Paragraphs

    @field_validator("baseline_missing")
    @classmethod
    def _figure_or_reason(cls, missing: BaselineMissing | None, info: ValidationInfo) -> BaselineMissing | None:
        known = info.data.get("baseline") is not None
        if known and missing:
            raise wrong(_("There is a starting figure: leave this reason empty."))
        if not known and not missing and "baseline" in info.data:
            raise wrong(_("Write the starting figure, or say why there is none. Zero is a figure too."))
        return missing


class IndicatorsForm(Form):
    """What is not measured cannot be improved [K11]."""

    rows: list[IndicatorForm]

    @field_validator("rows")
    @classmethod
    def _some(cls, rows: list[IndicatorForm]) -> list[IndicatorForm]:
        if not rows:
            raise wrong(_("Write at least one indicator: what is not measured cannot be improved."))
        return rows


def _check(form: IndicatorsForm, frame: Frame) -> list[Problem]:
    if not frame.both_families or {row.family for row in form.rows} == set(Family):
        return []
    return [Problem("rows", _("This call asks for at least one indicator of each kind: management and effectiveness."))]


INDICATORS = Section(
    "indicators",
    lazy("Indicators"),
    lazy("How anyone will know that the objective was met: what is counted, from which figure, up to which."),
    IndicatorsForm,
    _check,
    ("rows",),
)
