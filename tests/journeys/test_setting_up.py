"""A call set up from nothing through the pages, published by a second person and answered to its folio."""

import re
from dataclasses import is_dataclass
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
from tests.journeys.living.person import World
from tests.journeys.setting_up import second_call
from tests.journeys.setting_up.crew import Team

pytestmark = [pytest.mark.browser, pytest.mark.slow]
NEVER = {"id", "place"}
USUAL = {"questionnaire", "rounds"}


@pytest.fixture
def crew(site: Site, chromium: Browser, tmp_path: Path) -> Team:
    """An empty installation, its team invited by mail and a programme with a result."""
    jump(8, 3)
    world = World(chromium, site.address, site.database, tmp_path)
    people = team.invite(world, team.begin(world), ("officer", "coordinator"))
    programme = team.write_frame(people["officer"])
    return Team(world, people["officer"], people["coordinator"], programme)


def test_the_second_call_is_set_up_from_nothing_and_answered_to_its_folio(crew: Team) -> None:
    stage = crew.set_up(second_call.PLAN)
    jump(8, 20)
    _person, _proposal, folio = crew.answer(stage.public, second_call.BODY)
    assert re.fullmatch(r"[A-Z0-9]+-[A-Z0-9-]+", folio), folio
    with crew.world.database.session(write=False) as session:
        found = session.get_one(Call, stage.room.call_id)
        assert gate.missing(session, found) == []
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
