"""What an entry of the register is made of: typed on its page, or a row of a spreadsheet."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, ValidationInfo, field_validator

from app.core.fields import Day, Line, Paragraphs, Pesos, wrong
from app.core.forms import Form
from app.core.i18n import _
from app.core.identifiers import check_rfc
from app.programmes.register.models import EntryKind, RegisterEntry


def _rfc(value: str) -> str:
    checked = check_rfc(value)
    if checked.error:
        raise wrong(checked.error)
    return checked.text


@dataclass(frozen=True)
class Entry:
    """One fact, as the service keeps it."""

    kind: EntryKind
    name: str
    reference: str
    rfc: str | None = None
    amount: Decimal | None = None
    currency: str = "MXN"
    since: date | None = None
    settled_on: date | None = None
    note: str = ""


class EntryForm(Form):
    """A grant needs its amount: without it a cumulative ceiling cannot be added up."""

    kind: EntryKind
    name: Line
    rfc: Annotated[Line, AfterValidator(_rfc)] | None = None
    reference: Line
    amount: Pesos | None = None
    currency: Literal["MXN", "USD", "EUR"] = "MXN"
    since: Day | None = None
    settled_on: Day | None = None
    note: Paragraphs | None = None

    @field_validator("amount")
    @classmethod
    def _needed(cls, amount: Decimal | None, info: ValidationInfo) -> Decimal | None:
        if amount is None and info.data.get("kind") == EntryKind.grant:
            raise wrong(_("Write the amount of the grant."))
        return amount

    @field_validator("settled_on")
    @classmethod
    def _in_order(cls, settled: date | None, info: ValidationInfo) -> date | None:
        since = info.data.get("since")
        if settled and since and settled < since:
            raise wrong(_("It is settled before it begins."))
        return settled

    def entry(self) -> Entry:
        """The fact that was typed."""
        return Entry(**(self.model_dump() | {"note": self.note or ""}))

    @classmethod
    def initial(cls, entry: RegisterEntry) -> dict[str, Any]:
        """What the form opens with."""
        shown = {name: getattr(entry, name) for name in cls.model_fields}
        return shown | {"amount": "" if entry.amount is None else f"{entry.amount:,}"}
