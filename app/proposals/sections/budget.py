"""The budget: line = quantity × unit cost × times, half-up to the cent; totals are the sum of the shown lines."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import StrEnum

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


def _check(form: BudgetForm, frame: Frame) -> list[Problem]:
    sums = totals(form.model_dump(mode="json")["rows"])
    found = [
        _over(sums, frame),
        _under(sums, frame),
        _share(sums, frame),
        _indirect(form, sums, frame),
        *_strays(form, frame),
    ]
    return [problem for problem in found if problem]


def _over(sums: Totals, frame: Frame) -> Problem | None:
    if frame.ceiling is None or sums.grant <= frame.ceiling:
        return None
    words = _(
        "You ask for %(asked)s; the most that can be asked for is %(ceiling)s. It is %(excess)s too much.",
        asked=money(sums.grant, frame.currency),
        ceiling=money(frame.ceiling, frame.currency),
        excess=money(sums.grant - frame.ceiling, frame.currency),
    )
    return Problem("rows", words)


def _under(sums: Totals, frame: Frame) -> Problem | None:
    least = frame.floor or CENT
    if sums.grant >= least:
        return None
    return Problem(
        "rows",
        _(
            "You ask for %(asked)s; the least that can be asked for is %(floor)s.",
            asked=money(sums.grant, frame.currency),
            floor=money(least, frame.currency),
        ),
    )


def _share(sums: Totals, frame: Frame) -> Problem | None:
    least = (frame.own_minimum or Decimal(0)) / HUNDRED
    share = sums.own_share or Decimal(0)
    if share >= least:
        return None
    return Problem(
        "rows",
        _(
            "Your own contribution is %(share)s of the total; this call asks for at least %(least)s.",
            share=percent(share),
            least=percent(least, 0),
        ),
    )


def _indirect(form: BudgetForm, sums: Totals, frame: Frame) -> Problem | None:
    if frame.indirect_cap is None or not sums.grant:
        return None
    rows = [row for row in form.model_dump(mode="json")["rows"] if row["category"] == Category.administration]
    share = totals(rows).grant / sums.grant
    if share <= frame.indirect_cap / HUNDRED:
        return None
    return Problem(
        "rows",
        _(
            "Administration is %(share)s of what you ask for; this call allows at most %(cap)s.",
            share=percent(share),
            cap=percent(frame.indirect_cap / HUNDRED, 0),
        ),
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
