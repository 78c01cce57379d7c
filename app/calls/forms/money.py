"""The form of the money: the limits of the call and its lines."""

from decimal import Decimal
from typing import Any, Literal

from pydantic import Field

from app.calls.forms.base import PartForm, Row, shown_amount, texts
from app.calls.models import Call
from app.calls.parts.money import LotLine, Money
from app.calls.words import both
from app.core.fields import Line, Number, Pesos, Whole


class LotRow(Row):
    """One line of work."""

    name_es: Line
    name_en: Line | None = None
    budget: Pesos | None = None
    awards: Whole
    min_grant: Pesos | None = None
    max_grant: Pesos | None = None


class MoneyForm(PartForm):
    """Amounts in the call's currency; percents as people write them."""

    currency: Literal["MXN", "USD", "EUR"]
    min_grant: Pesos | None = None
    max_grant: Pesos | None = None
    own_contribution_min: Number | None = None
    indirect_cap: Number | None = None
    rows: list[LotRow] = Field(default_factory=list)

    @classmethod
    def initial(cls, part: Money) -> dict[str, Any]:
        return {
            "currency": part.currency,
            "min_grant": shown_amount(part.min_grant),
            "max_grant": shown_amount(part.max_grant),
            "own_contribution_min": part.own_contribution_min,
            "indirect_cap": part.indirect_cap,
            "rows": [_row(line) for line in part.lots],
        }

    def part(self, _call: Call) -> Money:
        return Money(
            currency=self.currency,
            min_grant=self.min_grant,
            max_grant=self.max_grant,
            own_contribution_min=self.own_contribution_min,
            indirect_cap=self.indirect_cap,
            lots=tuple(_line(row) for row in self.rows),
        )


def _row(line: LotLine) -> dict[str, Any]:
    amounts = {name: shown_amount(getattr(line, name) or None) for name in ("budget", "min_grant", "max_grant")}
    return {"id": line.id, **texts("name", line.name), "awards": line.awards, **amounts}


def _line(row: LotRow) -> LotLine:
    name = both(row.name_es, row.name_en)
    return LotLine(row.id, name, row.budget or Decimal(0), row.awards, row.min_grant, row.max_grant, row.place)
