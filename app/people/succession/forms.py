"""What is asked to hand over, to claim and to object."""

from typing import Literal

from app.core.fields import Line, Paragraphs
from app.core.forms import Form
from app.people.succession.models import Afterwards


class HandoverForm(Form):
    to_id: Line
    afterwards: Afterwards


class AnswerForm(Form):
    answer: Literal["yes", "no"]


class ClaimForm(Form):
    reason: Paragraphs


class ObjectionForm(Form):
    words: Paragraphs | None = None


class LeaveForm(Form):
    leaving: str = ""
