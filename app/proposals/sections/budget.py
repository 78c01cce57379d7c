"""The budget: line = quantity × unit cost × times, half-up to the cent; totals are the sum of the shown lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from pydantic import field_validator

from app.calls.categories import Category
from app.core.fields import Line, Number, Pesos, wrong
from app.core.format import money, percent
from app.core.forms import Form
from app.core.i18n import _, lazy
from app.proposals.sections.base import Data, Problem, Section
from app.proposals.sections.frame import Frame

CENT = Decimal("0.01")
HUNDRED = Decimal(100)


class Source(StrEnum):
    """Who pays: the grant, the organisation in money, or somebody in work and goods [A14]."""

    grant = "grant"
    own = "own"
    in_kind = "in_kind"


class LineForm(Form):
    """One budget line; `activity_id` is a row of the work plan, or empty for the whole project."""

    id: str = ""
    activity_id: str | None = None
    category: Category
    concept: Line
    quantity: Number
    unit_cost: Pesos
    times: Number
    source: Source


class BudgetForm(Form):
    """The lines in the order that they were written."""

    rows: list[LineForm]

    @field_validator("rows")
    @classmethod
    def _some(cls, rows: list[LineForm]) -> list[LineForm]:
        if not rows:
            raise wrong(_("Write at least one line of the budget."))
        return rows


@dataclass(frozen=True)
class Totals:
    """Sums by source, in the call's currency."""

    grant: Decimal = Decimal("0.00")
    own: Decimal = Decimal("0.00")
    in_kind: Decimal = Decimal("0.00")

    @property
    def everything(self) -> Decimal:
        return self.grant + self.own + self.in_kind

    @property
    def own_share(self) -> Decimal | None:
        """What the organisation adds, in money or kind, as a part of the whole; None while there is nothing."""
        return (self.own + self.in_kind) / self.everything if self.everything else None


def amount(row: Data) -> Decimal | None:
    """What a saved line comes to, or None while one of its figures cannot be read."""
    try:
        product = Decimal(str(row["quantity"])) * Decimal(str(row["unit_cost"])) * Decimal(str(row["times"]))
        return product.quantize(CENT, ROUND_HALF_UP)
    except (InvalidOperation, KeyError):
        return None


def totals(rows: list[Data]) -> Totals:
    """The sums of the lines that can be read."""
    sums = dict.fromkeys(Source, Decimal("0.00"))
    for row in rows:
        line = amount(row)
        if line is not None and row.get("source") in sums:
            sums[Source(row["source"])] += line
    return Totals(**{source.value: total for source, total in sums.items()})


class Bound(StrEnum):
    """A limit of the call on a budget: the most and the least that may be asked, the own share, the indirect cap."""

    most = "most"
    least = "least"
    own = "own"
    indirect = "indirect"


@dataclass(frozen=True)
class Limit:
    """A limit with where the budget stands: amounts in the call's currency, shares as fractions (0.1 is 10 %)."""

    bound: Bound
    figure: Decimal
    edge: Decimal

    @property
    def holds(self) -> bool:
        """Whether the budget keeps to it."""
        floor = self.bound in {Bound.least, Bound.own}
        return self.figure >= self.edge if floor else self.figure <= self.edge


def limits(rows: Sequence[Mapping[str, Any]], frame: Frame) -> list[Limit]:
    """What the call limits and where these lines stand, in the order in which they are said."""
    sums = totals([dict(row) for row in rows])
    found = [Limit(Bound.least, sums.grant, frame.floor or CENT)]
    if frame.ceiling is not None:
        found.insert(0, Limit(Bound.most, sums.grant, frame.ceiling))
    if frame.own_minimum:
        found.append(Limit(Bound.own, sums.own_share or Decimal(0), frame.own_minimum / HUNDRED))
    if frame.indirect_cap is not None and sums.grant:
        administration = totals([dict(row) for row in rows if row.get("category") == Category.administration])
        found.append(Limit(Bound.indirect, administration.grant / sums.grant, frame.indirect_cap / HUNDRED))
    return found


def share_words(share: Decimal) -> str:
    """0.1 -> "10 %", 0.125 -> "12.5 %": a limit as the call set it."""
    return percent(share, 0 if (share * HUNDRED) % 1 == 0 else 1)


def _check(form: BudgetForm, frame: Frame) -> list[Problem]:
    broken = [limit for limit in limits(form.model_dump(mode="json")["rows"], frame) if not limit.holds]
    return [Problem("rows", _broken(limit, frame.currency)) for limit in broken] + _strays(form, frame)


def _broken(limit: Limit, currency: str) -> str:
    if limit.bound is Bound.most:
        return _(
            "You ask for %(asked)s; the most that can be asked for is %(ceiling)s. It is %(excess)s too much.",
            asked=money(limit.figure, currency),
            ceiling=money(limit.edge, currency),
            excess=money(limit.figure - limit.edge, currency),
        )
    if limit.bound is Bound.least:
        return _(
            "You ask for %(asked)s; the least that can be asked for is %(floor)s.",
            asked=money(limit.figure, currency),
            floor=money(limit.edge, currency),
        )
    if limit.bound is Bound.own:
        return _(
            "Your own contribution is %(share)s of the total; this call asks for at least %(least)s.",
            share=percent(limit.figure),
            least=share_words(limit.edge),
        )
    return _(
        "Administration is %(share)s of what you ask for; this call allows at most %(cap)s.",
        share=percent(limit.figure),
        cap=share_words(limit.edge),
    )


def _strays(form: BudgetForm, frame: Frame) -> list[Problem]:
    known = {activity.id for activity in frame.activities}
    words = _("This activity is no longer in the work plan. Choose another one, or the whole project.")
    return [
        Problem(f"rows-{index}-activity_id", words)
        for index, row in enumerate(form.rows)
        if row.activity_id and row.activity_id not in known
    ]


BUDGET = Section(
    "budget",
    lazy("Budget"),
    lazy("Each line is quantity × unit cost × times. We do the sums."),
    BudgetForm,
    _check,
    ("rows",),
)
