"""A proposal with two authors, a reader, and somebody of another organisation."""

from dataclasses import dataclass

import pytest
from sqlmodel import Session

from app.people.models import Level, User
from tests import factories as people
from tests.proposals.conftest import Scene
from tests.support.client import Client


@dataclass
class Team:
    """Who writes in one proposal, each in a browser of his or her own."""

    scene: Scene
    other: User
    theirs: Client
    reader: User
    reading: Client


@pytest.fixture
def team(scene: Scene, session: Session) -> Team:
    """The author, a second editor and a viewer."""
    other = people.member(session, scene.organisation, Level.EDITOR, name="Luisa Ortiz")
    reader = people.member(session, scene.organisation, Level.VIEWER, name="Pedro Luna")
    visitor = scene.client.visitor
    return Team(scene, other, visitor().as_user(other), reader, visitor().as_user(reader))
