"""What the call asks of every proposal, and what other sections say: all that a rule may look at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from app.calls.questionnaire.network import NetworkRules


@dataclass(frozen=True)
class LotChoice:
    """A lot to choose; amounts in the call's currency, None where the call sets none."""

    id: str
    code: str
    name: Mapping[str, str]
    min_grant: Decimal | None = None
    max_grant: Decimal | None = None


@dataclass(frozen=True)
class AxisChoice:
    """A thematic axis to choose; several may be chosen [B4]."""

    code: str
    name: Mapping[str, str]


@dataclass(frozen=True)
class Need:
    """A document that the call asks for, with the reason why [B14]."""

    id: str
    code: str
    title: Mapping[str, str]
    why: Mapping[str, str]
    kinds: tuple[str, ...]
    required: bool
    months_valid: int | None = None
    has_template: bool = False


@dataclass(frozen=True)
class Activity:
    """A row of the work plan, as other sections name it."""

    id: str
    name: str


@dataclass(frozen=True)
class Frame:
    """One call seen from one proposal. Percents are 20 for 20 %; what is None or empty, the call does not rule."""

    currency: str = "MXN"
    min_grant: Decimal | None = None
    max_grant: Decimal | None = None
    own_minimum: Decimal | None = None
    indirect_cap: Decimal | None = None
    named_monitor: bool = False
    both_families: bool = False
    states: tuple[str, ...] = ()
    municipalities: Mapping[str, list[str]] | None = None
    lots: tuple[LotChoice, ...] = ()
    axes: tuple[AxisChoice, ...] = ()
    needs: tuple[Need, ...] = ()
    chosen_lot: str | None = None
    activities: tuple[Activity, ...] = ()
    given: frozenset[str] = field(default_factory=frozenset)
    network: NetworkRules = field(default_factory=NetworkRules)

    @property
    def lot(self) -> LotChoice | None:
        """The lot that the summary names, if the call has it."""
        return next((lot for lot in self.lots if lot.code == self.chosen_lot), None)

    @property
    def ceiling(self) -> Decimal | None:
        """The most that may be asked for: the lot's maximum, else the call's."""
        return self.lot.max_grant if self.lot and self.lot.max_grant is not None else self.max_grant

    @property
    def floor(self) -> Decimal | None:
        """The least that may be asked for: the lot's minimum, else the call's."""
        return self.lot.min_grant if self.lot and self.lot.min_grant is not None else self.min_grant
