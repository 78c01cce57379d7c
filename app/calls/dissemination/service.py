"""Staff note where a call was spread, correct it, and take out what was noted by mistake."""

from dataclasses import asdict, dataclass
from datetime import date

from sqlmodel import Session

from app.calls.dissemination.models import Dissemination, Medium
from app.calls.dissemination.states import LABELS
from app.calls.models import Call
from app.core import audit, clock
from app.core.errors import Refused
from app.core.i18n import _
from app.core.territory import is_state
from app.people.access import Actor


@dataclass(frozen=True)
class Spread:
    """One time that a call was spread, as somebody notes it."""

    medium: Medium
    what: str
    on: date
    state: str = ""
    place: str = ""
    link: str = ""
    reach: int | None = None
    source: str = ""


def record(session: Session, call: Call, spread: Spread, *, actor: Actor) -> Dissemination:
    """Note it."""
    _check(call, spread)
    entry = Dissemination(call_id=call.id, recorded_by=actor.id, **asdict(spread))
    session.add(entry)
    session.flush()
    audit.record(session, "dissemination.recorded", entry, actor=actor)
    return entry


def change(session: Session, call: Call, entry: Dissemination, spread: Spread, *, actor: Actor) -> None:
    """Correct it; the history keeps what it said before."""
    _check(call, spread)
    changes = {}
    for name, value in asdict(spread).items():
        if (before := getattr(entry, name)) != value:
            changes[str(LABELS[name])] = [_plain(before), _plain(value)]
            setattr(entry, name, value)
    session.add(entry)
    session.flush()
    if changes:
        audit.record(session, "dissemination.changed", entry, actor=actor, detail=changes)


def _plain(value: object) -> str | None:
    return None if value is None else str(value)


def remove(session: Session, entry: Dissemination, *, actor: Actor) -> None:
    """Take it out of the log: it counts no more, and the audit still knows it."""
    entry.removed_at = clock.now()
    session.add(entry)
    audit.record(session, "dissemination.removed", entry, actor=actor)


def _check(call: Call, spread: Spread) -> None:
    if spread.on > clock.today(call.timezone):
        raise Refused(_("This day is still to come: note it once it has happened."), "on")
    if spread.state and not is_state(spread.state):
        raise Refused(_("Choose one of the options."), "state")
    if spread.link and not spread.link.startswith(("https://", "http://")):
        raise Refused(_("Write the whole address, from https:// on."), "link")
    if spread.reach is not None and not spread.source:
        raise Refused(_("Say where this number comes from."), "source")
