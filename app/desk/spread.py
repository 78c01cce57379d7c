"""How far a call reached, by state: how often it was spread, whom that reached, what was begun and sent. Pure [B11].

A reach that nobody measured is not known, which is not 0: a sum says of how many of its parts it speaks.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.calls.dissemination.queries import Line
from app.core.territory import state_name
from app.core.text import sort_key


@dataclass(frozen=True)
class Reach:
    """One state. `reach` None: nobody knows; `known` of `times` have a figure."""

    state: str
    name: str
    times: int
    reach: int | None
    known: int
    drafts: int
    sent: int
    asked: bool


def by_state(
    log: Iterable[Line], states: Sequence[str], drafts: Mapping[str, int], sent: Mapping[str, int]
) -> list[Reach]:
    """Every state of the call, and any other that something reached or came from; the whole country comes last."""
    lines = list(log)
    found = {*states, *drafts, *sent, *(line.state for line in lines if line.state)} - {""}
    rows = [
        _row(state, lines, states, drafts, sent) for state in sorted(found, key=lambda iso: sort_key(state_name(iso)))
    ]
    if any(not line.state for line in lines):
        rows.append(_row("", lines, states, {}, {}))
    return rows


def _row(
    state: str, lines: Sequence[Line], states: Sequence[str], drafts: Mapping[str, int], sent: Mapping[str, int]
) -> Reach:
    mine = [line for line in lines if line.state == state]
    figures = [line.reach for line in mine if line.reach is not None]
    return Reach(
        state=state,
        name=state_name(state),
        times=len(mine),
        reach=sum(figures) if figures else None,
        known=len(figures),
        drafts=drafts.get(state, 0),
        sent=sent.get(state, 0),
        asked=state in states,
    )


def silent(rows: Iterable[Reach]) -> list[str]:
    """The states of the call where it was never spread: where somebody should go next."""
    return [row.name for row in rows if row.asked and not row.times]
