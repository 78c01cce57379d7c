"""The results chain as a logical framework [C19]: ends (impact, result) over means (product, process, input)."""

from enum import StrEnum

from pydantic import field_validator

from app.core.fields import Line, Paragraphs, wrong
from app.core.forms import Form
from app.core.i18n import _, lazy
from app.proposals.sections.base import Problem, Section
from app.proposals.sections.frame import Frame


class ChainLevel(StrEnum):
    """From what is sought down to what is put in."""

    impact = "impact"
    result = "result"
    product = "product"
    process = "process"
    input = "input"


NEEDED = (ChainLevel.result, ChainLevel.product)


class ChainRowForm(Form):
    """One row of the framework."""

    id: str = ""
    level: ChainLevel
    text: Paragraphs
    indicator: Line | None = None
    means: Line | None = None
    assumption: Paragraphs | None = None


class ChainForm(Form):
    """At least what changes (a result) and what is delivered for it (a product)."""

    rows: list[ChainRowForm]

    @field_validator("rows")
    @classmethod
    def _ends_and_means(cls, rows: list[ChainRowForm]) -> list[ChainRowForm]:
        if not {row.level for row in rows}.issuperset(NEEDED):
            raise wrong(_("Write at least one result (what changes) and one product (what is delivered for it)."))
        return rows


def _check(_form: ChainForm, _frame: Frame) -> list[Problem]:
    return []


CHAIN = Section(
    "chain",
    lazy("Results chain"),
    lazy("What is put in, what is done and delivered with it, and what changes: from means to ends."),
    ChainForm,
    _check,
    ("rows",),
    on=False,
)
