"""Equal scores in order: the steps that the call published, one after another, and which of them decided."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from app.calls.scoring.models import TieStep
from app.calls.scoring.scheme import chain
from app.review.rules.places import Entry, Place
from app.review.rules.totals import Rubric, by_weight

DRAW = TieStep.draw.value
VOTE = TieStep.vote.value
Step = tuple[str, Callable[[Place], Any]]


def draw(seed: str, lottery: str) -> str:
    """Its number in the draw: SHA-256 of the seed and the sealed digest, so that anybody can repeat it."""
    return sha256(f"{seed}\n{lottery}".encode()).hexdigest()


@dataclass
class Untying:
    """The steps of one ranking. `states` and `lines` are those of the places given so far, from the top."""

    entries: dict[str, Entry]
    rubric: Rubric
    ties: Sequence[TieStep]
    seed: str
    states: set[str] = field(default_factory=set)
    lines: set[str] = field(default_factory=set)

    def ordered(self, group: Sequence[Place]) -> Iterator[tuple[Place, str | None, bool]]:
        """Each place of a group of equal scores, what put it after the one before, whether a vote is wanting."""
        left, lost = list(group), dict[str, str]()
        wanting = self._votes_wanting(left)
        while left:
            best, losers = self._best(left)
            yield best, lost.get(best.key), best.key in wanting
            lost = losers
            left = [one for one in left if one.key != best.key]
            self.states.add(self.entries[best.key].state)
            self.lines |= self.entries[best.key].lines

    def _best(self, group: Sequence[Place]) -> tuple[Place, dict[str, str]]:
        """The first of a group, and the step at which each of the others fell behind it."""
        level, lost = list(group), dict[str, str]()
        for name, key in self._steps():
            top = min(key(one) for one in level)
            lost |= {one.key: name for one in level if key(one) != top}
            level = [one for one in level if key(one) == top]
        return level[0], lost

    def _votes_wanting(self, group: Sequence[Place]) -> set[str]:
        """Those that the vote has to put in order and that nobody has voted on yet."""
        if TieStep.vote not in self.ties:
            return set()
        before = self.ties[: self.ties.index(TieStep.vote)]
        same: dict[Any, list[Place]] = {}
        for one in group:
            same.setdefault(tuple(key(one) for _name, key in self._of(before)), []).append(one)
        tied = [one for level in same.values() if len(level) > 1 for one in level]
        return {one.key for one in tied if self.entries[one.key].votes is None}

    def _steps(self) -> Iterator[Step]:
        return self._of(chain(self.ties))

    def _of(self, steps: Sequence[TieStep]) -> Iterator[Step]:
        for step in steps:
            if step == TieStep.criteria:
                yield from ((m.id, _by_mean(m.id)) for m in by_weight(self.rubric) if not m.bonus)
            else:
                yield step.value, self._single(step)

    def _single(self, step: TieStep) -> Callable[[Place], Any]:
        entry = self.entries
        match step:
            case TieStep.state:
                return lambda one: entry[one.key].state in self.states
            case TieStep.line:
                return lambda one: entry[one.key].lines <= self.lines
            case TieStep.vote:
                return lambda one: -(entry[one.key].votes or 0)
            case _:
                return lambda one: (draw(self.seed, entry[one.key].lottery), one.key)


def _by_mean(criterion: str) -> Callable[[Place], Any]:
    return lambda one: -one.means[criterion]
