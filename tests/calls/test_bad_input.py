"""What cannot be meant has its sentence where it was typed, and nothing that was typed is lost."""

import pytest

from app.calls.models import CallState
from app.calls.parts import PARTS
from app.calls.parts.questionnaire import Sections
from app.calls.questionnaire.asked import Asked
from app.calls.service import save_part
from tests.calls import factories
from tests.calls.pages import address, opened, problems, save
from tests.questionnaire.forms import EVERY, KEY
from tests.support.forms import fields_of

SECTIONS = {"rows-0-section_es": "Diseño", "rows-1-section_es": "Equipo", "rows-2-section_es": "diseño"}
THIRD = {"rows-2-name_es": "Presupuesto", "rows-2-scale_min": "0", "rows-2-scale_max": "5", "rows-2-weight": "1"}
OVERLAP = "La sección «diseño» se encima con otra: ponga sus criterios uno tras otro."


@pytest.fixture
def draft(session, team):
    return factories.filled(session, team)


def test_overlapping_sections_are_said_beside_the_field_while_one_types(officer, draft):
    fields = opened(officer, draft, "rubric") | SECTIONS | THIRD
    said = officer.post(address(draft, "rubric") + "/check", fields).json()
    assert said["problems"] == {"rows-2-section_es": OVERLAP}


def test_they_are_saved_and_said_on_the_page_of_the_part_and_at_the_gate(officer, draft):
    fields = opened(officer, draft, "rubric") | SECTIONS | THIRD
    assert officer.post(address(draft, "rubric"), fields).status_code == 303
    page = officer.html(officer.get(address(draft, "rubric")))
    assert any("se encima con otra" in li.text() for li in page.css(".notice li"))
    assert fields_of(page, address(draft, "rubric"))["rows-2-name_es"] == "Presupuesto"
    assert "se encima con otra" in officer.get(f"/manage/calls/{draft.id}").text


def test_weights_that_add_up_to_99_9_are_said_and_kept_until_the_gate(officer, draft):
    fields = opened(officer, draft, "rubric") | {"rows-0-weight": "11.98"}
    sentence = "Los criterios suman 99.9 puntos y el máximo publicado es 100: hágalos iguales."
    assert officer.post(address(draft, "rubric") + "/check", fields).json()["said"]["sum"] == sentence
    assert officer.post(address(draft, "rubric"), fields).status_code == 303
    assert opened(officer, draft, "rubric")["rows-0-weight"] == "11.98"
    assert sentence in officer.get(address(draft, "rubric")).text
    assert sentence in officer.get(f"/manage/calls/{draft.id}").text


@pytest.mark.parametrize(
    ("zone", "day", "hour"),
    [("America/Tijuana", "14/03/2021", "02:30"), ("America/Mexico_City", "04/04/2021", "02:30")],
)
def test_a_deadline_in_the_gap_of_the_clocks_is_refused_and_stays_typed(officer, draft, zone, day, hour):
    dates = {"results_on": "01/07/2021", "project_start_on": "01/08/2021", "project_end_on": "01/08/2022"}
    answer = save(officer, draft, "calendar", zone=zone, deadline_on=day, deadline_at=hour, **dates)
    assert "no existe" in problems(officer, answer)["deadline_on"]
    kept = fields_of(officer.html(answer), address(draft, "calendar"))
    assert (kept["deadline_on"], kept["deadline_at"], kept["results_on"]) == (day, hour, "01/07/2021")


def _with_questions(session, team, call):
    sections = PARTS["questionnaire"].read(session, call).sections
    own = Asked(KEY, title=factories.both("La milpa"), questions=EVERY)
    save_part(session, call, "questionnaire", Sections((*sections, own)), revision=0, actor=team.drafts)


def test_questions_that_wait_for_one_another_are_refused_and_stay_typed(session, team, officer, draft):
    _with_questions(session, team, draft)
    url = f"/manage/calls/{draft.id}/questionnaire/{KEY}"
    fields = fields_of(officer.html(officer.get(url)), url)
    fields |= {"rows-0-when": fields["rows-1-when"], "rows-4-label_es": "Cuente lo que pasó"}
    answer = officer.post(url, fields)
    said = problems(officer, answer)
    assert list(said) == ["rows-0-when"]
    assert "en círculo" in said["rows-0-when"]
    assert fields_of(officer.html(answer), url)["rows-4-label_es"] == "Cuente lo que pasó"


PLACES = [
    ("territory", {"states": "MX-JAL"}, {"states": "MX-SON"}),
    ("rules", {"rows-0-words_es": "La de la coordinación"}, {"rows-0-words_es": "La de la oficial"}),
    ("rounds", {"cut": "eligible"}, {"cut": "ranking"}),
    ("questionnaire", {"rows-1-help_es": "Ayuda de la coordinación"}, {"rows-1-help_es": "Ayuda de la oficial"}),
    ("sessions", {"rows-0-title_es": ""}, {"rows-0-title_es": ""}),
]


@pytest.mark.parametrize(("part", "theirs", "mine"), PLACES)
def test_two_officers_meet_in_the_other_parts_too(officer, coordinator, draft, part, theirs, mine):
    typed = opened(officer, draft, part) | mine
    assert save(coordinator, draft, part, **theirs).status_code == 303
    answer = officer.post(address(draft, part), typed)
    assert "Carlos Coordinador guardó esta parte" in problems(officer, answer)["revision"]
    kept = fields_of(officer.html(answer), address(draft, part))
    assert {name: kept.get(name, "") for name in mine} == mine


def test_two_officers_meet_among_the_questions(session, team, officer, coordinator, draft):
    _with_questions(session, team, draft)
    url = f"/manage/calls/{draft.id}/questionnaire/{KEY}"
    mine = fields_of(officer.html(officer.get(url)), url) | {"rows-4-label_es": "La mía"}
    theirs = fields_of(coordinator.html(coordinator.get(url)), url) | {"rows-4-label_es": "La de ellos"}
    assert coordinator.post(url, theirs).status_code == 303
    answer = officer.post(url, mine)
    assert "Carlos Coordinador guardó esta parte" in problems(officer, answer)["revision"]
    kept = fields_of(officer.html(answer), url)
    assert kept["rows-4-label_es"] == "La mía"
    assert officer.post(url, kept).status_code == 303
    assert draft.state == CallState.draft
