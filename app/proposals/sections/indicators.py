"""Indicators [C7, K7–K11]: variable, unit, benchmark with its source and date, goal. An unknown baseline is not zero."""

import re
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, TypeAdapter, ValidationInfo, field_validator

from app.core.fields import Day, Line, Number, Paragraphs, wrong
from app.core.forms import Form
from app.core.i18n import _, lazy
from app.programmes.models import Direction
from app.proposals.sections.base import Problem, Section
from app.proposals.sections.chain import ChainLevel
from app.proposals.sections.frame import Frame


class Family(StrEnum):
    """Management: were the activities done. Effectiveness: did anything change [K9]."""

    management = "management"
    effectiveness = "effectiveness"


class BaselineMissing(StrEnum):
    """Why there is no baseline figure."""

    not_available = "not_available"
    not_applicable = "not_applicable"


# Management: inputs, processes and products; effects: results and impact [K8].
CHANGES = frozenset({ChainLevel.result, ChainLevel.impact})


def _steps(value: Any) -> Any:  # noqa: ANN401 -- runs before the type is known
    """A figure for the end of each quarter, at most QUARTERS of them, as it is kept: "5; 12; 30"."""
    text = str(value or "").strip()
    if not text:
        return None
    figures = [_FIGURE.validate_python(part) for part in re.split(r"[;\s]\s*|,\s+", text) if part.strip()]
    if len(figures) > QUARTERS:
        raise wrong(_("Write at most %(n)s quarters.", n=QUARTERS))
    return "; ".join(str(figure) for figure in figures)


QUARTERS = 12
_FIGURE: TypeAdapter[Decimal] = TypeAdapter(Number)
Steps = Annotated[str, BeforeValidator(_steps)]


class IndicatorForm(Form):
    """One indicator. Either `baseline` or the reason why there is none; never both.

    `steps` are the targets at the end of each quarter of the project, the last of them the target; `apart` says by what
    the figure is disaggregated [K17].
    """

    id: str = ""
    name: Line
    family: Family
    level: ChainLevel | None = None
    unit: Line
    direction: Direction
    baseline: Number | None = None
    baseline_missing: BaselineMissing | None = None
    baseline_source: Line | None = None
    baseline_on: Day | None = None
    target: Number
    steps: Steps | None = None
    apart: Line | None = None
    means: Paragraphs

    @field_validator("level")
    @classmethod
    def _of_its_family(cls, level: ChainLevel | None, info: ValidationInfo) -> ChainLevel | None:
        family = info.data.get("family")
        if level and family and (level in CHANGES) != (family is Family.effectiveness):
            raise wrong(
                _(
                    "Inputs, processes and products are of management; results and impact are of effectiveness. Change one."
                )
            )
        return level

    @field_validator("steps")
    @classmethod
    def _to_the_target(cls, steps: str | None, info: ValidationInfo) -> str | None:
        target = info.data.get("target")
        if steps and target is not None and Decimal(steps.rsplit("; ", 1)[-1]) != target:
            raise wrong(_("The figure of the last quarter is the target: write the same in both."))
        return steps

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
