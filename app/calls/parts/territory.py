"""Where projects may take place [B3, A17]: states, and within some of them named municipalities."""

from dataclasses import dataclass

from sqlmodel import Session

from app.calls.models import Call
from app.calls.parts.base import PartKind, Said
from app.core.errors import Refused
from app.core.i18n import _, lazy
from app.core.territory import is_state, state_name, state_names
from app.core.text import folded

NAME_MAX = 120


@dataclass(frozen=True)
class Municipalities:
    """Those of one state, as typed: no list of them is kept here, so they are compared folded."""

    state: str
    names: tuple[str, ...]
    place: int = 0


@dataclass(frozen=True)
class Territory:
    """ISO codes, in the order of the alphabet of their names; `asks`: proposals say their municipalities."""

    states: tuple[str, ...]
    asks: bool = False
    municipalities: tuple[Municipalities, ...] = ()


def read(_session: Session, call: Call) -> Territory:
    """The part as it stands."""
    named = (call.municipalities or {}).items()
    rows = tuple(Municipalities(state, tuple(names), place) for place, (state, names) in enumerate(named))
    return Territory(tuple(call.states), call.municipalities is not None, rows)


def write(_session: Session, call: Call, part: Territory) -> None:
    """Keep it; what was published is not narrowed."""
    if not all(is_state(state) for state in part.states):
        raise Refused(_("Choose states from the list."), "states")
    if call.published_at and not set(call.states) <= set(part.states):
        raise Refused(_("A published state stays: organisations there may be writing already."), "states")
    for row in part.municipalities:
        _check(call, part, row)
    _check_kept(call, part)
    call.states = list(part.states)
    call.municipalities = {row.state: list(row.names) for row in part.municipalities} if part.asks else None


def _check(call: Call, part: Territory, row: Municipalities) -> None:
    field = f"rows-{row.place}-"
    if row.state not in part.states:
        raise Refused(_("This state is not in the territory: tick it above, or take the row away."), field + "state")
    if any(other.state == row.state and other.place < row.place for other in part.municipalities):
        raise Refused(_("This state is there already: write all its municipalities in one row."), field + "state")
    if any(len(name) > NAME_MAX or "|" in name or "(" in name for name in row.names):
        raise Refused(_("Write names of municipalities, separated by commas."), field + "names")
    is_new = row.state not in (call.municipalities or {})
    if call.published_at and is_new and row.state in call.states:
        raise Refused(_("The whole state was published: it is not narrowed to some municipalities."), field + "names")


def _check_kept(call: Call, part: Territory) -> None:
    if not call.published_at:
        return
    now = {row.state: row for row in part.municipalities}
    for state, names in (call.municipalities or {}).items():
        row = now.get(state)
        kept = {folded(name) for name in row.names} if row else None
        if row and kept is not None and not {folded(name) for name in names} <= kept:
            raise Refused(
                _("A published municipality stays: organisations there may be writing already."),
                f"rows-{row.place}-names",
            )


def facts(part: Territory) -> Said:
    """What the public reads of it."""
    yield "states", _("States"), ", ".join(state_names(part.states))
    if part.asks:
        yield "asks", _("Proposals say their municipalities"), _("yes")
    for row in part.municipalities:
        label = _("Municipalities of %(state)s", state=state_name(row.state))
        yield f"municipalities-{row.state}", label, ", ".join(row.names)


TERRITORY = PartKind("territory", lazy("Territory"), read, write, facts)
