"""What every form of a call's part has: the revision that its writer had read, and the reason of an amendment."""

import re
from datetime import time
from decimal import Decimal
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field

from app.calls.models import Call
from app.calls.words import Both, both
from app.core.fields import Paragraphs, Whole, wrong
from app.core.forms import Form
from app.core.i18n import _


def _hour(value: object) -> time:
    text = str(value or "").strip()
    if not text:
        raise wrong(_("Fill in this field."))
    found = re.fullmatch(r"(\d{1,2})[:.h](\d{2})(?::(\d{2}))?", text)
    if not found:
        raise wrong(_("Write the hour from 00:00 to 23:59, as in 18:00."))
    hour, minute, second = (int(part or 0) for part in found.groups())
    if hour > 23 or minute > 59 or second > 59:
        raise wrong(_("Write the hour from 00:00 to 23:59, as in 18:00."))
    return time(hour, minute, second)


def shown_hour(value: time) -> str:
    """The inverse: 23:59:59 is the end of the minute that people write as 23:59."""
    return value.strftime("%H:%M" if value.second in {0, 59} else "%H:%M:%S")


Hour = Annotated[time, BeforeValidator(_hour)]


Raw = dict[str, list[str]]


class Row(Form):
    """A row of a part: its identifier, empty for a new one, and its number on the page."""

    id: str = ""
    place: int = Field(default=0, alias="_index")


class PartForm(Form):
    """One part of a call as a form."""

    first: ClassVar[str] = ""
    """The first field of an added row, on pages that do not show their rows as a table."""
    revision: Whole = 0
    reason_es: Paragraphs | None = None
    reason_en: Paragraphs | None = None

    @property
    def reason(self) -> Both:
        return both(self.reason_es, self.reason_en)

    @classmethod
    def initial(cls, part: Any) -> dict[str, Any]:  # noqa: ANN401 -- each form knows its own part
        """What the form opens with."""
        raise NotImplementedError

    @classmethod
    def arranged(cls, raw: Raw) -> tuple[Raw, bool]:
        """What was sent, as its buttons ask, and whether the page is only to be shown again, with nothing saved."""
        return raw, "add" in raw

    def part(self, call: Call) -> object:
        """What was written, as the part of a call."""
        raise NotImplementedError


def shown_amount(value: Decimal | None) -> str:
    """1200000.00 -> 1,200,000.00, as people write it."""
    return "" if value is None else f"{value:,.2f}"


def texts(name: str, content: dict[str, Any]) -> dict[str, str]:
    """Bilingual content -> two fields; lists go a line each."""
    fields = {}
    for language in ("es", "en"):
        text = content.get(language) or ""
        fields[f"{name}_{language}"] = "\n".join(text) if isinstance(text, list | tuple) else text
    return fields
