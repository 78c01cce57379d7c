"""The page of the rubric: what cannot be is said beside its field, sums while one types, a library to begin from."""

import pytest

from app.calls import gate, queries
from app.calls.parts import PARTS
from app.calls.scoring.models import Sector, TieStep
from tests.calls import factories
from tests.calls.pages import address, opened, problems, save
from tests.support.forms import fields_of


@pytest.fixture
def draft(session, team):
    return factories.filled(session, team)


def test_all_that_decides_is_kept_as_it_was_said(session, officer, draft):
    answer = save(
        officer,
        draft,
        "rubric",
        tie_1="state",
        tie_2="draw",
        tie_3="vote",
        quorum="2",
        min_sectors="3",
        sectors=["citizens", "academia"],
        **{"sections-0-name_es": "diseño", "sections-0-minimum": "40", "rows-1-scale_min": "1"},
    )
    assert answer.status_code == 303
    part = PARTS["rubric"].read(session, draft)
    assert part.ties == (TieStep.state, TieStep.vote, TieStep.draw)
    assert (part.quorum, part.min_sectors, part.sectors) == (2, 3, (Sector.citizens, Sector.academia))
    assert [(each.name["es"], str(each.minimum)) for each in part.sections] == [("Diseño", "40")]
    assert [line.scale_min for line in part.criteria] == [0, 1]
    page = officer.html(officer.get(address(draft, "rubric")))
    assert fields_of(page, address(draft, "rubric"))["tie_2"] == "vote"


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("rows-0-scale_min", "5", "Una escala comienza por debajo de su final."),
        ("rows-0-minimum", "6", "El mínimo de un criterio está en su escala, de 0 a 5."),
        ("rows-0-scale_max", "0", "Una escala termina en algún número entre 1 y 100."),
        ("bonus_cap", "5", "No hay criterio adicional que esto pueda limitar: marque uno arriba."),
        ("quorum", "0", "El cuórum es de al menos una persona; déjelo vacío si no hay."),
        ("min_sectors", "7", "Hay seis sectores: escriba un número de 1 a 6, o déjelo vacío."),
    ],
)
def test_what_cannot_be_has_its_sentence(officer, draft, field, typed, sentence):
    answer = save(officer, draft, "rubric", **{field: typed})
    assert problems(officer, answer) == {field: sentence}


@pytest.mark.parametrize(
    ("name", "minimum", "field", "sentence"),
    [
        ("Otra", "4", "name_es", "Ningún criterio pertenece a una sección con este nombre."),
        ("Diseño", "101", "minimum", "Los criterios de esta sección dan como máximo 100 puntos."),
    ],
)
def test_a_section_with_a_minimum_is_one_of_the_criteria(officer, draft, name, minimum, field, sentence):
    answer = save(officer, draft, "rubric", **{"sections-0-name_es": name, "sections-0-minimum": minimum})
    assert problems(officer, answer) == {f"sections-0-{field}": sentence}


def test_bonus_is_not_in_the_printed_maximum(session, officer, draft):
    bonus = {"name_es": "Adicional", "scale_max": "5", "weight": "1", "bonus": "on"}
    answer = save(officer, draft, "rubric", **{f"rows-2-{key}": value for key, value in bonus.items()}, bonus_cap="3")
    assert answer.status_code == 303
    assert not [gap for gap in gate.missing(session, draft) if gap.part == "rubric" and "add up" in gap.sentence]


def test_criteria_of_the_library_are_added_below_and_nothing_typed_is_lost(session, officer, draft):
    fields = opened(officer, draft, "rubric") | {"minimum_total": "71", "library": ["gender", "advocacy"]}
    answer = officer.post(address(draft, "rubric"), fields | {"add": "library"})
    assert answer.status_code == 200
    shown = fields_of(officer.html(answer), address(draft, "rubric"))
    assert shown["minimum_total"] == "71"
    assert [shown[f"rows-{n}-name_es"] for n in range(5)] == [
        "Problema y objetivo",
        "Plan y presupuesto",
        "Incidencia en instituciones y políticas de derechos humanos",
        "Igualdad de género en el diagnóstico, las actividades y los indicadores",
        "",
    ]
    assert len(queries.criteria(session, draft)) == 2
    assert officer.post(address(draft, "rubric"), shown).status_code == 303
    assert len(queries.criteria(session, draft)) == 4


def test_the_sum_is_said_while_one_types_and_nothing_is_kept(session, officer, draft):
    fields = opened(officer, draft, "rubric") | {"rows-0-weight": "11.98"}
    said = officer.post(address(draft, "rubric") + "/check", fields).json()
    sentence = "Los criterios suman 99.9 puntos y el máximo publicado es 100: hágalos iguales."
    assert said == {"typing": {}, "problems": {}, "said": {"sum": sentence}}
    assert [str(c.weight) for c in queries.criteria(session, draft)] == ["12", "8"]


def test_a_row_that_is_half_typed_does_not_silence_the_rest(officer, draft):
    fields = opened(officer, draft, "rubric") | {"rows-0-weight": "do", "rows-1-scale_min": "9"}
    said = officer.post(address(draft, "rubric") + "/check", fields).json()
    assert list(said["typing"]) == ["rows-0-weight"]
    assert said["problems"] == {"rows-1-scale_min": "Una escala comienza por debajo de su final."}


def test_dates_out_of_order_are_said_while_one_types(officer, draft):
    fields = opened(officer, draft, "calendar") | {"results_on": "01/01/2020", "project_start_on": "02/01/2020"}
    said = officer.post(address(draft, "calendar") + "/check", fields).json()
    assert said["problems"] == {
        "results_on": "«Resultados, a más tardar» queda antes que «Cierre de recepción de propuestas».",
        "project_start_on": "«Inicio de proyectos, no antes de» queda antes que «Cierre de recepción de propuestas».",
    }
    assert said["said"]["printed-call"].endswith("(hora del centro de México)")
    assert {f"printed-{state}" for state in draft.states} <= set(said["said"])


def test_an_hour_that_does_not_exist_is_said_while_one_types(officer, draft):
    row = {"state": "MX-BCN", "on": "14/03/2021", "at": "02:30", "zone": "America/Tijuana"}
    fields = opened(officer, draft, "calendar") | {f"rows-0-{key}": value for key, value in row.items()}
    said = officer.post(address(draft, "calendar") + "/check", fields).json()
    assert "no existe" in said["problems"]["rows-0-on"]


def test_only_who_edits_a_call_may_ask(client, officer, draft):
    fields = opened(officer, draft, "rubric")
    stranger = client.visitor()
    assert stranger.post(address(draft, "rubric") + "/check", fields).status_code in {303, 401, 403, 404}
    assert officer.post(address(draft, "texts") + "/check", {}).status_code == 404
