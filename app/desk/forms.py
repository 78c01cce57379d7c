"""Forms of the pages that look across stages."""

from typing import Any

from app.calls.dissemination.models import Dissemination, Medium
from app.calls.dissemination.service import Spread
from app.core.fields import Day, Line, Whole
from app.core.forms import Form


class SpreadForm(Form):
    medium: Medium
    what: Line
    on: Day
    state: Line | None = None
    place: Line | None = None
    link: Line | None = None
    reach: Whole | None = None
    source: Line | None = None

    @property
    def spread(self) -> Spread:
        return Spread(
            self.medium,
            self.what,
            self.on,
            self.state or "",
            self.place or "",
            self.link or "",
            self.reach,
            self.source or "",
        )

    @staticmethod
    def initial(entry: Dissemination) -> dict[str, Any]:
        """What is noted now."""
        return {name: getattr(entry, name) for name in SpreadForm.model_fields}
