"""The Second Call, lived from the empty installation to the donor's report through its pages."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys.conftest import Site
from tests.journeys.living import applicant, calling, judging, running, team
from tests.journeys.living.clock import jump
from tests.journeys.living.person import Person, World
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

    jump(8, 20)
    ana, proposal = applicant.apply(world, public)
    judging.close_and_open(world, people["coordinator"], call, public)
    applicant.too_late(ana.sign_in(), proposal)
    officer, coordinator = people["officer"].sign_in(), people["coordinator"]
    judging.validate(officer, coordinator, call)
    members = judging.seat(world, officer, call)
    judging.score(world, members, call)
    jump(9, 18)
    ruling = judging.rule(world, officer, members, call)
    judging.decide(coordinator, people["donor"], call, ruling)
    judging.look(Person(world, ""), public)

    jump(11, 12)
    for person in (officer, coordinator, people["finance"], ana):
        person.sign_in()
    running.accept_award(ana)
    running.agree(officer, coordinator, ana)
    jump(11, 17)
    running.pay(people["finance"], ana)

    jump(1, 5, year=2021)
    world.tick()
    for person in (officer, coordinator, ana):
        person.sign_in()
    running.report(ana, officer)
    running.own_report(officer, coordinator)
    printed = running.donor_report(officer, coordinator)
    assert printed.startswith(b"%PDF")
    (world.pictures / "donor-report.pdf").write_bytes(printed)
