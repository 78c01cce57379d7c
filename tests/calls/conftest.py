"""Browsers of the people who prepare a call."""

import pytest

from tests.calls import factories

NOW = "2020-08-17T12:00:00-05:00"


@pytest.fixture
def team(session, at):
    at(NOW)
    return factories.team(session)


@pytest.fixture
def officer(client, team):
    return client.as_user(team.officer)


@pytest.fixture
def coordinator(client, team):
    return client.visitor().as_user(team.coordinator)
