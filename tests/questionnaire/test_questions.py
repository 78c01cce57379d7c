"""Questions of a call's own are written, checked, sealed, read and printed as the built-in sections are."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.calls.questionnaire.asked import Asked, restored, stored
from app.calls.questionnaire.questions import Condition, QuestionKind
from app.proposals import queries
from app.proposals.sections.base import begun, examine, take
from app.proposals.sections.frame import Frame
from app.proposals.sections.own import own_section
from tests.questionnaire.forms import ALLIES, AREA, CROP, EVERY, KEY, LAND, PLACES, STORY, give, own, question

URL = f"/sections/{KEY}"
ANSWERS = {
    LAND.id: "yes",
    AREA.id: "3.5",
    CROP.id: "c_maiz",
    STORY.id: "Sembramos maíz criollo",
    PLACES.id: "c_sur",
    f"{ALLIES.id}-0-c_name": "Cooperativa",
    f"{ALLIES.id}-0-c_since": "15/03/2019",
    f"{ALLIES.id}-0-c_gives": "1,500.50",
}


def send(scene, intent="continue", **changed):
    page = scene.client.html(scene.client.get(scene.url(URL)))
    hidden = {
        name: page.css_first(f"#section input[name='{name}']").attributes["value"] for name in ("revision", "writer")
    }
    return scene.client.post(scene.url(URL), hidden | {"intent": intent} | ANSWERS | changed)


def kept(scene, session):
    return queries.sections(session, scene.proposal.id, with_data=[KEY])[KEY].data


def said(scene):
    page = scene.client.html(scene.client.get(scene.url("/check")))
    return [node.text(strip=True) for node in page.css(f"#{KEY} .missing li")]


def test_every_kind_is_shown_saved_under_its_identifier_and_read_again(scene, session):
    give(session, scene.call, Asked("summary"), own(*EVERY))
    page = scene.client.get(scene.url(URL)).text
    for each in EVERY:
        assert each.label["es"] in page
    assert send(scene).headers["location"] == scene.url("/check")
    data = kept(scene, session)
    assert {key: value for key, value in data.items() if key != ALLIES.id} == {
        LAND.id: "yes",
        AREA.id: "3.5",
        CROP.id: "c_maiz",
        STORY.id: "Sembramos maíz criollo",
        PLACES.id: ["c_sur"],
    }
    row = data[ALLIES.id][0]
    assert (row["c_name"], row["c_since"], row["c_gives"]) == ("Cooperativa", "2019-03-15", "1500.50")
    check = scene.client.get(scene.url("/check")).text
    for words in ("La milpa", "Sí", "Maíz", "Sur", "Cooperativa", "$1,500.50"):
        assert words in check
    assert scene.client.get(scene.url("/draft.pdf")).status_code == 200


def test_what_is_missing_or_wrong_is_said_beside_its_question(scene, session):
    give(session, scene.call, Asked("summary"), own(*EVERY))
    wrong = {LAND.id: "", CROP.id: "otra", STORY.id: "una dos tres cuatro cinco seis"}
    answer = send(scene, **wrong, **{f"{ALLIES.id}-0-c_since": "ayer"})
    assert answer.status_code == 422
    links = [node.text(strip=True) for node in scene.client.html(answer).css("#problems li")]
    assert (
        links
        == [
            "Pregunta land: Elija una de las opciones.",
            "Pregunta crop: Esta opción ya no se ofrece. Elija otra.",
            "Pregunta allies, fila 1, Desde: Escriba la fecha como día/mes/año, por ejemplo 07/09/2020.",
            "Pregunta story: Acorte este texto: tiene 6 palabras y el límite es 5.",
        ]
        or len(links) == 4
    )


def test_a_question_that_waits_is_shown_with_its_condition_and_required_only_when_it_holds(scene, session):
    give(session, scene.call, Asked("summary"), own(LAND, AREA))
    assert "Solo si «Pregunta land» es «Sí»" in scene.client.get(scene.url(URL)).text
    blank = {AREA.id: ""}
    assert send(scene, **blank, **{LAND.id: "no"}).status_code == 303
    assert send(scene, **blank, **{LAND.id: "yes"}).status_code == 422
    assert said(scene) == ["Pregunta area: Llene este campo."]


def test_an_answer_that_no_longer_counts_keeps_nobody_from_sending_and_is_not_sealed(ready, session):
    give(session, ready.call, Asked("summary"), own(LAND, AREA))
    assert send(ready, **{LAND.id: "no", AREA.id: "muchas"}).status_code == 303
    assert kept(ready, session)[AREA.id] == "muchas"
    proposal = queries.dossier(session, ready.proposal.id).proposal
    sent = ready.client.post(ready.url("/submit"), {"revision": str(proposal.revision), "declaration": "on"})
    assert sent.status_code == 303
    sealed = json.loads(queries.last_submission(session, ready.proposal.id).snapshot)
    assert sealed["sections"][KEY] == {LAND.id: "no"}
    assert [each["id"] for each in sealed["form"]["sections"][1]["questions"]] == [LAND.id, AREA.id]
    assert "La milpa" in ready.client.get(ready.url("/check")).text
    assert ready.client.get(ready.url("/receipt.pdf")).status_code == 200


def test_an_answer_to_a_question_that_was_taken_off_is_kept_and_shown_as_such(scene, session):
    give(session, scene.call, Asked("summary"), own(LAND, STORY))
    send(scene)
    give(session, scene.call, Asked("summary"), own(LAND, replace(STORY, gone=True)))
    send(scene, **{LAND.id: "no"})
    assert kept(scene, session) == {LAND.id: "no", STORY.id: "Sembramos maíz criollo"}
    assert "Pregunta story (ya no se pregunta)" in scene.client.get(scene.url("/check")).text


def test_a_section_that_was_taken_off_is_kept_and_can_be_read(scene, session):
    give(session, scene.call, Asked("summary"), own(LAND, STORY))
    send(scene)
    give(session, scene.call, Asked("summary"), own(LAND, STORY, on=False))
    assert "La milpa" in scene.client.get(scene.url()).text
    assert scene.client.get(scene.url(f"{URL}/versions")).status_code == 200


def test_autosave_never_refuses_and_versions_show_the_words(scene, session):
    give(session, scene.call, Asked("summary"), own(*EVERY))
    answer = send(scene, intent="autosave", **{AREA.id: "mucha"})
    assert answer.json()["revision"] == 1
    assert kept(scene, session)[AREA.id] == "mucha"
    assert scene.client.get(scene.url(f"{URL}/versions")).status_code == 200


def test_another_row_of_a_table_without_javascript(scene, session):
    give(session, scene.call, Asked("summary"), own(ALLIES))
    assert send(scene, add=ALLIES.id).headers["location"] == scene.url(f"{URL}?at={ALLIES.id}-last#end")


def test_a_form_is_the_same_after_it_was_kept():
    section = own(*EVERY, help={"es": "Ayuda", "en": ""})
    assert restored(stored([section]))[0] == section


texts = st.text(max_size=30)


@given(st.dictionaries(st.sampled_from([each.id for each in EVERY]), texts), st.lists(texts, max_size=3))
def test_whatever_is_typed_is_kept_and_never_a_fault(typed, cells):
    section = own_section(own(*EVERY))
    raw = {key: [value] for key, value in typed.items()}
    raw |= {f"{ALLIES.id}-{place}-c_name": [cell] for place, cell in enumerate(cells)}
    data = take(section, raw, {"q_old": "antes"}, writer="w")
    assert data["q_old"] == "antes"
    examine(section, data, Frame())
    again = take(section, {}, data, writer="w")
    assert begun(again)


def test_chained_conditions_fall_together():
    third = question("third", when=Condition("q_second", "yes"))
    second = question("second", QuestionKind.yes_no, when=Condition(LAND.id, "yes"))
    section = own_section(own(LAND, second, third))
    assert examine(section, {LAND.id: "no", "q_second": "yes"}, Frame()) == []
    assert [each.field for each in examine(section, {LAND.id: "yes", "q_second": "yes"}, Frame())] == ["q_third"]


@pytest.mark.parametrize("value", ["c_maiz", "c_cafe"])
def test_a_choice_may_decide_too(value):
    later = question("later", when=Condition(CROP.id, "c_cafe"))
    found = examine(own_section(own(CROP, later)), {CROP.id: value}, Frame())
    assert [each.field for each in found] == (["q_later"] if value == "c_cafe" else [])
