"""The matrix of six columns of Oaxaca [C20]: from the problem to what government and society should each do."""

from pydantic import field_validator

from app.core.fields import Paragraphs, wrong
from app.core.forms import Form
from app.core.i18n import _, lazy
from app.proposals.sections.base import Problem, Section
from app.proposals.sections.frame import Frame


class MatrixRowForm(Form):
    """One problem or priority of reform, read from left to right."""

    id: str = ""
    problem: Paragraphs
    gains: Paragraphs
    loses: Paragraphs
    government: Paragraphs
    society: Paragraphs
    results: Paragraphs


class MatrixForm(Form):
    """The rows in the order that they were written."""

    rows: list[MatrixRowForm]

    @field_validator("rows")
    @classmethod
    def _some(cls, rows: list[MatrixRowForm]) -> list[MatrixRowForm]:
        if not rows:
            raise wrong(_("Write at least one row of the matrix."))
        return rows


def _check(_form: MatrixForm, _frame: Frame) -> list[Problem]:
    return []


MATRIX = Section(
    "matrix",
    lazy("Matrix of problems and actions"),
    lazy(
        "Each problem with who gains from it, who loses, what government and society should do, and what is expected."
    ),
    MatrixForm,
    _check,
    ("rows",),
    on=False,
)
