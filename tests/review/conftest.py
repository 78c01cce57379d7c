"""A call after its deadline, with its team and three proposals."""

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlmodel import Session

from tests.review.factories import Stage


@pytest.fixture
def stage(session: Session, at: Callable[[str | datetime], datetime]) -> Stage:
    """The proposals are opened, nothing is received yet."""
    return Stage(session, at)
