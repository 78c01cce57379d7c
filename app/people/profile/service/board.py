"""The board, and the mandate of whoever represents the organisation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from app.core import audit
from app.core.errors import Refused
from app.core.files import store
from app.core.forms import Upload
from app.core.i18n import _
from app.people.access import Actor
from app.people.models import Organisation
from app.people.profile.models import BoardMember, Mandate
from app.people.profile.queries import board, mandate_row
from app.people.service import organisations


@dataclass(frozen=True)
class Seat:
    """One line of the board as it was typed."""

    name: str
    office: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Represents:
    """Who represents the organisation, and for how long."""

    name: str
    email: str
    since: date | None = None
    until: date | None = None


def seat(session: Session, organisation: Organisation, seats: Sequence[Seat], *, actor: Actor) -> None:
    """Write the board anew; who sat before stands in the log."""
    for index, each in enumerate(seats):
        _ordered(each.since, each.until, f"rows-{index}-until")
    before = board(session, organisation.id)
    was = [_said(row) for row in before]
    for row in before:
        session.delete(row)
    session.flush()
    for index, each in enumerate(seats):
        session.add(
            BoardMember(
                organisation_id=organisation.id,
                name=each.name,
                office=each.office,
                since=each.since,
                until=each.until,
                order_index=index,
            )
        )
    now = [_said(each) for each in seats]
    if was != now:
        detail = {"board": [was, now]}
        audit.record(session, "organisation.board_changed", organisation, actor=actor, detail=detail)


def represent(
    session: Session, organisation: Organisation, who: Represents, power: Upload | None, *, actor: Actor
) -> Mandate:
    """Say who represents the organisation, for which term, and by which power of attorney."""
    _ordered(who.since, who.until, "until")
    values = {"representative_name": who.name, "representative_email": who.email}
    organisations.change(session, organisation, values, actor=actor)
    row = mandate_row(session, organisation.id) or Mandate(organisation_id=organisation.id, name=who.name)
    if row.name != who.name:
        row.power_id = None
    row.name, row.since, row.until = who.name, who.since, who.until
    detail = {"representative": who.name, "since": _day(who.since), "until": _day(who.until)}
    if power is not None:
        row.power_id = store(session, power.data, power.filename, kinds=("pdf", "jpg", "png"), field="power").id
        detail["power"] = power.filename
    session.add(row)
    session.flush()
    audit.record(session, "organisation.mandate_changed", organisation, actor=actor, detail=detail)
    return row


def _ordered(since: date | None, until: date | None, field: str) -> None:
    if since and until and until < since:
        raise Refused(_("The last day is before the first."), field)


def _said(one: BoardMember | Seat) -> str:
    return f"{one.name}, {one.office} ({_day(one.since)}–{_day(one.until)})"


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
