"""Moves as data: a status changes here and nowhere else, with its audit entry."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from sqlmodel import Session

from app.core import audit
from app.core.audit import Doer
from app.core.errors import Refused
from app.core.i18n import LazyText, _


class HasState(Protocol):
    """Anything with an identifier and a state."""

    id: str
    state: Any


@dataclass(frozen=True)
class Move:
    """One named edge: from any of these states to that one."""

    sources: tuple[StrEnum, ...]
    to: StrEnum


Moves = Mapping[str, Move]


@dataclass(frozen=True)
class Face:
    """How a state is shown: to staff, to the public, and in which colour."""

    staff: LazyText
    public: LazyText
    colour: str


def move(*sources: StrEnum, to: StrEnum) -> Move:
    """`move(S.OPEN, S.RETURNED, to=S.SUBMITTED)`."""
    return Move(sources, to)


def allows(subject: HasState, moves: Moves, name: str) -> bool:
    """Whether this move starts from where the subject is."""
    return subject.state in moves[name].sources


def apply(
    session: Session,
    subject: HasState,
    moves: Moves,
    name: str,
    *,
    actor: Doer | None,
    reason: str | None = None,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Make the move and write it down, or raise Refused when it does not start here."""
    if not allows(subject, moves, name):
        raise Refused(
            _("This has moved on meanwhile: it can no longer be done from where it stands. Load the page again.")
        )
    before, subject.state = subject.state, moves[name].to
    kind = type(subject).__name__.lower()
    audit.record(
        session,
        f"{kind}.{name}",
        subject,
        actor=actor,
        reason=reason,
        detail={**(detail or {}), "from": str(before), "to": str(subject.state)},
    )
