"""What a page sends that was left open while its section ceased to be asked: nothing of it is lost."""

import pytest
from sqlmodel import select

from app.proposals import queries
from app.proposals.models import SectionVersion
from tests.questionnaire.forms import LAND, STORY, give
from tests.questionnaire.test_reaching import FIRST, FORM, SECOND, write


@pytest.fixture
def left_open(scene, session):
    """The hidden fields of a page of the second part, which is hidden after it was opened."""
    give(session, scene.call, *FORM[:3])
    write(scene, FIRST, **{LAND.id: "yes"})
    page = scene.client.html(scene.client.get(scene.url(f"/sections/{SECOND}")))
    hidden = {
        name: page.css_first(f"#section input[name={name}]").attributes["value"] for name in ("revision", "writer")
    }
    write(scene, FIRST, **{LAND.id: "no"})
    return hidden


def send(scene, hidden, text, intent="continue"):
    return scene.client.post(scene.url(f"/sections/{SECOND}"), {**hidden, STORY.id: text, "intent": intent})


def test_what_was_typed_is_kept_and_shown_and_said_to_be_safe(scene, session, left_open):
    answer = send(scene, left_open, "Una historia larga")
    assert answer.headers["location"] == scene.url(f"/sections/{SECOND}")
    shown = scene.client.get(answer.headers["location"])
    assert shown.status_code == 200
    assert "Ya no se le pide esta sección" in shown.text
    assert "Una historia larga" in shown.text
    assert "Solo si «Pregunta land» es «Sí»" in shown.text


def test_autosave_hears_that_it_is_kept(scene, session, left_open):
    answer = send(scene, left_open, "Una historia", "autosave")
    assert answer.json() == {"revision": 1, "saved": "Guardado. Esta sección ya no se pide, así que no se envía."}
    again = send(scene, {**left_open, "revision": "1"}, "Una historia y más", "autosave")
    assert again.json()["revision"] == 2


def test_the_proposal_does_not_count_as_changed(scene, session, left_open):
    before = queries.dossier(session, scene.proposal.id).proposal.revision
    send(scene, left_open, "Una historia")
    session.expire_all()
    assert queries.dossier(session, scene.proposal.id).proposal.revision == before


def test_it_is_there_when_the_section_is_asked_again(scene, left_open):
    send(scene, left_open, "Una historia")
    write(scene, FIRST, **{LAND.id: "yes"})
    assert "Una historia" in scene.client.get(scene.url(f"/sections/{SECOND}")).text


def test_two_pages_left_open_keep_both(scene, session, left_open):
    send(scene, left_open, "De la primera")
    other = send(scene, {"revision": "0", "writer": "otra"}, "De la segunda")
    shown = scene.client.get(other.headers["location"])
    assert "De la primera" in shown.text
    assert "De la segunda" in shown.text
    assert send(scene, {"revision": "0", "writer": "otra"}, "De la tercera", "autosave").status_code == 409
    said = {each.data[STORY.id] for each in session.exec(select(SectionVersion).where(SectionVersion.key == SECOND))}
    assert said == {"De la primera", "De la segunda", "De la tercera"}


def test_its_versions_lead_back_to_the_task_list(scene, left_open):
    send(scene, left_open, "Una historia")
    page = scene.client.html(scene.client.get(scene.url(f"/sections/{SECOND}/versions")))
    assert page.css_first("main a.button").attributes["href"] == scene.url()


def test_a_section_that_nobody_ever_asked_is_not_there(scene):
    assert scene.client.get(scene.url("/sections/risks")).status_code == 404
    assert scene.client.post(scene.url("/sections/nada"), {"text": "x"}).status_code == 404
