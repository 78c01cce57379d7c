"""The calendar: its dates, and the deadlines that differ by state."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from sqlmodel import Session

from app.calls import queries
from app.calls.models import Call, DeadlineOverride, Milestone, MilestoneKind
from app.calls.moments import DAY_BEGINS, DAY_ENDS, split, wall
from app.calls.parts.base import PartKind, Said
from app.calls.timetable import KINDS, TO_THE_HOUR, Timetable
from app.core import clock, deadlines
from app.core import format as shown
from app.core.errors import Refused
from app.core.format import ALWAYS
from app.core.i18n import _, lazy
from app.core.territory import state_name

BEGINNINGS = frozenset({MilestoneKind.launch, MilestoneKind.project_start})


@dataclass(frozen=True)
class OwnDeadline:
    """The deadline of one state, in its zone."""

    state: str
    day: date
    at: time
    zone: str
    place: int = 0


@dataclass(frozen=True)
class Calendar:
    """Local days and hours in the call's zone; only deadlines and the close of questions have an hour of their own.

    `practice`: there is no deadline; the call is always open and never opened.
    """

    zone: str
    dates: Mapping[MilestoneKind, tuple[date, time]] = field(default_factory=dict)
    own: tuple[OwnDeadline, ...] = ()
    practice: bool = False


def read(session: Session, call: Call) -> Calendar:
    """The part as it stands."""
    table = queries.timetable(session, call)
    kinds = [kind for kind in KINDS if kind in table.dates and not (table.practice and kind == MilestoneKind.deadline)]
    dates = {kind: split(table.dates[kind].wall) for kind in kinds}
    own = (
        OwnDeadline(state, *split(row.wall), row.zone, place)
        for place, (state, row) in enumerate(sorted(table.overrides.items(), key=lambda each: state_name(each[0])))
    )
    return Calendar(call.timezone, dates, tuple(own), table.practice)


def write(session: Session, call: Call, part: Calendar) -> None:
    """Keep it; dates go in order, and a published deadline never moves earlier nor opens again."""
    before = queries.timetable(session, call)
    after = _always_open(call, part) if part.practice else proposed(call, part)
    if call.published_at and before.practice != part.practice:
        raise Refused(_("A published call does not become a practice call, nor the other way round."), "practice")
    _check_states(call, part)
    _check_order(after, part)
    if call.published_at:
        _check_never_earlier(call, before, after, part)
    _replace(session, before, after)
    call.timezone = part.zone
    call.results_promised_on = after.day(MilestoneKind.results)
    call.calendar_sequence += 1


def _always_open(call: Call, part: Calendar) -> Timetable:
    """The deadline that nobody reaches, in place of one that was typed."""
    if part.own:
        raise Refused(_("A practice call has no deadlines by state."), f"rows-{part.own[0].place}-state")
    kinds = [kind for kind in KINDS if kind in part.dates and kind != MilestoneKind.deadline]
    never = ALWAYS.replace(tzinfo=None).isoformat(timespec="seconds")
    deadline = Milestone(call_id=call.id, kind=MilestoneKind.deadline, wall=never, zone=part.zone, at=ALWAYS)
    return Timetable({kind: _milestone(call, kind, part) for kind in kinds} | {MilestoneKind.deadline: deadline})


def _milestone(call: Call, kind: MilestoneKind, part: Calendar) -> Milestone:
    day, at = part.dates[kind]
    where = f"{kind}_on"
    if kind in TO_THE_HOUR:
        read_as = deadlines.deadline(wall(day, at), part.zone, field=where)
        return Milestone(call_id=call.id, kind=kind, wall=read_as.wall, zone=part.zone, at=read_as.at)
    text = wall(day, DAY_BEGINS if kind in BEGINNINGS else DAY_ENDS)
    instant = deadlines.instant(text, part.zone, field=where)
    return Milestone(call_id=call.id, kind=kind, wall=text, zone=part.zone, at=instant)


def _override(call: Call, own: OwnDeadline) -> DeadlineOverride:
    read_as = deadlines.deadline(wall(own.day, own.at), own.zone, field=f"rows-{own.place}-on")
    return DeadlineOverride(call_id=call.id, state=own.state, wall=read_as.wall, zone=own.zone, at=read_as.at)


def _check_states(call: Call, part: Calendar) -> None:
    seen: set[str] = set()
    for own in part.own:
        where = f"rows-{own.place}-state"
        if own.state in seen:
            raise Refused(_("%(state)s is here twice.", state=state_name(own.state)), where)
        if call.states and own.state not in call.states:
            raise Refused(_("%(state)s is not in the territory of the call.", state=state_name(own.state)), where)
        seen.add(own.state)


def _check_order(table: Timetable, part: Calendar) -> None:
    for field_name, sentence in _disorder(table, part):
        raise Refused(sentence, field_name)


def _disorder(table: Timetable, part: Calendar) -> Iterator[tuple[str, str]]:
    """Every date that stands before one that must precede it, with its field."""
    previous: MilestoneKind | None = None
    for kind in (kind for kind in KINDS if kind in table.dates and table.at(kind) != ALWAYS):
        if previous and table.dates[kind].at < table.dates[previous].at:
            later, earlier = str(KINDS[kind]), str(KINDS[previous])
            yield f"{kind}_on", _("“%(later)s” comes before “%(earlier)s”.", later=later, earlier=earlier)
        else:
            previous = kind
    results = table.at(MilestoneKind.results)
    for own in part.own:
        if results and own.state in table.overrides and table.overrides[own.state].at > results:
            yield f"rows-{own.place}-on", _("This deadline comes after the results.")


def problems_of(call: Call, part: Calendar) -> Iterator[tuple[str, str]]:
    """What cannot be in a calendar that is still being typed: each date with its field."""
    dates, own = {}, {}
    for kind in (kind for kind in KINDS if kind in part.dates):
        try:
            dates[kind] = _milestone(call, kind, part)
        except Refused as refusal:
            yield refusal.field or f"{kind}_on", refusal.reason
    for each in part.own:
        try:
            own[each.state] = _override(call, each)
        except Refused as refusal:
            yield refusal.field or f"rows-{each.place}-on", refusal.reason
    yield from _disorder(Timetable(dates, own), part)
    try:
        _check_states(call, part)
    except Refused as refusal:
        yield refusal.field or "", refusal.reason


def proposed(call: Call, part: Calendar) -> Timetable:
    """The dates as they would be kept; an hour that does not exist is refused."""
    dates = {kind: _milestone(call, kind, part) for kind in KINDS if kind in part.dates}
    return Timetable(dates, {own.state: _override(call, own) for own in part.own})


def _check_never_earlier(call: Call, before: Timetable, after: Timetable, part: Calendar) -> None:
    places = {own.state: f"rows-{own.place}-on" for own in part.own}
    for state in [None, *call.states]:
        old, new = before.deadline(state), after.deadline(state)
        where = places.get(state or "", "deadline_on")
        if old and new is None:
            raise Refused(_("A published call keeps its deadline."), where)
        if old and new and new.at != old.at:
            _check_move(old.at, new.at, old.zone, where)


def _check_move(old: datetime, new: datetime, zone: str, where: str) -> None:
    if new < old:
        printed = deadlines.sentence(old, zone)
        raise Refused(_("A published deadline is never moved earlier. It is %(deadline)s.", deadline=printed), where)
    if not deadlines.in_time(clock.now(), old):
        raise Refused(_("This deadline has passed: a closed call is not opened again."), where)


def _replace(session: Session, before: Timetable, after: Timetable) -> None:
    for old in [*before.dates.values(), *before.overrides.values()]:
        session.delete(old)
    session.flush()
    session.add_all([*after.dates.values(), *after.overrides.values()])
    session.flush()


def facts(part: Calendar) -> Said:
    """What the public reads of it."""
    if part.practice:
        yield "practice", _("Practice call"), _("always open; nothing that is sent is scored or counted")
    for kind, label in KINDS.items():
        if kind in part.dates:
            yield kind.value, str(label), _moment(*part.dates[kind], part.zone, hour=kind in TO_THE_HOUR)
    for own in part.own:
        name = _("Deadline in %(state)s", state=state_name(own.state))
        yield f"own-{own.state}", name, _moment(own.day, own.at, own.zone, hour=True)


def _moment(day: date, at: time, zone: str, *, hour: bool) -> str:
    if not hour:
        return shown.day(day)
    return _(
        "%(day)s at %(time)s (%(zone)s)", day=shown.day(day), time=at.strftime("%H:%M"), zone=shown.zone_name(zone)
    )


CALENDAR = PartKind("calendar", lazy("Calendar and deadlines"), read, write, facts)
