"""Stakeholders [C21]: those with authority, capability or means, and whether their influence helps or hampers."""

from enum import StrEnum

from pydantic import field_validator

from app.core.fields import Line, Paragraphs, wrong
from app.core.forms import Form
from app.core.i18n import _, lazy
from app.proposals.sections.base import Problem, Section
from app.proposals.sections.frame import Frame


class Degree(StrEnum):
    """How much: of influence, of interest, of a risk."""

    high = "high"
    middle = "middle"
    low = "low"


class Stance(StrEnum):
    """Towards the change that the project seeks."""

    fosters = "fosters"
    hampers = "hampers"
    undecided = "undecided"


class StakeholderForm(Form):
    """One person, group or institution."""

    id: str = ""
    name: Line
    stance: Stance
    influence: Degree
    interest: Degree
    strategy: Paragraphs


class StakeholdersForm(Form):
    """Who counts for the outcome."""

    rows: list[StakeholderForm]

    @field_validator("rows")
    @classmethod
    def _some(cls, rows: list[StakeholderForm]) -> list[StakeholderForm]:
        if not rows:
            raise wrong(_("Name at least one stakeholder."))
        return rows


def _check(_form: StakeholdersForm, _frame: Frame) -> list[Problem]:
    return []


STAKEHOLDERS = Section(
    "stakeholders",
    lazy("Stakeholders"),
    lazy("Who has the authority, the capability or the means to help the change or to hinder it."),
    StakeholdersForm,
    _check,
    ("rows",),
    on=False,
)
