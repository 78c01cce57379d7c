"""A call that is open at noon of 1 September 2020, and a person who writes in it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import pytest
from sqlmodel import Session

from app.calls.models import Call
from app.people.models import Organisation, User
from app.proposals.models import Proposal
from tests.proposals import factories
from tests.proposals.networks import LIGHT, RIVER, allow, write
from tests.support.client import Client


@dataclass
class Scene:
    """Who is there when a test begins."""

    call: Call
    organisation: Organisation
    user: User
    proposal: Proposal
    client: Client

    def url(self, path: str = "") -> str:
        return f"/proposals/{self.proposal.id}{path}"


@pytest.fixture
def noon(at: Callable[[str], datetime]) -> datetime:
    """An instant at which the call is open."""
    return at("2020-09-01T12:00:00-05:00")


@pytest.fixture
def scene(client: Client, session: Session, noon: datetime) -> Scene:
    """A proposal just begun, and its author signed in."""
    call = factories.open_call(session)
    organisation, user = factories.applicant(session)
    proposal = factories.draft(session, call, organisation, user)
    return Scene(call, organisation, user, proposal, client.as_user(user))


@pytest.fixture
def ready(scene: Scene, session: Session) -> Scene:
    """The same proposal, complete."""
    factories.complete(session, scene.proposal, scene.user)
    return scene


@pytest.fixture
def network(ready: Scene, session: Session) -> Scene:
    """A complete proposal of a lead and two partners, in a call that demands their consent."""
    allow(session, ready)
    write(session, ready, LIGHT, RIVER)
    return ready
