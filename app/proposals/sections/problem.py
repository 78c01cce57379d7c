"""The public problem, its causes and its effects [C3–C6]: at least two causes, each necessary or sufficient."""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, field_validator

from app.core.fields import Paragraphs, wrong
from app.core.forms import Form
from app.core.i18n import _, lazy
from app.proposals.sections.base import Problem, Section
from app.proposals.sections.frame import Frame
from app.proposals.sections.words import at_most

DESCRIPTION_WORDS = 300
AFFECTED_WORDS = 150
CAUSES_MIN = 2


class CauseKind(StrEnum):
    """Without a necessary cause there is no problem; a sufficient one brings it about alone."""

    necessary = "necessary"
    sufficient = "sufficient"


class CauseForm(Form):
    """One cause, below the problem in the tree."""

    text: Paragraphs
    kind: CauseKind


class EffectForm(Form):
    """One effect, above the problem in the tree."""

    text: Paragraphs


class ProblemForm(Form):
    """The problem in words, then its tree as two lists."""

    description: Annotated[Paragraphs, AfterValidator(at_most(DESCRIPTION_WORDS))]
    affected: Annotated[Paragraphs, AfterValidator(at_most(AFFECTED_WORDS))]
    evidence: Annotated[Paragraphs, AfterValidator(at_most(AFFECTED_WORDS))] | None = None
    causes: list[CauseForm]
    effects: list[EffectForm]

    @field_validator("causes")
    @classmethod
    def _two_causes(cls, causes: list[CauseForm]) -> list[CauseForm]:
        if len(causes) < CAUSES_MIN:
            raise wrong(_("Write at least two causes: a problem rarely has only one."))
        return causes

    @field_validator("effects")
    @classmethod
    def _an_effect(cls, effects: list[EffectForm]) -> list[EffectForm]:
        if not effects:
            raise wrong(_("Write at least one effect."))
        return effects


def _check(_form: ProblemForm, _frame: Frame) -> list[Problem]:
    return []


PROBLEM = Section(
    "problem",
    lazy("The problem"),
    lazy("Which public problem you want to solve, what causes it and what follows from it."),
    ProblemForm,
    _check,
    ("causes", "effects"),
)
