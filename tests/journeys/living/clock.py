"""The installation's clock in a journey: it moves on by itself, and jumps when the story does."""

from datetime import datetime
from zoneinfo import ZoneInfo

from app.core import clock

CENTRE = ZoneInfo("America/Mexico_City")


def jump(month: int, day: int, hour: int = 10, minute: int = 0, *, year: int = 2020) -> None:
    """Let now be this moment in central Mexico."""
    clock.shift(datetime(year, month, day, hour, minute, tzinfo=CENTRE) - clock.real_now())
