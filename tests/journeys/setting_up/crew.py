"""The team that sets a call up, and what it does first: publish it, and see it answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from app.people.models import Role
from tests import factories
from tests.journeys.conftest import Site
from tests.journeys.living.clock import jump
from tests.journeys.living.person import Person, World
from tests.journeys.living.team import PEOPLE
from tests.journeys.setting_up import applying, building
from tests.journeys.setting_up.between import Room, enter, renew
from tests.journeys.setting_up.plans import Body, Round
from tests.programmes import factories as programmes


@dataclass(frozen=True)
class Stage:
    """A round that is public: its address for staff and for everybody."""

    world: World
    call: str
    public: str

    @property
    def room(self) -> Room:
        """The same round, for verbs."""
        return Room(self.world.database.transaction, self.call.rsplit("/", 1)[1])

    @property
    def results(self) -> str:
        """Where everybody reads what came of it."""
        return self.public.replace("/calls/", "/results/")


@dataclass(frozen=True)
class Team:
    """Who drafts, who publishes, and the programme that they write for."""

    world: World
    officer: Person
    coordinator: Person
    programme: str

    def come_back(self, month: int, day: int) -> None:
        """Both are at it again on a later day."""
        jump(month, day)
        renew(self.officer)
        renew(self.coordinator)

    def set_up(self, plan: Round) -> Stage:
        """From nothing to public."""
        call = building.begin(self.officer, self.programme, plan)
        building.write(self.officer, call, plan)
        return Stage(self.world, call, building.publish(self.officer, self.coordinator, call))

    def go_on(self, before: Stage, plan: Round, reasons: Mapping[str, str] = {}) -> Stage:
        """One begins the next round and names who goes on, the other confirms it and publishes the round."""
        call = building.follow(self.officer, before.call, plan)
        building.write(self.officer, call, plan)
        self.officer.go(f"{before.call}/cut")
        building.name(self.officer, reasons)
        self.coordinator.go(f"{before.call}/cut").press("Confirm, publish and invite")
        return Stage(self.world, call, building.publish(self.officer, self.coordinator, call))

    def answer(self, public: str, body: Body) -> tuple[Person, str, str]:
        """From the public page to the folio; answers who did it, the proposal's address and the folio."""
        person = applying.arrive(self.world, body)
        applying.register(person, body, public)
        proposal, folio = applying.answer(person, body, public)
        return person, proposal, folio


def gather(site: Site, chromium: Browser, pictures: Path) -> Team:
    """A team and a programme that are there already: how they come to be is seen in the first of these journeys."""
    jump(8, 3)
    world = World(chromium, site.address, site.database, pictures)
    with site.database.transaction() as session:
        for role in (Role.OFFICER, Role.COORDINATOR):
            address, name = PEOPLE[role.value]
            factories.staff(session, role, name=name, email=address)
        programme = programmes.programme(session)
        programmes.result(session, programme, "1.2")
        key = programme.id
    officer, coordinator = (enter(world, PEOPLE[role][0]) for role in ("officer", "coordinator"))
    return Team(world, officer, coordinator, f"/programmes/{key}")
