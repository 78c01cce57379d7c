"""Gender [C22]: diagnosis, roadmap and who keeps watch."""

from typing import Annotated

from pydantic import AfterValidator

from app.core.fields import Paragraphs
from app.core.forms import Form
from app.core.i18n import lazy
from app.proposals.sections.base import Problem, Section
from app.proposals.sections.frame import Frame
from app.proposals.sections.words import at_most

GENDER_WORDS = 200


class GenderForm(Form):
    """Three questions; `figures` says which indicators count women, men and other people apart."""

    diagnosis: Annotated[Paragraphs, AfterValidator(at_most(GENDER_WORDS))]
    measures: Annotated[Paragraphs, AfterValidator(at_most(GENDER_WORDS))]
    figures: Annotated[Paragraphs, AfterValidator(at_most(GENDER_WORDS))] | None = None


def _check(_form: GenderForm, _frame: Frame) -> list[Problem]:
    return []


GENDER = Section(
    "gender",
    lazy("Gender"),
    lazy(
        "How the problem differs between women, men and people of other identities, and what the project does about it."
    ),
    GenderForm,
    _check,
    on=False,
)
