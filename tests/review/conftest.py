"""A call after its deadline, with its team and three proposals."""

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlmodel import Session

from tests.review.factories import Stage
from tests.review.rounds import Rounds


@pytest.fixture
def stage(session: Session, at: Callable[[str | datetime], datetime]) -> Stage:
    """The proposals are opened, nothing is received yet."""
    return Stage(session, at)


@pytest.fixture
def rounds(session: Session, at: Callable[[str | datetime], datetime]) -> Rounds:
    """The first of two rounds: opened, two of four will go on."""
    return Rounds(session, at)


@pytest.fixture
def two(rounds: Rounds) -> Rounds:
    """Both rounds: two organisations are invited to the second, which is open."""
    return rounds.gone_on()
