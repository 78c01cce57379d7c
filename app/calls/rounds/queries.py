"""Named reads of rounds: one call's, and the whole line that it belongs to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from app.calls.models import Call, CallState
from app.calls.rounds.models import CallRound

PUBLIC = frozenset({CallState.published, CallState.cancelled})


@dataclass(frozen=True)
class Step:
    """One round of a line: its number from 1. `round` is None for a call that says nothing of rounds yet."""

    number: int
    call: Call
    round: CallRound | None

    @property
    def public(self) -> bool:
        """Whether everybody may read its page."""
        return self.call.state in PUBLIC

    @property
    def counts(self) -> Mapping[str, int]:
        """The public numbers."""
        return self.round.counts if self.round else {}


@dataclass(frozen=True)
class Line:
    """The rounds of one line, and where one call stands in it. `total` counts a round that is announced, not begun."""

    steps: Sequence[Step]
    number: int
    total: int

    @property
    def here(self) -> Step:
        """The round that was asked for."""
        return self.steps[self.number - 1]

    @property
    def before(self) -> Step | None:
        """The round before it."""
        return self.steps[self.number - 2] if self.number > 1 else None

    @property
    def after(self) -> Step | None:
        """The round after it, once it was begun."""
        return self.steps[self.number] if self.number < len(self.steps) else None

    @property
    def cuts(self) -> bool:
        """Whether this round ends with a cut and not with awards."""
        return self.here.round is not None and self.here.round.cut is not None


def round_of(session: Session, call_id: str) -> CallRound | None:
    """What makes this call a round, if anything does."""
    return session.exec(select(CallRound).where(CallRound.call_id == call_id)).first()


def following(session: Session, call_id: str) -> Call | None:
    """The call that follows this one."""
    wanted = select(Call).join(CallRound, col(CallRound.call_id) == Call.id).where(CallRound.follows_id == call_id)
    return session.exec(wanted).first()


def ends_with_cut(session: Session, call_id: str) -> bool:
    """Whether somebody goes on from this call to another, so that no award is decided in it."""
    found = round_of(session, call_id)
    return found is not None and found.cut is not None


def assisted(session: Session, call_id: str) -> bool:
    """Whether what is sent in this round is commented on before it closes."""
    found = round_of(session, call_id)
    return found is not None and found.assistance


def nominated(session: Session, call_id: str) -> bool:
    """Whether whoever applies here was nominated by somebody else."""
    found = round_of(session, call_id)
    return found is not None and found.nominated


def lines(session: Session, calls: Sequence[Call]) -> dict[str, Line]:
    """The line of each of these calls that is a round of several. Two queries, however many calls."""
    rows = {row.call_id: row for row in session.exec(select(CallRound))}
    if not rows:
        return {}
    after: dict[str, str] = {row.follows_id: row.call_id for row in rows.values() if row.follows_id}
    chains = {call.id: _chain(call.id, rows, after) for call in calls}
    wanted = {key for chain in chains.values() for key in chain}
    known = {call.id: call for call in session.exec(select(Call).where(col(Call.id).in_(wanted)))}
    found = {call_id: _line(call_id, chain, rows, known) for call_id, chain in chains.items()}
    return {call_id: line for call_id, line in found.items() if line.total > 1}


def line(session: Session, call: Call) -> Line | None:
    """The line of one call; None for a call of a single round."""
    return lines(session, [call]).get(call.id)


def _chain(key: str, rows: Mapping[str, CallRound], after: Mapping[str, str]) -> list[str]:
    first = key
    while (row := rows.get(first)) is not None and row.follows_id:
        first = row.follows_id
    chain = [first]
    while chain[-1] in after:
        chain.append(after[chain[-1]])
    return chain


def _line(key: str, chain: Sequence[str], rows: Mapping[str, CallRound], known: Mapping[str, Call]) -> Line:
    steps = [Step(number, known[each], rows.get(each)) for number, each in enumerate(chain, start=1)]
    last = rows.get(chain[-1])
    announced = last is not None and last.cut is not None
    return Line(steps, chain.index(key) + 1, len(steps) + announced)
