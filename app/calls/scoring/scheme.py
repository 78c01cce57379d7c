"""The scheme of scoring as a value that the sums and the ranking obey."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Protocol, TypeVar

from app.calls.scoring.models import CallScoring, Sector, TieStep
from app.calls.words import Both
from app.core.text import folded


class Sectioned(Protocol):
    """A criterion that belongs to a section."""

    @property
    def section(self) -> Both: ...


C = TypeVar("C", bound=Sectioned)

USUAL_TIES = (TieStep.criteria, TieStep.draw)


@dataclass(frozen=True)
class SectionMinimum:
    """A section of the rubric and the points that a proposal needs in it."""

    name: Both
    minimum: Decimal
    place: int = 0

    @property
    def key(self) -> str:
        """How the sums name the section."""
        return section_key(self.name)


@dataclass(frozen=True)
class Scheme:
    """`ties` ends with the draw, so that an order always exists. `quorum` counts seats without a recusal."""

    ties: tuple[TieStep, ...] = USUAL_TIES
    sections: tuple[SectionMinimum, ...] = ()
    bonus_cap: Decimal | None = None
    quorum: int | None = None
    min_sectors: int | None = None
    sectors: tuple[Sector, ...] = ()


def section_key(name: Both) -> str:
    """The same section however its accents and capitals are typed; empty for a criterion without section."""
    return folded(name.get("es") or name.get("en") or "")


def grouped(criteria: Sequence[C]) -> list[tuple[str, list[C]]]:
    """Criteria in runs of the same section, with its key: as they are read and scored."""
    return [(key, list(group)) for key, group in groupby(criteria, key=lambda each: section_key(each.section))]


def chain(steps: Sequence[TieStep]) -> tuple[TieStep, ...]:
    """The steps once each, with the draw at the end: what follows a draw could never decide."""
    chosen = [step for step in dict.fromkeys(steps) if step != TieStep.draw]
    return (*chosen, TieStep.draw)


def scheme_of(row: CallScoring | None) -> Scheme:
    """The stored row as a value; a call that says nothing has the usual scheme."""
    if row is None:
        return Scheme()
    return Scheme(
        ties=chain([TieStep(step) for step in row.ties]) if row.ties else USUAL_TIES,
        sections=tuple(
            SectionMinimum(each["name"], Decimal(each["minimum"]), place) for place, each in enumerate(row.sections)
        ),
        bonus_cap=row.bonus_cap,
        quorum=row.quorum,
        min_sectors=row.min_sectors,
        sectors=tuple(Sector(each) for each in row.sectors),
    )
