"""Risks and what is done about them [C39]."""

from enum import StrEnum

from pydantic import field_validator

from app.core.fields import Line, Paragraphs, wrong
from app.core.forms import Form
from app.core.i18n import _, lazy
from app.proposals.sections.base import Problem, Section
from app.proposals.sections.frame import Frame
from app.proposals.sections.stakeholders import Degree


class RiskKind(StrEnum):
    """The risks that accounts of such projects name, and any other."""

    mistrust = "mistrust"
    capacity = "capacity"
    administration = "administration"
    violence = "violence"
    resources = "resources"
    other = "other"


class RiskForm(Form):
    """One risk."""

    id: str = ""
    text: Paragraphs
    kind: RiskKind
    likelihood: Degree
    harm: Degree
    mitigation: Paragraphs
    responsible: Line | None = None


class RisksForm(Form):
    """What may go wrong."""

    rows: list[RiskForm]

    @field_validator("rows")
    @classmethod
    def _some(cls, rows: list[RiskForm]) -> list[RiskForm]:
        if not rows:
            raise wrong(_("Name at least one risk: a project without any has not been looked at."))
        return rows


def _check(_form: RisksForm, _frame: Frame) -> list[Problem]:
    return []


RISKS = Section(
    "risks",
    lazy("Risks"),
    lazy("What may go wrong, how likely it is, how much harm it would do, and what you do about it."),
    RisksForm,
    _check,
    ("rows",),
    on=False,
)
