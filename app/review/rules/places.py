"""A proposal before and after ranking, as the pure rules see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from app.review.rules.totals import Rubric, mean


@dataclass(frozen=True, slots=True)
class Marks:
    """One sheet: the values by criterion, its total without bonus, its bonus and its points by section."""

    values: Mapping[str, int]
    total: Decimal
    submitted: bool = True
    bonus: Decimal = Decimal(0)
    sections: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """A proposal with its live sheets. `lottery` decides a last tie: the digest of its sealed content.

    `state`, `lines` (themes) and `votes` count where the chain of the call says so.
    """

    key: str
    lottery: str
    sheets: Sequence[Marks] = ()
    state: str = ""
    lines: frozenset[str] = frozenset()
    votes: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a proposal stands. Without a submitted sheet there is neither score nor rank.

    `score` = `base` + `bonus`; a minimum is judged on `base`. `tie_broken_by` names the criterion (or the step) that
    put it after the one before it with the same score; `unvoted`: the commission still has to vote on it.
    """

    key: str
    rank: int | None
    score: Decimal | None
    totals: tuple[Decimal, ...]
    means: Mapping[str, Decimal]
    tie_broken_by: str | None = None
    base: Decimal | None = None
    bonus: Decimal | None = None
    sections: Mapping[str, Decimal] = field(default_factory=dict)
    unvoted: bool = False

    @property
    def spread(self) -> Decimal | None:
        """How far apart the highest and the lowest sheet are."""
        return max(self.totals) - min(self.totals) if self.totals else None


def place(entry: Entry, rubric: Rubric) -> Place:
    """Official score = mean of the submitted totals as shown, plus the mean of their bonus; one mean per criterion."""
    counted = [sheet for sheet in entry.sheets if sheet.submitted]
    if not counted:
        return Place(entry.key, None, None, (), {})
    means = {m.id: mean(Decimal(sheet.values[m.id]) for sheet in counted) or Decimal(0) for m in rubric}
    totals = tuple(sorted(sheet.total for sheet in counted))
    base = mean(totals) or Decimal(0)
    bonus = mean(sheet.bonus for sheet in counted) if any(m.bonus for m in rubric) else None
    keys = {key for sheet in counted for key in sheet.sections}
    sections = {key: mean(s.sections.get(key, Decimal(0)) for s in counted) or Decimal(0) for key in keys}
    return Place(entry.key, None, base + (bonus or 0), totals, means, base=base, bonus=bonus, sections=sections)
