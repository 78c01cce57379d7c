"""What a partner organisation answers."""

from typing import Literal

from app.core.fields import Line, Paragraphs
from app.core.forms import Form


class PartnerAnswerForm(Form):
    """Yes or no, who says so, and why not."""

    answer: Literal["agree", "decline"]
    by: Line
    reason: Paragraphs | None = None
