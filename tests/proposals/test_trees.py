"""The problem tree as a picture, the objective tree drafted from it, and whether the parts fit together."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session

from app.proposals import queries, service
from app.proposals.sections.consistency import doubts
from app.proposals.sections.gantt import calendar
from app.proposals.sections.tree import BOX, Tree, drafted, drawing, objective_tree, problem_tree
from tests.proposals import factories
from tests.proposals.conftest import Scene
from tests.proposals.factories import SECTIONS

words = st.text(alphabet=st.characters(categories=["L", "Zs"]), min_size=1, max_size=300).filter(str.strip)


@given(st.lists(words, max_size=9), words, st.lists(words, max_size=9))
def test_every_box_of_a_tree_stands_inside_the_picture_and_over_no_other(
    roots: list[str], trunk: str, branches: list[str]
) -> None:
    picture = drawing(Tree(tuple(roots), trunk, tuple(branches)))
    assert len(picture.boxes) == len(roots) + 1 + len(branches)
    assert len(picture.links) == len(roots) + len(branches)
    places = [(box.x, box.y, box.x + BOX, box.y + box.height) for box in picture.boxes]
    assert all(0 <= x < right <= picture.width and 0 <= y < low <= picture.height for x, y, right, low in places)
    assert not [
        (one, other)
        for place, one in enumerate(places)
        for other in places[place + 1 :]
        if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    ]


def test_causes_become_means_and_effects_become_ends() -> None:
    draft = drafted(SECTIONS["problem"])
    assert [row["text"] for row in draft["means"]] == [
        "Superar: Los contratos no se publican a tiempo",
        "Superar: Nadie compara precios",
    ]
    assert [row["text"] for row in draft["ends"]] == ["Evitar: Faltan medicamentos"]
    assert objective_tree(SECTIONS["objective"] | draft).roots == tuple(row["text"] for row in draft["means"])
    assert not problem_tree({})


def fill(scene: Scene, session: Session) -> None:
    author = factories.actor(session, scene.user)
    service.save_section(session, scene.proposal, "problem", SECTIONS["problem"], revision=0, actor=author)


def test_the_draft_keeps_what_was_typed_and_never_replaces_words(scene: Scene, session: Session) -> None:
    fill(scene, session)
    answer = scene.client.post(
        scene.url("/sections/objective"),
        {"revision": "0", "writer": "one", "verb": "Bajar", "ends-0-text": "Hay medicinas", "intent": "draft"},
    )
    assert (answer.status_code, answer.headers["location"]) == (303, scene.url("/sections/objective#tree"))
    kept = queries.section_row(session, scene.proposal.id, "objective")
    assert kept is not None
    assert kept.data["verb"] == "Bajar"
    assert [row["text"] for row in kept.data["ends"]] == ["Hay medicinas"]
    assert [row["text"] for row in kept.data["means"]] == [
        "Superar: Los contratos no se publican a tiempo",
        "Superar: Nadie compara precios",
    ]
    shown = scene.client.html(scene.client.get(scene.url("/sections/objective")))
    assert len(shown.css("figure.tree rect")) == 4
    assert not shown.css("button[value=draft]")


def test_the_picture_has_its_text(scene: Scene, session: Session) -> None:
    assert not scene.client.html(scene.client.get(scene.url("/sections/problem"))).css("figure.tree")
    fill(scene, session)
    page = scene.client.html(scene.client.get(scene.url("/sections/problem")))
    assert page.css_first("figure.tree desc").text() == (
        "Abajo, 2 causas; en medio, el problema; arriba, 1 efectos. Las listas de esta página dicen lo mismo con palabras."
    )
    assert [box.attributes["class"] for box in page.css("figure.tree rect")] == ["branch", "trunk", "root", "root"]


def test_the_plan_is_drawn_over_whole_quarters() -> None:
    drawn = calendar([{"activity": "Uno", "start": "2021-01-01", "end": "2021-03-31"}, {"activity": "x", "start": "?"}])
    assert drawn is not None
    assert [(bar.name, str(bar.start), str(bar.width)) for bar in drawn.bars] == [("Uno", "0.00", "100.00")]
    assert [name for _x, name in drawn.quarters] == ["T1 2021"]
    assert calendar([{"activity": "Uno", "start": "31/11/2021", "end": ""}]) is None


def test_a_whole_proposal_raises_the_doubts_that_it_should() -> None:
    line = {"quantity": "1", "unit_cost": "10", "times": "1", "source": "grant"}
    plan = [
        {"id": "a", "activity": "Revisar", "end": "2023-01-31", "start": "2023-01-01"},
        {"id": "b", "activity": "Contar", "end": "2022-01-31", "start": "2022-01-01"},
    ]
    texts: dict[str, Any] = {
        "problem": {"causes": [{"text": "x"}, {"text": "y"}], "effects": [{"text": "z"}]},
        "objective": {"goal": "en 20 % antes de junio de 2022", "means": [{"text": "no x"}], "ends": []},
        "work_plan": {"rows": plan},
        "indicators": {
            "rows": [{"family": "management", "baseline": "5", "target": "3", "direction": "increase"}],
        },
        "budget": {"rows": [line | {"activity_id": "a"}, line | {"activity_id": "gone"}]},
    }
    assert [(doubt.section, doubt.words) for doubt in doubts(texts)] == [
        (
            "objective",
            "El problema tiene 2 causas y el árbol de objetivos 1 medios: ¿cuál causa se queda sin respuesta?",
        ),
        ("objective", "El objetivo se promete para 2022 y la última actividad termina en 2023."),
        ("indicators", "Ningún indicador dice si algo cambió: todos cuentan trabajo hecho."),
        ("budget", "La actividad 2, «Contar», no tiene dinero propio en el presupuesto."),
        ("budget", "El renglón 2 del presupuesto es de una actividad que ya no está en el plan."),
        ("indicators", "Indicador 1: su meta no va hacia donde debe desde la línea base."),
    ]


@pytest.mark.parametrize("texts", [{}, {"budget": {"rows": [{"concept": "?"}]}}, {"objective": {"goal": "2021"}}])
def test_what_is_not_written_yet_is_not_doubted(texts: dict[str, Any]) -> None:
    assert doubts(texts) == []


def test_doubts_stand_on_the_check_page_and_do_not_keep_from_sending(scene: Scene, session: Session) -> None:
    factories.complete(session, scene.proposal, scene.user, objective={"goal": "en 20 % en 2020"})
    page = scene.client.html(scene.client.get(scene.url("/check")))
    assert "El objetivo se promete para 2020 y la última actividad termina en 2021." in page.css_first("main").text()
    assert page.css("form#send")
