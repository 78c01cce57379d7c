"""The form of a new call: what it begins from, what it is called, and where its dates go."""

from typing import Literal

from app.calls.library.sources import NOTHING
from app.calls.models import MilestoneKind
from app.core.fields import Day, Line, Whole
from app.core.forms import Form


class StartForm(Form):
    """From nothing it needs a title; from a source, a date. `seen` is the plan that was shown before."""

    source: Line = NOTHING
    title_es: Line | None = None
    title_en: Line | None = None
    edition: Whole | None = None
    anchor: Literal["launch", "deadline"] = "launch"
    moved_on: Day | None = None
    seen: Line | None = None

    @property
    def moves(self) -> MilestoneKind:
        return MilestoneKind(self.anchor)

    @property
    def plan(self) -> str:
        """What a preview shows, in a word: whoever confirms has seen exactly this."""
        return f"{self.source} {self.anchor} {self.moved_on}"
