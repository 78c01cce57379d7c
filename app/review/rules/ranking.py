"""The order of proposals by official score, and how each tie was broken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from itertools import pairwise

from app.review.rules.totals import Rubric, by_weight, mean

DRAW = "draw"


@dataclass(frozen=True, slots=True)
class Marks:
    """One sheet as the ranking needs it: the values by criterion, its shown total, whether it was submitted."""

    values: Mapping[str, int]
    total: Decimal
    submitted: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """A proposal with its live sheets. `lottery` decides a last tie: the digest of its sealed content."""

    key: str
    lottery: str
    sheets: Sequence[Marks] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a proposal stands. Without a submitted sheet there is neither score nor rank.

    `tie_broken_by` names the criterion (or the draw) that put it after the one before it with the same score.
    """

    key: str
    rank: int | None
    score: Decimal | None
    totals: tuple[Decimal, ...]
    means: Mapping[str, Decimal]
    tie_broken_by: str | None = None

    @property
    def spread(self) -> Decimal | None:
        """How far apart the highest and the lowest sheet are."""
        return max(self.totals) - min(self.totals) if self.totals else None


def place(entry: Entry, rubric: Rubric) -> Place:
    """Official score = mean of the submitted totals as shown; one mean per criterion, for ties and feedback."""
    counted = [sheet for sheet in entry.sheets if sheet.submitted]
    means = (
        {m.id: mean(Decimal(sheet.values[m.id]) for sheet in counted) or Decimal(0) for m in rubric} if counted else {}
    )
    totals = tuple(sorted(sheet.total for sheet in counted))
    return Place(entry.key, None, mean(totals), totals, means)


def ranked(entries: Sequence[Entry], rubric: Rubric, *, seed: str) -> list[Place]:
    """Places 1, 2, 3… by score, then by the heaviest criterion, then the next…, at last by a draw anyone can replay.

    The draw sorts by SHA-256 of `seed` and the sealed digest: the seed (the root of the closing list) was public
    before anybody scored. Proposals without a submitted sheet come last, unranked, in the order of their keys.
    """
    chain = by_weight(rubric)
    draws = {entry.key: sha256(f"{seed}\n{entry.lottery}".encode()).hexdigest() for entry in entries}
    places = [place(entry, rubric) for entry in entries]

    def order(one: Place) -> tuple[Decimal, tuple[Decimal, ...], str]:
        return -(one.score or Decimal(0)), tuple(-one.means[m.id] for m in chain), draws[one.key]

    scored = sorted((one for one in places if one.score is not None), key=order)
    waiting = sorted((one for one in places if one.score is None), key=lambda one: one.key)
    reasons = [None, *(_tie_breaker(a, b, rubric) for a, b in pairwise(scored))]
    numbered = [
        Place(one.key, number, one.score, one.totals, one.means, reason)
        for number, (one, reason) in enumerate(zip(scored, reasons, strict=False), start=1)
    ]
    return numbered + waiting


def _tie_breaker(before: Place, after: Place, rubric: Rubric) -> str | None:
    if before.score != after.score:
        return None
    return next((m.id for m in by_weight(rubric) if before.means[m.id] != after.means[m.id]), DRAW)
