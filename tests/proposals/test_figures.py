"""What a section reckons while it is written: sums, limits, days and stages, in the page and with every acknowledgement."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser as Html
from sqlmodel import Session

from app.core.forms import flatten
from app.programmes.models import Programme, Rate
from app.proposals.sections import SECTIONS
from app.proposals.sections.base import examine
from app.proposals.sections.budget import Bound, limits
from app.proposals.sections.consistency import doubts
from app.proposals.sections.frame import Frame
from app.proposals.sections.work_plan import stages
from tests.proposals import factories
from tests.proposals.conftest import Scene
from tests.proposals.test_saving import opened, problems, save

GRANT, KIND = factories.SECTIONS["budget"]["rows"]
INDICATOR = factories.SECTIONS["indicators"]["rows"][0]


def typed(rows: list[dict[str, Any]]) -> dict[str, str]:
    return {name: values[-1] for name, values in flatten({"rows": rows}).items()}


def autosaved(scene: Scene, key: str, rows: list[dict[str, Any]]) -> Html:
    """The figures that autosave hears back."""
    answer = save(scene, key, {**opened(scene, key), **typed(rows)}, "autosave")
    return Html(answer.json()["figures"])


def cells(page: Html, table: int = 0) -> list[list[str]]:
    rows = page.css("table")[table].css("tbody tr, tfoot tr")
    return [[cell.text(strip=True) for cell in row.css("th, td")] for row in rows]


def held(page: Html) -> list[tuple[str, str, str]]:
    return [
        (
            item.css_first(".what").text(deep=False, strip=True),
            item.css_first(".sub").text(strip=True),
            item.css_first(".tag").text(strip=True),
        )
        for item in page.css("ul.tasks > li")
    ]


def test_sums_and_limits_come_with_every_save_in_both_currencies(scene: Scene, session: Session):
    scene.call.own_contribution_min, scene.call.indirect_cap = Decimal(20), Decimal(10)
    programme = session.get_one(Programme, scene.call.programme_id)
    rate = Rate(programme_id=programme.id, on=date(2020, 8, 31), local_per_donor=Decimal("22.25"), source="Banxico")
    session.add_all([scene.call, rate])
    session.commit()
    seen = autosaved(scene, "budget", [GRANT, KIND, {**GRANT, "category": "administration", "unit_cost": "5000.00"}])
    assert cells(seen) == [
        ["Subvención", "$180,000.00 MXN", "$8,089.89 USD"],
        ["Dinero propio", "$0.00 MXN", "$0.00 USD"],
        ["En especie", "$30,000.00 MXN", "$1,348.31 USD"],
        ["Total", "$210,000.00 MXN", "$9,438.20 USD"],
    ]
    assert held(seen) == [
        ("Lo máximo que puede solicitar", "$180,000.00 MXN; como máximo $1,200,000.00 MXN", "Cumple"),
        ("Lo mínimo que puede solicitar", "$180,000.00 MXN; al menos $0.01 MXN", "Cumple"),
        ("Su aportación propia", "14.3 %; al menos 20 %", "Todavía no cumple"),
        ("Administración", "16.7 %; como máximo 10 %", "Todavía no cumple"),
    ]
    page = scene.client.html(scene.client.get(scene.url("/sections/budget")))
    assert page.css_first("#figures").text(strip=True) == seen.body.text(strip=True)


def test_without_a_rate_there_is_one_currency(scene: Scene):
    assert {len(row) for row in cells(autosaved(scene, "budget", [GRANT]))} == {2}


@given(
    rows=st.lists(
        st.builds(
            dict,
            quantity=st.integers(0, 9),
            unit_cost=st.integers(0, 900_000),
            times=st.just(1),
            category=st.sampled_from(["fees", "administration"]),
            source=st.sampled_from(["grant", "own", "in_kind"]),
            concept=st.just("Algo"),
        ),
        min_size=1,
        max_size=5,
    ),
    share=st.integers(0, 40),
    cap=st.none() | st.integers(0, 30),
)
def test_what_is_shown_as_kept_is_what_the_check_lets_pass(rows: list[dict[str, Any]], share: int, cap: int | None):
    data = {"rows": [{name: str(value) for name, value in row.items()} for row in rows]}
    frame = Frame(
        max_grant=Decimal(1_000_000),
        min_grant=Decimal(1000),
        own_minimum=Decimal(share),
        indirect_cap=None if cap is None else Decimal(cap),
    )
    broken = [limit for limit in limits(data["rows"], frame) if not limit.holds]
    assert len(examine(SECTIONS["budget"], data, frame)) == len(broken)
    assert {limit.bound for limit in limits(data["rows"], frame)} <= set(Bound)


def plan(*rows: tuple[str, str, str]) -> list[dict[str, Any]]:
    blank = factories.SECTIONS["work_plan"]["rows"][0]
    return [
        {**blank, "id": f"{number:016}", "stage": stage, "start": start, "end": end}
        for number, (stage, start, end) in enumerate(rows)
    ]


def test_the_days_of_a_stage_go_from_its_first_day_to_its_last(scene: Scene):
    rows = plan(
        ("Diagnóstico", "2021-01-01", "2021-02-28"),
        ("Talleres", "2021-03-01", "2021-03-31"),
        ("Diagnóstico", "2021-02-01", "2021-03-02"),
        ("", "2021-04-01", "2021-04-01"),
    )
    assert stages(rows) == [("Diagnóstico", 61), ("Talleres", 31)]
    seen = autosaved(scene, "work_plan", rows)
    assert cells(seen, -1) == [["Diagnóstico", "61"], ["Talleres", "31"]]
    assert [row[1] for row in cells(seen, -2)[:-1]] == ["Diagnóstico", "Talleres", "Diagnóstico", ""]


def test_a_section_that_reckons_nothing_sends_no_figures(scene: Scene):
    assert "figures" not in save(scene, "problem", opened(scene, "problem"), "autosave").json()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"level": "impact"}, "Insumos, procesos y productos son de gestión"),
        ({"family": "effectiveness", "level": "product"}, "Insumos, procesos y productos son de gestión"),
        ({"steps": "20; 60; 100"}, "La cifra del último trimestre es la meta"),
        ({"steps": "; ".join(["120"] * 13)}, "Escriba como máximo 12 trimestres."),
        ({"steps": "veinte; 120"}, "número"),
    ],
)
def test_an_indicator_that_contradicts_itself_has_its_sentence(scene: Scene, changes: dict[str, str], sentence: str):
    answer = save(scene, "indicators", {**opened(scene, "indicators"), **typed([INDICATOR | changes])})
    assert answer.status_code == 422
    assert sentence in " ".join(problems(scene, answer))
    kept = scene.client.html(answer).css_first("[name=rows-0-steps]")
    assert kept.attributes["value"] == changes.get("steps", "")


def test_level_quarters_and_what_is_counted_apart_are_read_with_the_indicator(scene: Scene, session: Session):
    said = {"level": "product", "steps": "20 60, 120", "apart": "mujeres y hombres"}
    save(scene, "indicators", {**opened(scene, "indicators"), **typed([INDICATOR | said])}, "leave")
    page = scene.client.html(scene.client.get(scene.url("/check")))
    card = next(each for each in page.css("section.record") if "Contratos revisados" in each.text())
    told = {row.css_first("dt").text(strip=True): row.css_first("dd").text(strip=True) for row in card.css("dl > div")}
    assert (told["Nivel"], told["Meta por trimestre"], told["Desagregado por"]) == (
        "Producto: lo que se entrega",
        "20; 60; 120",
        "mujeres y hombres",
    )


def test_an_indicator_that_counts_people_is_asked_by_what_it_counts_them_apart():
    people = {"rows": [{"unit": "personas formadas"}, {"unit": "Personas", "apart": "sexo"}, {"unit": "contratos"}]}
    assert [doubt.words for doubt in doubts({"indicators": people}) if "personas" in doubt.words] == [
        "El indicador 1 cuenta personas: ¿por qué se desagregan, por ejemplo mujeres y hombres?"
    ]
