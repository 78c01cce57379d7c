"""Finding a call: the filters of the public list, kept in its address, and what each call is found by. Reads only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from urllib.parse import urlencode

from sqlmodel import Session

from app.calls import queries, showcase
from app.calls.models import Axis, Call, Lot, MilestoneKind
from app.calls.showcase import Card
from app.calls.states import Phase
from app.core.format import both_text
from app.core.territory import state_choices
from app.core.text import folded, sort_key

FAR = datetime.max.replace(tzinfo=UTC)


class Shelf(StrEnum):
    """Where a call stands in the list."""

    open = "open"
    coming = "coming"
    past = "past"
    practice = "practice"


SHELVES: Mapping[Phase, Shelf] = {Phase.open: Shelf.open, Phase.announced: Shelf.coming}


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for; a theme and a line are words without accents, a state is its code."""

    q: str = ""
    state: str = ""
    theme: str = ""
    line: str = ""
    when: str = ""

    def __bool__(self) -> bool:
        return any(getattr(self, each.name).strip() for each in fields(self))

    @property
    def followed(self) -> str:
        """The part of the address that a subscription keeps: theme and state."""
        return urlencode({key: value for key in ("theme", "state") if (value := getattr(self, key))})


@dataclass(frozen=True)
class Found:
    """A call in the list, with what it is found by and what its card says."""

    card: Card
    themes: frozenset[str]
    lines: frozenset[str]
    words: str
    awards: int
    largest: Decimal | None
    closes: datetime
    opens: datetime

    @property
    def call(self) -> Call:
        return self.card.call

    @property
    def shelf(self) -> Shelf:
        if self.card.table.practice and self.card.phase in SHELVES:
            return Shelf.practice
        return SHELVES.get(self.card.phase, Shelf.past)


@dataclass(frozen=True)
class Choices:
    """What the filters offer: only what some public call has."""

    states: list[tuple[str, str]]
    themes: list[tuple[str, str]]
    lines: list[tuple[str, str]]


def catalogue(session: Session) -> tuple[list[Found], Choices]:
    """Every public call as it can be found, and the choices of the filters."""
    cards = showcase.cards(session)
    calls = [card.call for card in cards]
    axes, lots = queries.axes_of(session, calls), queries.lots_of(session, calls)
    found = [_found(card, axes[card.call.id], lots[card.call.id]) for card in cards]
    states = {state for call in calls for state in call.states}
    themes = _named(axis.name for each in axes.values() for axis in each)
    lines = _named(lot.name for each in lots.values() for lot in each)
    return found, Choices(state_choices(states), themes, lines)


def _found(card: Card, axes: Sequence[Axis], lots: Sequence[Lot]) -> Found:
    call = card.call
    said = [call.title, call.object, *(axis.name for axis in axes), *(lot.name for lot in lots)]
    words = " ".join([*(text for each in said for text in each.values()), *card.states, *call.partners])
    largest = [amount for lot in lots if (amount := showcase.most_of(call, lot)) is not None]
    latest, opens = card.table.latest(), card.table.at(MilestoneKind.launch)
    return Found(
        card=card,
        themes=frozenset(theme_key(text) for axis in axes for text in axis.name.values()),
        lines=frozenset(theme_key(text) for lot in lots for text in lot.name.values()),
        words=folded(words),
        awards=sum(lot.awards for lot in lots),
        largest=max(largest, default=None),
        closes=latest.at if latest else FAR,
        opens=opens or FAR,
    )


def theme_key(text: str) -> str:
    """A theme or a line as addresses and subscriptions keep it: "Prevención" and "prevencion" are one."""
    return folded(text)


def _named(names: Iterable[Mapping[str, str]]) -> list[tuple[str, str]]:
    """(key, name in the reader's language) of each different name, by the alphabet."""
    found = {theme_key(text): text for name in names if (text := both_text(dict(name)))}
    return sorted(found.items(), key=lambda pair: sort_key(pair[1]))


def matching(every: Iterable[Found], wanted: Wanted) -> list[Found]:
    """Those that fit every filter; each word of the search must be there."""
    return [each for each in every if _fits(each, wanted)]


def _fits(found: Found, wanted: Wanted) -> bool:
    return (
        (not wanted.state or wanted.state in found.call.states)
        and (not wanted.theme or theme_key(wanted.theme) in found.themes)
        and (not wanted.line or theme_key(wanted.line) in found.lines)
        and (not wanted.when or found.shelf == wanted.when)
        and all(word in found.words for word in folded(wanted.q).split())
    )


def shelved(found: Iterable[Found]) -> dict[Shelf, list[Found]]:
    """Open by what closes first, coming by what opens first, past with the newest first."""
    shelves: dict[Shelf, list[Found]] = {shelf: [] for shelf in Shelf}
    for each in found:
        shelves[each.shelf].append(each)
    shelves[Shelf.open].sort(key=lambda each: each.closes)
    shelves[Shelf.coming].sort(key=lambda each: each.opens)
    return shelves
