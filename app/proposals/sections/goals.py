"""Sustainable Development Goals [C24, C26]: several may be named, one of them is the main one, each with its target."""

import re
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, ValidationInfo, field_validator

from app.core.fields import Line, Paragraphs, Whole, wrong
from app.core.forms import Form
from app.core.i18n import _, lazy
from app.proposals.sections.base import Problem, Section
from app.proposals.sections.frame import Frame
from app.proposals.sections.summary import goal

_TARGET = re.compile(r"^(?P<goal>\d{1,2})\.(\d{1,2}|[a-d])$")


class Weight(StrEnum):
    """Whether it is the goal that the project serves first."""

    main = "main"
    also = "also"


class GoalForm(Form):
    """One goal; `target` as the United Nations number it: 16.5, 5.2, 16.a."""

    id: str = ""
    sdg: Annotated[Whole, AfterValidator(goal)]
    weight: Weight
    target: Line | None = None
    contribution: Paragraphs

    @field_validator("target")
    @classmethod
    def _of_its_goal(cls, target: str | None, info: ValidationInfo) -> str | None:
        if target is None:
            return None
        found = _TARGET.match(target.lower())
        if not found:
            raise wrong(_("Write the number of the target, as in 16.5 or 16.a."))
        if "sdg" in info.data and int(found["goal"]) != info.data["sdg"]:
            raise wrong(_("This target belongs to another goal."))
        return target.lower()


class GoalsForm(Form):
    """Exactly one main goal, none named twice."""

    rows: list[GoalForm]

    @field_validator("rows")
    @classmethod
    def _one_main(cls, rows: list[GoalForm]) -> list[GoalForm]:
        if not rows:
            raise wrong(_("Name at least one goal."))
        if sum(row.weight is Weight.main for row in rows) != 1:
            raise wrong(_("Mark exactly one goal as the main one."))
        if len({(row.sdg, row.target) for row in rows}) < len(rows):
            raise wrong(_("A goal is named twice with the same target."))
        return rows


def _check(_form: GoalsForm, _frame: Frame) -> list[Problem]:
    return []


GOALS = Section(
    "goals",
    lazy("Sustainable Development Goals"),
    lazy("To which goals and targets of the 2030 Agenda the project contributes, and how."),
    GoalsForm,
    _check,
    ("rows",),
    on=False,
)
