"""Calls that are set up from nothing through the pages, published by a second person and answered to the folio."""

import re
from dataclasses import dataclass, is_dataclass
from datetime import time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from sqlmodel import Session

from app.calls import gate, queries
from app.calls.library.entries import template
from app.calls.models import Call, RuleKind
from app.calls.parts import PARTS
from app.calls.rules import usual_words
from app.programmes.models import Result
from tests.journeys.conftest import Site
from tests.journeys.living import team
from tests.journeys.living.clock import jump
from tests.journeys.living.person import Person, World
from tests.journeys.setting_up import applying, building, oaxaca, second_call, two_steps
from tests.journeys.setting_up.plans import Body, Round

pytestmark = [pytest.mark.browser, pytest.mark.slow]
NEVER = {"id", "place"}
USUAL = {"questionnaire", "rounds"}


@dataclass(frozen=True)
class Team:
    """Who drafts, who publishes, and the programme that they write for."""

    world: World
    officer: Person
    coordinator: Person
    programme: str


@pytest.fixture
def crew(site: Site, chromium: Browser, tmp_path: Path) -> Team:
    """An empty installation, its team invited by mail and a programme with a result."""
    jump(8, 3)
    world = World(chromium, site.address, site.database, tmp_path)
    people = team.invite(world, team.begin(world), ("officer", "coordinator"))
    programme = team.write_frame(people["officer"])
    return Team(world, people["officer"], people["coordinator"], programme)


def set_up(crew: Team, plan: Round) -> tuple[str, str]:
    """From nothing to public; answers the addresses for staff and for everybody."""
    call = building.begin(crew.officer, crew.programme, plan)
    building.write(crew.officer, call, plan)
    return call, building.publish(crew.officer, crew.coordinator, call)


def answer(crew: Team, public: str, body: Body) -> tuple[Person, str, str]:
    """From the public page to the folio."""
    person = applying.arrive(crew.world, body)
    applying.register(person, body, public)
    proposal = applying.start(person, public)
    applying.write(person, body, proposal)
    return person, proposal, applying.send(person, proposal)


@pytest.mark.parametrize(
    ("plan", "body"),
    [
        (second_call.PLAN, second_call.BODY),
        (two_steps.CONCEPT, two_steps.BODY),
        (oaxaca.FIRST, oaxaca.TOWN),
    ],
    ids=["the Second Call", "a concept note", "a funnel of municipalities"],
)
def test_a_call_is_set_up_from_nothing_and_answered_to_its_folio(crew: Team, plan: Round, body: Body) -> None:
    call, public = set_up(crew, plan)
    jump(8, 20)
    _person, _proposal, folio = answer(crew, public, body)
    assert re.fullmatch(r"[A-Z0-9]+-[A-Z0-9-]+", folio), folio
    with crew.world.database.session(write=False) as session:
        found = session.get(Call, call.rsplit("/", 1)[1])
        assert found is not None
        assert gate.missing(session, found) == []
        if plan is second_call.PLAN:
            assert saved(session, found) == written()


def saved(session: Session, call: Call) -> dict[str, Any]:
    """The call as it was kept, part by part."""
    parts = {key: plain(kind.read(session, call)) for key, kind in PARTS.items() if key not in USUAL}
    served = session.get(Result, parts["basics"]["result_id"])
    assert served is not None
    assert served.code == "1.2"
    usual = {kind.value: usual_words(kind, params) for kind, params in _params(session, call).items()}
    assert parts["rules"]["chosen"] == usual
    parts["rules"]["chosen"] = {kind: {} for kind in usual}
    parts["basics"]["result_id"] = None
    return parts


def _params(session: Session, call: Call) -> dict[RuleKind, dict[str, Any]]:
    return {rule.kind: rule.params for rule in queries.rules(session, call)}


def written() -> dict[str, Any]:
    """The Second Call as its file says it, with what every programme says itself."""
    parts = {key: plain(part) for key, part in template("second_call").parts.items()}
    own = {"contact_email": second_call.SAID["contact_email"], "fictional_note": second_call.SAID["fictional_note"]}
    return parts | {"basics": parts["basics"] | own}


def plain(part: Any) -> Any:
    """Without what only the database or the page gives: identifiers, row numbers, the order of states, seconds."""
    if isinstance(part, dict):
        return {key: plain(value) for key, value in part.items() if key not in NEVER}
    if isinstance(part, time):
        return part.strftime("%H:%M")
    if isinstance(part, tuple) and part and str(getattr(part[0], "state", part[0])).startswith("MX-"):
        return sorted((plain(each) for each in part), key=str)
    if isinstance(part, list | tuple):
        return [plain(each) for each in part]
    return plain(dict(vars(part))) if is_dataclass(part) else part
