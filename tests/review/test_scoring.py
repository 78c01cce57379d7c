"""A rubric that staff set up on its page is what sheets and ranking obey."""

from decimal import Decimal
from typing import Any

import pytest

from app.people.models import Role
from app.review.queries.standings import standings
from app.review.rules.selection import Because
from app.review.service import ruling
from tests import factories
from tests.calls.pages import save
from tests.review.factories import Stage

REASON = {"reason_es": "Así lo pide el comité.", "reason_en": "The committee asks for it."}
LEVELS = "Nulo\nBajo\nMedio\nAlto\nPleno"
# Criterion, section, weight: out of 50, four count twice.
FIFTY = [
    ("Problema", "Diseño", 2),
    ("Solución", "Diseño", 2),
    ("Equipo", "Capacidad", 2),
    ("Presupuesto", "Capacidad", 2),
    ("Alianzas", "Entorno", 1),
    ("Riesgos", "Entorno", 1),
]


def fifty() -> dict[str, Any]:
    """The fields of a rubric of six criteria from 1 to 5, 30 points needed of 50."""
    fields: dict[str, Any] = {"printed_maximum": "50", "minimum_total": "30", "spread_limit": "", **REASON}
    for place, (name, section, weight) in enumerate(FIFTY):
        row = {"section_es": section, "name_es": name, "scale_min": 1, "scale_max": 5, "weight": weight}
        row |= {"minimum": "", "anchors_es": LEVELS, "anchors_en": ""}
        fields |= {f"rows-{place}-{key}": str(value) for key, value in row.items()}
    return fields


@pytest.fixture
def staged(session, at, client):
    """A stage whose rubric was changed on its page, before the deadline, by a coordinator."""

    def make(fields: dict[str, Any] | None = None, **options: Any) -> Stage:
        def prepare(call: Any) -> None:
            person = factories.staff(session, Role.COORDINATOR, call.programme_id, name="Rita Rúbrica")
            answer = save(client.visitor().as_user(person), call, "rubric", **{**fifty(), **(fields or {})})
            assert answer.status_code == 303, answer.text

        return Stage(session, at, prepare=prepare, **options).validated().seated().declared()

    return make


def score(stage: Stage, *points: tuple[int, ...]) -> None:
    """Every seat gives each proposal, in the order they were sent, these values."""
    for candidacy, values in zip(stage.candidacies, points, strict=True):
        for seat in stage.seats:
            stage.score(seat.institution, candidacy, *values)


def order(stage: Stage) -> list[tuple[int, str]]:
    """The ranking: place in the order of sending, and how its tie was broken."""
    ids = [each.id for each in stage.candidacies]
    return [
        (ids.index(row.candidacy.id), row.place.tie_broken_by or "")
        for row in standings(stage.session, stage.call).rows
    ]


def rows(stage: Stage) -> dict[int, Any]:
    ids = [each.id for each in stage.candidacies]
    return {ids.index(row.candidacy.id): row for row in standings(stage.session, stage.call).rows}


def test_criteria_from_1_to_5_some_counted_twice_thirty_of_fifty(staged, client):
    stage = staged()
    first = stage.candidacies[0]
    member = client.as_user(stage.member("CPC"))
    sheet = stage.sheet("CPC", first)
    page = member.html(member.get(f"/review/sheets/{sheet.id}"))
    offered = [node.attributes["value"] for node in page.css(".criterion")[0].css("input[type=radio]")]
    assert offered == ["1", "2", "3", "4", "5"]
    assert page.css_first(".criterion label").text() == "1 – Nulo"
    assert "0.00 de 50 puntos" in page.css_first(".running").text()
    fields = {"revision": "0"}
    criteria = [node.attributes["name"] for node in page.css(".criterion textarea")]
    for name, value in zip(criteria, (4, 3, 3, 3, 2, 2), strict=True):
        fields |= {name: "Un comentario.", name.replace("comment", "value"): str(value)}
    assert member.post(f"/review/sheets/{sheet.id}/submit", fields).status_code == 303
    stage.session.refresh(sheet)
    assert sheet.total == Decimal("30.00")


def test_a_value_below_the_scale_is_refused(staged, client):
    stage = staged()
    member = client.as_user(stage.member("CPC"))
    sheet = stage.sheet("CPC", stage.candidacies[0])
    page = member.html(member.get(f"/review/sheets/{sheet.id}"))
    name = page.css_first(".criterion textarea").attributes["name"].replace("comment", "value")
    answer = member.post(f"/review/sheets/{sheet.id}", {"revision": "0", name: "0"})
    assert answer.status_code == 422
    assert "Elija un valor de la escala, de 1 a 5." in answer.text


def test_thirty_is_enough_and_what_is_under_it_is_not_recommended(staged):
    stage = staged()
    score(stage, (4, 3, 3, 3, 2, 2), (3, 3, 3, 3, 3, 2), (5, 5, 5, 5, 5, 5))
    found = rows(stage)
    assert {place: (row.place.score, row.choice.because) for place, row in found.items()} == {
        2: (Decimal("50.00"), Because.within),
        0: (Decimal("30.00"), Because.awards_used),
        1: (Decimal("29.00"), Because.below_minimum),
    }


