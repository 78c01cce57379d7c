"""Extending the deadline of a published call."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from sqlmodel import Session

from app.calls import queries
from app.calls.models import Call, CallAmendment, CallState, MilestoneKind
from app.calls.moments import wall
from app.calls.parts import PARTS
from app.calls.parts.calendar import Calendar, OwnDeadline
from app.calls.service.drafting import CONFLICT, amend_signed
from app.calls.words import Both
from app.core import clock, deadlines
from app.core.errors import Refused
from app.core.i18n import _
from app.people.access import Actor

LATER = (MilestoneKind.results, MilestoneKind.project_start, MilestoneKind.project_end)
Moment = tuple[date, time]
KEPT = {CONFLICT, "reason_es"}


def extend(
    session: Session,
    call: Call,
    *,
    to: Moment,
    the_rest: bool,
    revision: int,
    reason: Both,
    actor: Actor,
) -> CallAmendment:
    """Move the deadline to a day and an hour of the call's zone, and those of states that are still open; `the_rest` moves what follows them too."""
    part: Calendar = PARTS["calendar"].read(session, call)
    old = part.dates.get(MilestoneKind.deadline)
    if call.state != CallState.published or old is None:
        raise Refused(_("Only the deadline of a published call is extended."))
    _check_later(call, old, to)
    moved = _moved(part, old, to, the_rest=the_rest)
    try:
        return amend_signed(session, call, "calendar", moved, revision=revision, reason=reason, actor=actor)
    except Refused as refusal:
        field = refusal.field if refusal.field in KEPT else "on"
        raise Refused(refusal.reason, field) from refusal


def _check_later(call: Call, old: Moment, new: Moment) -> None:
    before = deadlines.deadline(wall(*old), call.timezone, field="on")
    after = deadlines.deadline(wall(*new), call.timezone, field="on")
    if not deadlines.in_time(clock.now(), before.at):
        raise Refused(_("This deadline has passed: a closed call is not opened again."), "on")
    if after.at <= before.at:
        raise Refused(
            _("An extension is later than the deadline that is published: %(deadline)s.", deadline=before), "on"
        )


def _moved(part: Calendar, old: Moment, new: Moment, *, the_rest: bool) -> Calendar:
    """States that keep an hour of their own move by the same days and minutes, unless they have closed already."""
    by = datetime.combine(*_whole(new)) - datetime.combine(*_whole(old))
    dates = {**part.dates, MilestoneKind.deadline: new}
    for kind in LATER if the_rest else ():
        if kind in dates:
            day, at = dates[kind]
            dates[kind] = (day + timedelta(days=max(by.days, 0)), at)
    return replace(part, dates=dates, own=tuple(_own(each, by) for each in part.own))


def _whole(moment: Moment) -> Moment:
    """23:59 as it is kept: to the end of its minute."""
    day, at = moment
    return day, at.replace(second=59) if (at.hour, at.minute) == (23, 59) else at


def _own(own: OwnDeadline, by: timedelta) -> OwnDeadline:
    closes = deadlines.deadline(wall(own.day, own.at), own.zone)
    if not deadlines.in_time(clock.now(), closes.at):
        return own
    later = datetime.combine(own.day, own.at) + by
    return replace(own, day=later.date(), at=later.time())


def revision_of(session: Session, call: Call) -> int:
    """The revision of the calendar that somebody reads now."""
    mark = queries.part_marks(session, call).get("calendar")
    return mark[0].revision if mark else 0
