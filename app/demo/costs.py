"""A plausible budget: shares of what is asked for become lines of quantity × unit cost × times."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal
from random import Random
from typing import Any

Block = dict[str, Any]

_ROUND = Decimal(50)
_MARGIN = 4


@dataclass(frozen=True, slots=True)
class Limits:
    """Money of the call: the most to ask for, the least share of one's own and the most for administration (per cent)."""

    maximum: Decimal
    minimum: Decimal = Decimal(0)
    own_percent: Decimal = Decimal(0)
    indirect_percent: Decimal = Decimal(100)


def budget_rows(dice: Random, lines: Block, concepts: list[Block], plan: list[Block], limits: Limits) -> list[Block]:
    """Lines within the limits; shares add up to one hundred parts of the grant, and of the organisation's own."""
    grant = _asked(dice, limits)
    months = _months(plan)
    blocks = [*lines["grant"], *_theme_lines(concepts, lines["theme_shares"])]
    rows = [_row(dice, block, grant, months, plan) for block in blocks if _allowed(block, limits)]
    own = grant * (limits.own_percent + _MARGIN) / (100 - limits.own_percent - _MARGIN)
    rows += [_row(dice, block, own, months, plan, up=True) for block in lines["own"]]
    return [{"id": f"line{number}", **row} for number, row in enumerate(rows, 1)]


def _asked(dice: Random, limits: Limits) -> Decimal:
    """Most ask for much of what there is."""
    floor = max(limits.minimum * Decimal("1.1"), limits.maximum * Decimal("0.62"))
    return floor + (limits.maximum - floor) * dice.randint(0, 100) / 100


def _theme_lines(concepts: list[Block], shares: list[int]) -> list[Block]:
    return [
        {**concept, "share": share, "quantity": [1, 2], "times": [2, 4]}
        for concept, share in zip(concepts, shares, strict=True)
    ]


def _allowed(block: Block, limits: Limits) -> bool:
    return bool(block["category"] != "administration" or block["share"] < limits.indirect_percent)


def _row(dice: Random, block: Block, whole: Decimal, months: int, plan: list[Block], *, up: bool = False) -> Block:
    quantity = dice.choice(block["quantity"])
    times = months if block["times"] == "months" else dice.choice(block["times"])
    exact = whole * block["share"] / 100 / quantity / times
    unit_cost = (exact / _ROUND).quantize(Decimal(1), ROUND_DOWN) * _ROUND + (_ROUND if up else 0)
    place = block.get("activity")
    return {
        "activity_id": plan[min(place, len(plan) - 1)]["id"] if place is not None else None,
        "category": block["category"],
        "concept": block["concept"],
        "quantity": str(quantity),
        "unit_cost": f"{unit_cost:.2f}",
        "times": str(times),
        "source": block.get("source", "grant"),
    }


def _months(plan: list[Block]) -> int:
    first, last = date.fromisoformat(plan[0]["start"]), date.fromisoformat(plan[-1]["end"])
    return max(1, round((last - first).days / 30.4))
