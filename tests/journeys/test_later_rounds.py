"""Calls of several rounds, from nothing: set up, cut, answered again and again, to the folio of the last round."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys.conftest import Site
from tests.journeys.living import applicant
from tests.journeys.living.clock import jump
from tests.journeys.living.person import Person, es
from tests.journeys.setting_up import applying, between, oaxaca, two_steps
from tests.journeys.setting_up.crew import Stage, Team, gather

pytestmark = [pytest.mark.browser, pytest.mark.slow]
FOLIO = r"[A-Z0-9]+-[A-Z0-9-]+"
NOT_AMONG_THEM = (
    "Only organisations that went on from the round before take part in this one, and yours is not among them. "
    "The results of that round say why."
)


@pytest.fixture
def crew(site: Site, chromium: Browser, tmp_path: Path) -> Team:
    """A team and a programme that are there already."""
    return gather(site, chromium, tmp_path)


def test_a_concept_note_of_thirty_of_fifty_points_leads_to_the_full_proposal_and_its_folio(crew: Team) -> None:
    notes = crew.set_up(two_steps.CONCEPT)
    jump(8, 20)
    ana, _note, folio = crew.answer(notes.public, two_steps.BODY)
    assert re.fullmatch(FOLIO, folio)
    _ana, raw, double = two_steps.MARKS
    between.alike(notes.room, applicant.NAME, [raw, double])
    jump(9, 8, 3)
    between.validate(notes.room)
    between.judge(notes.room, two_steps.MARKS)
    crew.come_back(10, 12)
    full = crew.go_on(notes, two_steps.FULL)
    rows = crew.coordinator.go(notes.results).rows()
    assert [row for row in rows if "28.00 No pasa Su puntaje está por debajo del mínimo de 30 puntos." in row]
    assert invited(crew, full) == {applicant.NAME, double}
    jump(10, 20)
    between.enter(crew.world, between.email_of(raw)).refused(f"{full.public}/start").sees(es(NOT_AMONG_THEM))
    proposal = applying.start(between.renew(ana), full.public)
    ana.go(proposal).sees("Traída de «Fondo de vigilancia: nota conceptual»")
    look_at_what_was_carried(ana, proposal)
    applying.write(ana, two_steps.FULL_BODY, proposal)
    assert re.fullmatch(FOLIO, applying.send(ana, proposal))


def look_at_what_was_carried(ana: Person, proposal: str) -> None:
    """The next round's own form, with what was sent before in the sections that both ask."""
    built_in = two_steps.FULL.form.asked if two_steps.FULL.form else set()
    asked = set(applying.asked(ana, proposal))
    own = asked - built_in
    assert (asked >= built_in, len(own)) == (True, 1)
    for section, field in (("problem", "affected"), ("summary", "abstract")):
        written = two_steps.BODY.sections[section].fields[field]
        assert ana.go(f"{proposal}/sections/{section}").value(field) == written
    assert "450,000" in ana.go(f"{proposal}/sections/{own.pop()}").page.content()


def test_eight_municipalities_become_four_then_three_with_assistance_then_two(crew: Team) -> None:
    towns = oaxaca.TOWNS
    workshop = crew.set_up(oaxaca.FIRST)
    jump(8, 20)
    town, _first, _folio = crew.answer(workshop.public, oaxaca.TOWN)
    between.alike(workshop.room, towns[0], towns[1:])
    jump(9, 8, 3)
    between.validate(workshop.room)
    crew.come_back(9, 28)
    plans = crew.go_on(workshop, oaxaca.SECOND)
    assert invited(crew, plans) == set(towns)
    jump(10, 5)
    applying.answer(between.renew(town), oaxaca.SECOND_ANSWER, plans.public)
    between.alike(plans.room, towns[0], towns[1:4])
    jump(10, 31, 3)
    between.validate(plans.room)
    crew.world.tick()
    crew.come_back(11, 3)
    rows = crew.officer.go(f"{plans.call}/invited").rows()
    assert len([row for row in rows if es("Not presented") in row]) == len(towns[4:])
    between.judge(plans.room, oaxaca.PLANS_SCORED)
    polish = crew.go_on(plans, oaxaca.THIRD, {towns[1]: "Ya recibe agua de otro programa."})
    assert invited(crew, polish) == {towns[0], *towns[2:4]}
    jump(11, 25)
    proposal, folio = applying.answer(between.renew(town), oaxaca.THIRD_ANSWER, polish.public)
    assert re.fullmatch(FOLIO, folio)
    between.alike(polish.room, towns[0], towns[2:4])
    polish_the_plan(crew, town, polish, proposal)
    jump(12, 16, 3)
    between.validate(polish.room)
    between.judge(polish.room, oaxaca.POLISHED_SCORED)
    crew.come_back(12, 20)
    assert recommended(crew, polish) == {towns[0], towns[2]}


def polish_the_plan(crew: Team, town: Person, polish: Stage, proposal: str) -> None:
    """A comment on the first version, its answer, and a second version beside it."""
    crew.come_back(11, 28)
    coordinator = crew.coordinator.go(f"/review/{polish.room.call_id}/assistance")
    coordinator.page.get_by_role("link", name=re.compile("San Ignacio")).first.click()
    first = coordinator.at
    coordinator.page.locator("#part-matrix details summary").click()
    coordinator.fill({"text-matrix": "Digan qué colonias."}).press("Keep the comment").press("Send my comments")
    between.renew(town).go(f"{proposal}/comments").sees("Digan qué colonias.")
    answer = town.page.locator("main textarea").get_attribute("name") or ""
    town.fill({answer: "Son cuatro, ya las nombramos."}).press("Send the answer")
    town.go(f"{proposal}/sections/matrix").fill({"rows-0-loses": "Centro, Loma, Río y Panteón."})
    town.press("Save and continue")
    applying.send(town, proposal)
    coordinator.go(first).page.get_by_role("link", name=es("Version %(n)s", n=2)).click()
    coordinator.sees("Son cuatro, ya las nombramos.").sees(es("Changed since the version before"))
    coordinator.sees("Centro, Loma, Río y Panteón.")
    coordinator.go(first).sees("Las colonias altas.")


def invited(crew: Team, stage: Stage) -> set[str]:
    """Who may come into a round, as the team's page lists them."""
    return set(crew.officer.go(f"{stage.call}/invited").page.locator("main tbody th").all_inner_texts())


def recommended(crew: Team, stage: Stage) -> set[str]:
    """Whom the ranking of the last round recommends."""
    rows = crew.officer.go(f"{stage.call}/ranking").rows()
    return {name for name in oaxaca.TOWNS for row in rows if name in row and "Recomendada" in row}
