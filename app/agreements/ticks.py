"""What agreements do by themselves: they end when their last day has passed."""

from app.agreements.service import lifecycle
from app.core import jobs

ENDINGS_EVERY = 3600.0


def register() -> None:
    """The one tick of agreements."""
    jobs.every("agreement endings", ENDINGS_EVERY, lifecycle.end_those_past)
