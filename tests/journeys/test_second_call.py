"""The Second Call, lived from the empty installation to the donor's report through its pages."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys.conftest import Site
from tests.journeys.living import calling, team
from tests.journeys.living.clock import jump
from tests.journeys.living.person import World
from tests.support import store


@pytest.fixture
def world(site: Site, chromium: Browser) -> World:
    """The empty site, and a folder for the pictures of this database."""
    pictures = Path("var/journey") / store.KIND
    pictures.mkdir(parents=True, exist_ok=True)
    return World(chromium, site.address, site.database, pictures)


@pytest.mark.browser
@pytest.mark.slow
def test_the_second_call_is_lived_through_its_pages(world: World) -> None:
    jump(8, 10)
    admin = team.begin(world)
    people = team.invite(world, admin)
    programme = team.write_programme(people["officer"])
    call = calling.draft(people["officer"], programme)
    public = calling.publish(people["coordinator"], call)
    assert public
