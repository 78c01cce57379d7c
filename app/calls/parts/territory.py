"""The states where projects may take place [B3]."""

from dataclasses import dataclass

from sqlmodel import Session

from app.calls.models import Call
from app.calls.parts.base import PartKind, Said
from app.core.errors import Refused
from app.core.i18n import _, lazy
from app.core.territory import is_state, state_names


@dataclass(frozen=True)
class Territory:
    """ISO codes, in the order of the alphabet of their names."""

    states: tuple[str, ...]


def read(_session: Session, call: Call) -> Territory:
    """The part as it stands."""
    return Territory(tuple(call.states))


def write(_session: Session, call: Call, part: Territory) -> None:
    """Keep it; a published state stays."""
    if not all(is_state(state) for state in part.states):
        raise Refused(_("Choose states from the list."), "states")
    if call.published_at and not set(call.states) <= set(part.states):
        raise Refused(_("A published state stays: organisations there may be writing already."), "states")
    call.states = list(part.states)


def facts(part: Territory) -> Said:
    """What the public reads of it."""
    yield "states", _("States"), ", ".join(state_names(part.states))


TERRITORY = PartKind("territory", lazy("Territory"), read, write, facts)
