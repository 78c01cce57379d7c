"""Exact money: two places, half-up per line, and totals that are the sum of the lines shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal, localcontext
from typing import Self

_PRECISION = 60
CENT = Decimal("0.01")


def half_up(value: Decimal, places: int = 2) -> Decimal:
    """Round away from zero at the half: 0.005 -> 0.01, -0.005 -> -0.01."""
    with localcontext(prec=_PRECISION):
        return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def total(lines: Iterable[Decimal]) -> Decimal:
    """The sum of the lines as they are shown, each rounded first (L3)."""
    with localcontext(prec=_PRECISION):
        return sum((half_up(line) for line in lines), Decimal("0.00"))


def product(*factors: Decimal) -> Decimal:
    """A budget line (quantity × unit cost × times), rounded once, at the end."""
    with localcontext(prec=_PRECISION):
        result = Decimal(1)
        for factor in factors:
            result *= factor
        return half_up(result)


def convert(amount: Decimal, rate: Decimal) -> Decimal:
    """One line in another currency; `rate` is units of the other for one of this. Totals sum converted lines (L3)."""
    return product(amount, rate)


def split(amount: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Share an amount by weights so that the parts add up to it; spare cents go to the largest remainders."""
    whole = sum(weights, Decimal(0))
    if amount < 0 or whole <= 0 or any(weight < 0 for weight in weights):
        message = "an amount is shared by weights that are not negative and not all zero"
        raise ValueError(message)
    with localcontext(prec=_PRECISION):
        exact = [amount * weight / whole for weight in weights]
        parts = [share.quantize(CENT, ROUND_FLOOR) for share in exact]
        spare = int((amount - sum(parts)) / CENT)
        by_remainder = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
        for index in by_remainder[:spare]:
            parts[index] += CENT
    return parts


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of whole cents in one currency (ISO 4217); two currencies never add."""

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        if not isinstance(self.amount, Decimal) or not self.amount.is_finite():
            message = f"money needs an exact amount, not {self.amount!r}"
            raise TypeError(message)
        if half_up(self.amount) != self.amount:
            message = f"{self.amount} has parts of a cent: round it with half_up"
            raise ValueError(message)
        object.__setattr__(self, "amount", half_up(self.amount))

    def __add__(self, other: Self) -> Self:
        return type(self)(self.amount + self._same(other), self.currency)

    def __sub__(self, other: Self) -> Self:
        return type(self)(self.amount - self._same(other), self.currency)

    def __lt__(self, other: Self) -> bool:
        return self.amount < self._same(other)

    def __le__(self, other: Self) -> bool:
        return self.amount <= self._same(other)

    def __bool__(self) -> bool:
        return bool(self.amount)

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"

    def to(self, currency: str, rate: Decimal) -> Self:
        """The same money in another currency, half-up."""
        return type(self)(convert(self.amount, rate), currency)

    def _same(self, other: Self) -> Decimal:
        if self.currency != other.currency:
            message = f"{self.currency} and {other.currency} do not add"
            raise ValueError(message)
        return other.amount
