"""Deadlines: a wall time in a zone, the one instant it means, and the sentences printed of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from app.core.errors import Refused
from app.core.format import ALWAYS, ZONES, moment, zone_name
from app.core.i18n import _, ngettext

_SECOND = timedelta(seconds=1)
_LAST_MINUTE = (23, 59)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A wall time as typed ("2020-09-07T18:00:00"), its zone, and the UTC instant that decides."""

    wall: str
    zone: str
    at: datetime

    def __str__(self) -> str:
        return sentence(self.at, self.zone)


def deadline(wall: str | datetime, zone: str, *, field: str | None = None) -> Deadline:
    """Read a wall time; a time that the zone's clocks skip or show twice, and midnight, are refused in words.

    23:59 means the whole of that minute: 23:59:59 is in, 00:00:00 is out.
    """
    local = _wall(wall)
    if (local.hour, local.minute, local.second) == (0, 0, 0):
        raise Refused(_("Midnight is read in two ways. Write 23:59 of the day before."), field)
    if (local.hour, local.minute) == _LAST_MINUTE:
        local = local.replace(second=59)
    return Deadline(local.isoformat(), zone, instant(local, zone, field=field))


def instant(wall: str | datetime, zone: str, *, field: str | None = None) -> datetime:
    """The UTC instant of a wall time; refused in words when the clocks of the zone skip it or show it twice."""
    local = _wall(wall)
    found = list(_meanings(local, ZoneInfo(zone)))
    said = {"time": local.strftime("%H:%M"), "day": local.strftime("%d/%m/%Y"), "zone": zone_name(zone)}
    if not found:
        reason = _(
            "%(time)s of %(day)s does not exist in %(zone)s: that night the clocks jump over it. Choose another hour.",
            **said,
        )
        raise Refused(reason, field)
    if len(found) > 1:
        reason = _(
            "%(time)s of %(day)s happens twice in %(zone)s: that night the clocks go back. Choose another hour.", **said
        )
        raise Refused(reason, field)
    return found[0]


def in_time(arrived: datetime, at: datetime) -> bool:
    """Whether an arrival is in: the second of the deadline itself still is."""
    return arrived < at.replace(microsecond=0) + _SECOND


def sentence(at: datetime, zone: str) -> str:
    """Print it: lunes 7 de septiembre de 2020 a las 18:00 (hora del centro de México); seconds are printed when they matter."""
    return moment(at, zone, seconds=bool(at.second))


def countdown(now: datetime, at: datetime) -> str:
    """Say what is left, "13 days and 6 hours left", down to minutes; after it, that the deadline has passed."""
    if at >= ALWAYS:
        return _("Always open, to practise")
    if not in_time(now, at):
        return _("The deadline has passed")
    minutes = max(at - now, timedelta(0)) // timedelta(minutes=1)
    if minutes == 0:
        return _("Less than a minute left")
    days, hours = minutes // 1440, minutes // 60 % 24
    if days:
        parts = [(days, _days(days)), (hours, _hours(hours))]
    else:
        parts = [(hours, _hours(hours)), (minutes % 60, _minutes(minutes % 60))]
    shown = [(count, words) for count, words in parts if count]
    return ngettext("%(time)s left", "%(time)s left", shown[0][0], time=_joined([words for _count, words in shown]))


def zone_choices() -> list[tuple[str, str]]:
    """(IANA name, words) of the zones of Mexico, for a form."""
    return [(zone, str(words)) for zone, words in ZONES.items() if zone != "UTC"]


def _wall(wall: str | datetime) -> datetime:
    local = datetime.fromisoformat(wall) if isinstance(wall, str) else wall
    if local.tzinfo is not None:
        message = "a wall time has no zone of its own"
        raise ValueError(message)
    return local.replace(microsecond=0)


def _meanings(local: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """Every instant at which the clocks of the zone show this wall time: none, one or two."""
    folds = {local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
    return (at for at in sorted(folds) if at.astimezone(zone).replace(tzinfo=None, fold=0) == local)


def _joined(words: list[str]) -> str:
    return words[0] if len(words) == 1 else _("%(first)s and %(second)s", first=words[0], second=words[1])


def _days(n: int) -> str:
    return ngettext("%(n)s day", "%(n)s days", n)


def _hours(n: int) -> str:
    return ngettext("%(n)s hour", "%(n)s hours", n)


def _minutes(n: int) -> str:
    return ngettext("%(n)s minute", "%(n)s minutes", n)
