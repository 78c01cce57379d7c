"""The board of a call as a value: what was received, where from, when, and the funnel [E4]. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from app.core.i18n import LazyText, lazy
from app.core.territory import state_name
from app.core.text import sort_key
from app.review.models import CandidacyState as C

Stages = tuple[tuple[LazyText, frozenset[C]], ...]
REACHED: Stages = (
    (lazy("Met every rule"), frozenset(C) - {C.validation, C.correcting, C.ineligible}),
    (lazy("Scored"), frozenset(C) - {C.validation, C.correcting, C.ineligible, C.eligible}),
    (lazy("Recommended by the commission"), frozenset({C.recommended, C.approved, C.returned, C.objected})),
    (lazy("Approved by the donor"), frozenset({C.approved})),
)
THROUGH: Stages = (
    REACHED[0],
    (lazy("Goes on to the next round"), frozenset({C.goes_on})),
)
Counts = Mapping[tuple[str, C], int]


@dataclass(frozen=True)
class Step:
    """One stage of the funnel and how many reached it."""

    title: LazyText
    count: int


def funnel(received: int, counts: Counts, agreements: int, stages: Stages = REACHED) -> list[Step]:
    """From what was received to what was signed: how many reached each stage."""
    middle = [Step(title, _in(counts.items(), states)) for title, states in stages]
    last = [Step(lazy("With an agreement"), agreements)] if stages is REACHED else []
    return [Step(lazy("Proposals received"), received), *middle, *last]


def by_state(received: Mapping[str, int], counts: Counts, stages: Stages = REACHED) -> list[tuple[str, list[int]]]:
    """(state's name, [received, then how many reached each stage]) in the order of the alphabet."""
    homes = sorted({*received, *(home for home, _state in counts)}, key=lambda iso: sort_key(state_name(iso)))
    return [(state_name(home), [received.get(home, 0), *_reached(home, counts, stages)]) for home in homes]


def _reached(home: str, counts: Counts, stages: Stages) -> list[int]:
    mine = [(key, count) for key, count in counts.items() if key[0] == home]
    return [_in(mine, states) for _title, states in stages]


def _in(counts: Iterable[tuple[tuple[str, C], int]], states: frozenset[C]) -> int:
    return sum(count for (_home, state), count in counts if state in states)


def by_day(instants: Sequence[datetime], zone: str) -> list[tuple[str, int]]:
    """("07/09", how many) for every day from the first to the last, the empty ones included."""
    days = Counter(at.astimezone(ZoneInfo(zone)).date() for at in instants)
    if not days:
        return []
    first, last = min(days), max(days)
    span = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [(day.strftime("%d/%m"), days[day]) for day in span]
