"""The curve of the last hours of a call: drafts opened and proposals received, by day and then by hour. Pure counts."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

HOURS = 72
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Slot:
    """A day, or an hour: its name in the zone of the call, what was opened and what was received in it."""

    name: str
    opened: int
    received: int


@dataclass(frozen=True)
class Curve:
    """Days up to the last hours, the hours up to the deadline, and what was received after it by a late admission."""

    days: Sequence[Slot]
    hours: Sequence[Slot]
    late: int


def curve(
    opened: Iterable[datetime], received: Iterable[datetime], deadline: datetime, now: datetime, zone: str
) -> Curve:
    """Everything falls in exactly one day or hour; hours that have not come are not there."""
    drafts, sent = [at for at in opened if at <= deadline], sorted(received)
    in_time = [at for at in sent if at <= deadline]
    end = _whole(deadline)
    begin = end - HOURS * HOUR
    return Curve(
        _days([at for at in drafts if at < begin], [at for at in in_time if at < begin], zone),
        _hours([at for at in drafts if at >= begin], [at for at in in_time if at >= begin], begin, now, zone),
        len(sent) - len(in_time),
    )


def _whole(at: datetime) -> datetime:
    """The next whole hour, or the very instant if it is one."""
    whole = at.replace(minute=0, second=0, microsecond=0)
    return whole if whole == at else whole + HOUR


def _hours(opened: list[datetime], received: list[datetime], begin: datetime, now: datetime, zone: str) -> list[Slot]:
    first, second = (Counter(min((at - begin) // HOUR, HOURS - 1) for at in each) for each in (opened, received))
    local = ZoneInfo(zone)
    return [
        Slot((begin + place * HOUR).astimezone(local).strftime("%d/%m %H:00"), first[place], second[place])
        for place in range(HOURS)
        if begin + place * HOUR <= now
    ]


def _days(opened: list[datetime], received: list[datetime], zone: str) -> list[Slot]:
    local = ZoneInfo(zone)
    first, second = (Counter(at.astimezone(local).date() for at in each) for each in (opened, received))
    known = [*first, *second]
    if not known:
        return []
    return [Slot(day.strftime("%d/%m"), first[day], second[day]) for day in _span(min(known), max(known))]


def _span(begin: date, end: date) -> list[date]:
    return [begin + timedelta(days=number) for number in range((end - begin).days + 1)]
