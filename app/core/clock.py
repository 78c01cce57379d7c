"""The only source of time: aware, in UTC, and movable for a demo or a test."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from time import perf_counter
from zoneinfo import ZoneInfo


class _State:
    offset = timedelta(0)
    frozen: datetime | None = None


def now() -> datetime:
    """This instant, in UTC, as the installation lives it."""
    return _State.frozen if _State.frozen is not None else real_now() + _State.offset


def real_now() -> datetime:
    """The machine's own instant: only for offsets and for waiting."""
    return datetime.now(UTC)


def today(zone: str) -> date:
    """The calendar day of this instant in a zone."""
    return now().astimezone(ZoneInfo(zone)).date()


def shift(offset: timedelta) -> None:
    """Live this far from the machine's clock (a demo's offset)."""
    _State.offset = offset


def offset() -> timedelta:
    """How far this process lives from the machine's clock."""
    return _State.offset


@contextmanager
def at(instant: datetime) -> Iterator[None]:
    """Stand still at an aware instant inside the block."""
    if instant.tzinfo is None:
        message = "an instant needs its zone"
        raise ValueError(message)
    before, _State.frozen = _State.frozen, instant.astimezone(UTC)
    try:
        yield
    finally:
        _State.frozen = before


def stopwatch() -> float:
    """Seconds for measuring a duration; says nothing of the time of day."""
    return perf_counter()
