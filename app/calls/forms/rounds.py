"""The form of what comes after a call."""

from typing import Any

from app.calls.forms.base import PartForm
from app.calls.models import Call
from app.calls.parts.rounds import Rounds
from app.calls.rounds.models import CutKind
from app.core.errors import Refused
from app.core.fields import Line, Tick, Whole
from app.core.forms import Form
from app.core.i18n import _

LAST = "last"


class RoundsForm(PartForm):
    """How one goes on to the next round, if there is one."""

    cut: str = LAST
    going_on: Whole | None = None
    assistance: Tick = False
    nominated: Tick = False

    @classmethod
    def initial(cls, part: Rounds) -> dict[str, Any]:
        return {
            "cut": part.cut.value if part.cut else LAST,
            "going_on": part.going_on,
            "assistance": part.assistance,
            "nominated": part.nominated,
        }

    def part(self, _call: Call) -> Rounds:
        if self.cut not in {LAST, *CutKind}:
            raise Refused(_("Choose one of the options."), "cut")
        if self.going_on is not None and self.going_on < 1:
            raise Refused(_("At least one proposal goes on."), "going_on")
        return Rounds(None if self.cut == LAST else CutKind(self.cut), self.going_on, self.assistance, self.nominated)


class NextForm(Form):
    """The next round needs a title of its own; the rest is copied and then changed."""

    title_es: Line
    title_en: Line | None = None
