"""The money: limits of the whole call, and its lots."""

from dataclasses import dataclass
from decimal import Decimal

from sqlmodel import Session

from app.calls import queries
from app.calls.models import Call, Lot
from app.calls.parts.base import PartKind, Said, keep_rows
from app.calls.words import Both
from app.core import format as shown
from app.core.errors import Refused
from app.core.i18n import _, lazy


@dataclass(frozen=True)
class LotLine:
    """One lot; a budget of 0 is none; `place` is the number of its row on the page, for messages beside it."""

    id: str
    name: Both
    budget: Decimal
    awards: int
    min_grant: Decimal | None = None
    max_grant: Decimal | None = None
    place: int = 0


@dataclass(frozen=True)
class Money:
    """Amounts in the call's currency; percents are 20 for 20 %."""

    currency: str
    min_grant: Decimal | None
    max_grant: Decimal | None
    own_contribution_min: Decimal | None
    indirect_cap: Decimal | None
    lots: tuple[LotLine, ...]


def read(session: Session, call: Call) -> Money:
    """The part as it stands."""
    lots = tuple(
        LotLine(lot.id, lot.name, lot.budget, lot.awards, lot.min_grant, lot.max_grant, place)
        for place, lot in enumerate(queries.lots(session, call))
    )
    return Money(call.currency, call.min_grant, call.max_grant, call.own_contribution_min, call.indirect_cap, lots)


def write(session: Session, call: Call, part: Money) -> None:
    """Keep it, or say which amounts cannot be. Nobody moves the money towards a proposal that was read."""
    if call.opened_at:
        raise Refused(_("Proposals have been opened: what decides on them stays as it was published."))
    _check(part)
    for name in ("currency", "min_grant", "max_grant", "own_contribution_min", "indirect_cap"):
        setattr(call, name, getattr(part, name))
    wanted = [(line.id, _columns(line, part.currency)) for line in part.lots]
    keep_rows(session, call, queries.lots(session, call), wanted, make=Lot, letter="L")


def _columns(line: LotLine, currency: str) -> dict[str, object]:
    return {
        "name": line.name,
        "budget": line.budget,
        "currency": currency,
        "awards": line.awards,
        "min_grant": line.min_grant,
        "max_grant": line.max_grant,
    }


def _check(part: Money) -> None:
    if part.min_grant is not None and part.max_grant is not None and part.min_grant > part.max_grant:
        raise Refused(_("The smallest grant is above the largest."), "min_grant")
    for name in ("own_contribution_min", "indirect_cap"):
        percent = getattr(part, name)
        if percent is not None and percent > 100:
            raise Refused(_("A percentage is at most 100."), name)
    for line in part.lots:
        _check_lot(line, part)


def _check_lot(line: LotLine, part: Money) -> None:
    field = f"rows-{line.place}-"
    if line.max_grant and not line.budget:
        raise Refused(_("A line without money has no largest grant."), field + "max_grant")
    if line.awards < 1:
        raise Refused(_("A line awards at least one grant."), field + "awards")
    most = line.max_grant or part.max_grant
    least = line.min_grant if line.min_grant is not None else part.min_grant
    if most and least and least > most:
        raise Refused(_("The smallest grant is above the largest."), field + "min_grant")
    if most and line.budget and most > line.budget:
        raise Refused(_("The largest grant is above the money of the line."), field + "budget")


def facts(part: Money) -> Said:
    """What the public reads of it."""
    yield "currency", _("Currency"), part.currency
    yield "min", _("Smallest grant"), shown.money(part.min_grant, part.currency)
    yield "max", _("Largest grant"), shown.money(part.max_grant, part.currency)
    yield "own", _("Own contribution, at least"), _percent(part.own_contribution_min)
    yield "indirect", _("Indirect costs, at most"), _percent(part.indirect_cap)
    for number, line in enumerate(part.lots, start=1):
        yield f"lot-{line.id or number}", _("Line %(n)s", n=number), _lot(line, part.currency)


def said_money(budget: Decimal, currency: str) -> str:
    """The money of a line or of a call, or that there is none."""
    return shown.money(budget, currency) if budget else _("without money")


def _percent(value: Decimal | None) -> str:
    return "–" if value is None else f"{shown.number(value)} %"


def _lot(line: LotLine, currency: str) -> str:
    name, budget = shown.both_text(line.name), said_money(line.budget, currency)
    said = _("%(name)s: %(budget)s, %(n)s awards", name=name, budget=budget, n=line.awards)
    if line.max_grant:
        said += "; " + _("at most %(most)s each", most=shown.money(line.max_grant, currency))
    return said


MONEY = PartKind("money", lazy("Money and lines"), read, write, facts)
