"""Reports are tested at the beginning of October 2020, when the first ones are due."""

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlmodel import Session

from app.agreements.models import Agreement
from tests.agreements import factories
from tests.agreements.factories import World


@pytest.fixture
def world(session: Session, at: Callable[[str | datetime], datetime]) -> World:
    at("2020-10-01T12:00:00-05:00")
    return factories.world(session)


@pytest.fixture
def agreement(session: Session, world: World) -> Agreement:
    return factories.active(session, world)