def test_a_section_has_a_minimum_of_its_own_and_the_reason_names_it(staged, client):
    stage = staged({"sections-0-name_es": "CAPACIDAD", "sections-0-minimum": "12"})
    score(stage, (5, 5, 3, 2, 5, 5), (3, 3, 3, 3, 3, 3), (3, 3, 3, 3, 3, 2))
    found = rows(stage)
    assert found[0].choice.because == Because.below_section
    assert found[1].choice.because == Because.within
    officer = client.as_user(stage.officer)
    text = officer.get(f"/manage/calls/{stage.call.id}/ranking/{stage.candidacies[0].id}").text
    assert "En la sección «Capacidad» está por debajo del mínimo de esa sección." in text


def test_bonus_stands_apart_and_does_not_lift_a_proposal_over_the_minimum(staged):
    bonus = {"name_es": "Cofinanciamiento", "scale_min": "0", "scale_max": "5", "weight": "2", "bonus": "on"}
    stage = staged({f"rows-6-{key}": value for key, value in bonus.items()} | {"bonus_cap": "6"})
    score(stage, (4, 4, 4, 4, 4, 4, 0), (3, 3, 3, 3, 3, 2, 5), (4, 4, 4, 4, 4, 2, 5))
    found = rows(stage)
    assert [(found[n].place.base, found[n].place.bonus, found[n].place.score) for n in range(3)] == [
        (Decimal("40.00"), Decimal("0.00"), Decimal("40.00")),
        (Decimal("29.00"), Decimal("6.00"), Decimal("35.00")),
        (Decimal("38.00"), Decimal("6.00"), Decimal("44.00")),
    ]
    assert [place for place, _how in order(stage)] == [2, 0, 1]
    assert found[1].choice.because == Because.below_minimum
    assert standings(stage.session, stage.call).maximum == Decimal(50)


def test_a_tie_is_left_to_the_vote_where_the_call_says_so(staged, client):
    stage = staged({"tie_1": "vote", "tie_2": "", "quorum": "3"})
    score(stage, (3, 3, 3, 3, 3, 3), (3, 3, 3, 3, 3, 3), (2, 2, 2, 2, 2, 2))
    tied = stage.candidacies[:2]
    ranking = standings(stage.session, stage.call)
    assert sorted(ruling.obstacles(stage.session, stage.call, ranking)) == sorted(
        f"{each.folio} está en empate y la comisión no ha votado." for each in tied
    )
    officer = client.as_user(stage.officer)
    for candidacy, votes in zip(tied, ("1", "2"), strict=True):
        answer = officer.post(f"/manage/calls/{stage.call.id}/ranking/{candidacy.id}/vote", {"votes": votes})
        assert answer.status_code == 303
    assert order(stage)[:2] == [(1, ""), (0, "vote")]
    assert ruling.obstacles(stage.session, stage.call, standings(stage.session, stage.call)) == []


def test_a_vote_counts_no_more_than_the_seats(staged, client):
    stage = staged({"tie_1": "vote", "tie_2": ""})
    score(stage, (3,) * 6, (3,) * 6, (2,) * 6)
    officer = client.as_user(stage.officer)
    address = f"/manage/calls/{stage.call.id}/ranking/{stage.candidacies[0].id}"
    answer = officer.post(f"{address}/vote", {"votes": "4"})
    assert answer.status_code == 422
    assert "La comisión tiene 3 lugares y cada uno tiene un voto." in answer.text
    assert client.as_user(stage.member("UNAM")).post(f"{address}/vote", {"votes": "1"}).status_code == 403


def test_recusals_under_the_quorum_keep_the_ranking_open(session, at, client):
    def prepare(call: Any) -> None:
        person = factories.staff(session, Role.COORDINATOR, call.programme_id, name="Rita Rúbrica")
        changes = {**fifty(), "quorum": "3", "min_sheets": "2", "sectors": ["academia", "government"]}
        assert save(client.visitor().as_user(person), call, "rubric", **changes).status_code == 303

    stage = Stage(session, at, prepare=prepare).validated().seated()
    folio = stage.candidacies[0].folio
    stage.declared(CPC=folio)
    for candidacy in stage.candidacies:
        for institution in ("CPC", "UNAM", "CCE"):
            if (institution, candidacy.folio) != ("CPC", folio):
                stage.score(institution, candidacy, 3, 3, 3, 3, 3, 3)
    assert ruling.obstacles(session, stage.call, standings(session, stage.call)) == [
        "La comisión no tiene a nadie de este sector: Gobierno.",
        f"{folio}: pueden decidir 2 lugares y el cuórum es de 3.",
    ]


def test_the_ruling_says_the_scale_the_sections_and_the_seed_of_a_draw(staged):
    stage = staged({"sections-0-name_es": "Diseño", "sections-0-minimum": "4"})
    score(stage, (3,) * 6, (3,) * 6, (3,) * 6)
    content = stage.closed().ranking
    assert [each["scale_min"] for each in content["criteria"]] == [1] * 6
    assert content["sections"] == [{"id": "diseno", "name": {"es": "Diseño", "en": ""}, "minimum": "4"}]
    assert content["draw_seed"] == standings(stage.session, stage.call).seed


def test_a_plain_rubric_says_no_more_than_before(stage):
    stage.validated().seated().declared().scored()
    content = stage.closed().ranking
    assert sorted(content["criteria"][0]) == ["code", "id", "name", "scale_max", "weight"]
    assert {"sections", "bonus_cap", "ties", "draw_seed"}.isdisjoint(content)
    assert {"base", "bonus"}.isdisjoint(content["lots"][0]["places"][0])
