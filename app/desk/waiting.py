"""One thing that waits for somebody, and the words for how long it has waited. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from app.core import clock
from app.core.i18n import LazyText, _, ngettext

ZONE = "America/Mexico_City"


@dataclass(frozen=True)
class Waiting:
    """A link to the work: what is to be done, on what, how many, since when and (where there is one) until when."""

    what: LazyText
    about: str
    href: str
    since: datetime | date
    count: int = 1
    due: datetime | date | None = None

    @property
    def since_day(self) -> date:
        return day_of(self.since)

    @property
    def due_day(self) -> date | None:
        return day_of(self.due) if self.due else None

    @property
    def late(self) -> bool:
        """Whether its day has passed."""
        return self.due is not None and clock.today(ZONE) > day_of(self.due)

    @property
    def age(self) -> str:
        """How long it has waited, in words."""
        return age((clock.today(ZONE) - self.since_day).days)

    @property
    def left(self) -> str | None:
        """How long there is still, in words; None where nothing was promised."""
        return left((day_of(self.due) - clock.today(ZONE)).days) if self.due else None


@dataclass(frozen=True)
class Group:
    """What waits for one of a person's roles, the oldest first."""

    key: str
    title: LazyText
    items: tuple[Waiting, ...]


def by_age(items: Iterable[Waiting]) -> tuple[Waiting, ...]:
    """The late ones first, then whatever has waited longest."""
    return tuple(sorted(items, key=lambda item: (not item.late, item.since_day, item.about)))


def day_of(value: datetime | date) -> date:
    """The calendar day of an instant, where the programme lives."""
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(ZoneInfo(ZONE)).date()
    return value


def age(days: int) -> str:
    """0 -> since today; 1 -> since yesterday; 9 -> for 9 days."""
    if days <= 0:
        return _("since today")
    if days == 1:
        return _("since yesterday")
    return ngettext("for %(n)s day", "for %(n)s days", days)


def left(days: int) -> str:
    """-2 -> 2 days late; 0 -> today; 5 -> 5 days left."""
    if days < 0:
        return ngettext("%(n)s day late", "%(n)s days late", -days)
    if days == 0:
        return _("due today")
    return ngettext("%(n)s day left", "%(n)s days left", days)
