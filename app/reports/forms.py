"""The forms of acts on reports; the forms of their sections are in `reports.sections`."""

from typing import Literal

from pydantic import Field

from app.core.fields import Day, Line, Paragraphs, Pesos, Whole
from app.core.forms import Form


class RevisionForm(Form):
    """The version of the report that is sent."""

    revision: Whole


class ObservationRow(Form):
    """A comment on one field; `field` is its name within the section."""

    section: Line
    field: Line
    comment: Paragraphs | None = None


class ReturnForm(Form):
    """Back for correction, with a date and comments on the fields."""

    comment: Paragraphs
    return_due_on: Day
    rows: list[ObservationRow] = Field(default_factory=list)


class AcceptForm(Form):
    """Accepted, with a rating."""

    rating: Literal["on_track", "attention", "at_risk"]


class CorrectForm(Form):
    """An accepted report is opened again because something in it is wrong."""

    reason: Paragraphs
    return_due_on: Day


class OwnStartForm(Form):
    """The team's own report of a window, on one result or on the whole programme."""

    window_id: Line
    result_id: Line | None = None


class DonorStartForm(Form):
    """The donor report of a window and the rate that it converts with."""

    window_id: Line
    rate_id: Line


class ParagraphForm(Form):
    """The English of one paragraph, and its Spanish where it was added by hand."""

    es: Paragraphs | None = None
    en: Paragraphs | None = None
    revision: Whole


class AddParagraphForm(Form):
    """A paragraph that no report holds."""

    section: Line
    es: Paragraphs


class CloseForm(Form):
    """Closing an agreement: what came back, and a word on it."""

    returned: Pesos
    reason: Paragraphs


class ReplyForm(Form):
    """The answer to a comment."""

    answer: Paragraphs
