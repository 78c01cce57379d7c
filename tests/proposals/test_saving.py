"""Saving: always accepted as typed; two writers both keep their words; bad input has its sentence and stays on the page."""

import pytest
from sqlmodel import Session, select

from app.core.web import MAX_FIELDS
from app.people.models import Level
from app.proposals import queries
from app.proposals.models import ProposalSection, SectionVersion, Standing
from tests import factories as people
from tests.proposals import factories
from tests.proposals.conftest import Scene


def opened(scene: Scene, key: str, client=None) -> dict[str, str]:
    """The hidden fields of a section's page: its revision and its writer."""
    page = (client or scene.client).html((client or scene.client).get(scene.url(f"/sections/{key}")))
    return {name: page.css_first(f"#section input[name={name}]").attributes["value"] for name in ("revision", "writer")}


def save(scene: Scene, key: str, fields: dict[str, str], intent: str = "continue", client=None):
    return (client or scene.client).post(scene.url(f"/sections/{key}"), {**fields, "intent": intent})


def stored(session: Session, scene: Scene, key: str) -> ProposalSection:
    found = queries.section_row(session, scene.proposal.id, key)
    assert found
    return found


def problems(scene: Scene, answer) -> list[str]:
    page = scene.client.html(answer)
    return [node.text(strip=True) for node in page.css("#problems li")]


def test_continue_goes_on_only_when_the_section_is_right(scene: Scene, session: Session):
    answer = save(scene, "objective", {**opened(scene, "objective"), "verb": "Reducir"})
    assert answer.status_code == 422
    assert scene.client.html(answer).css_first("title").text().startswith("Error:")
    assert stored(session, scene, "objective").standing == Standing.started
    answer = save(scene, "objective", {**opened(scene, "objective"), **factories.SECTIONS["objective"]})
    assert answer.headers["location"] == scene.url("/sections/work_plan")
    assert stored(session, scene, "objective").standing == Standing.complete


def test_leaving_asks_nothing(scene: Scene):
    assert (
        save(scene, "objective", {**opened(scene, "objective"), "goal": "?"}, "leave").headers["location"]
        == scene.url()
    )


def test_autosave_says_when_and_which_revision(scene: Scene):
    page = opened(scene, "problem")
    answer = save(scene, "problem", {**page, "description": "Uno"}, "autosave")
    assert answer.json() == {"revision": 1, "saved": "Guardado a las 12:00"}
    again = save(scene, "problem", {**page, "revision": "1", "description": "Uno"}, "autosave")
    assert again.json()["revision"] == 1


def test_a_page_never_conflicts_with_its_own_autosave(scene: Scene, session: Session):
    page = opened(scene, "problem")
    save(scene, "problem", {**page, "description": "Uno"}, "autosave")
    assert save(scene, "problem", {**page, "description": "Uno y dos"}, "leave").headers["location"] == scene.url()
    assert stored(session, scene, "problem").data["description"] == "Uno y dos"


def test_the_back_button_loads_what_was_saved_and_saving_there_again_loses_nothing(scene: Scene, session: Session):
    before = scene.client.get(scene.url("/sections/objective"))
    assert "no-store" in before.headers["cache-control"]
    page = opened(scene, "objective")
    written = {**page, **factories.SECTIONS["objective"]}
    assert save(scene, "objective", written).headers["location"] == scene.url("/sections/work_plan")
    back = scene.client.html(scene.client.get(scene.url("/sections/objective")))
    assert back.css_first("[name=verb]").attributes["value"] == "Reducir"
    again = save(scene, "objective", {**written, "verb": "Disminuir"})
    assert again.headers["location"] == scene.url("/sections/work_plan")
    assert stored(session, scene, "objective").data["verb"] == "Disminuir"
    assert {version.data["verb"] for version in session.exec(select(SectionVersion))} == {"Reducir", "Disminuir"}


def test_two_tabs_show_both_versions_and_a_person_chooses(scene: Scene, session: Session):
    first, second = opened(scene, "problem"), opened(scene, "problem")
    save(scene, "problem", {**first, "description": "De la primera"}, "leave")
    answer = save(scene, "problem", {**second, "description": "De la segunda"})
    choice = answer.headers["location"]
    page = scene.client.html(scene.client.get(choice))
    assert "De la primera" in page.body.text()
    assert "De la segunda" in page.body.text()
    assert stored(session, scene, "problem").data["description"] == "De la primera"
    revision = page.css_first("main form input[name=revision]").attributes["value"]
    assert scene.client.post(choice, {"revision": revision}).status_code == 303
    assert stored(session, scene, "problem").data["description"] == "De la segunda"
    texts = {version.data["description"] for version in session.exec(select(SectionVersion))}
    assert texts == {"De la primera", "De la segunda"}


def test_an_autosave_that_lost_is_kept_and_told_where(scene: Scene, session: Session):
    other = people.member(session, scene.organisation, Level.EDITOR)
    mine = opened(scene, "problem")
    browser = scene.client.visitor().as_user(other)
    save(scene, "problem", {**opened(scene, "problem", browser), "description": "De ella"}, "autosave", browser)
    answer = save(scene, "problem", {**mine, "description": "Mío"}, "autosave")
    assert answer.status_code == 409
    assert scene.client.get(answer.json()["href"]).status_code == 200


def test_choosing_over_a_third_writer_is_refused_with_both_still_there(scene: Scene, session: Session):
    first, second = opened(scene, "problem"), opened(scene, "problem")
    save(scene, "problem", {**first, "description": "Primera"}, "leave")
    choice = save(scene, "problem", {**second, "description": "Segunda"}).headers["location"]
    save(scene, "problem", {**opened(scene, "problem"), "description": "Tercera"}, "leave")
    answer = scene.client.post(choice, {"revision": "1"})
    assert answer.status_code == 422
    assert "La sección cambió otra vez mientras usted elegía" in answer.text


def test_what_a_closed_page_sends_again_is_no_second_version(scene: Scene, session: Session):
    page = opened(scene, "budget")
    typed = {**page, "rows-0-concept": "Renta"}
    save(scene, "budget", typed, "leave")
    save(scene, "budget", {**opened(scene, "budget"), "rows-0-concept": "Renta y luz"}, "leave")
    assert save(scene, "budget", typed, "resend").json()["revision"] == 2
    assert len(stored(session, scene, "budget").data["rows"]) == 2
    assert len(session.exec(select(SectionVersion)).all()) == 2


def test_what_a_closed_page_had_not_sent_is_set_aside_once(scene: Scene, session: Session):
    page = opened(scene, "problem")
    save(scene, "problem", {**opened(scene, "problem"), "description": "De otra"}, "leave")
    late = {**page, "description": "Sin enviar"}
    answer = save(scene, "problem", late, "resend")
    assert answer.status_code == 409
    assert save(scene, "problem", late, "resend").json() == answer.json()
    assert {version.data["description"] for version in session.exec(select(SectionVersion))} == {
        "De otra",
        "Sin enviar",
    }


def test_a_new_row_sent_twice_is_added_once(scene: Scene, session: Session):
    row = {**opened(scene, "budget"), "rows-0-concept": "Analista"}
    save(scene, "budget", row, "autosave")
    save(scene, "budget", {**row, "rows-0-concept": "Analista de datos"}, "leave")
    assert [each["concept"] for each in stored(session, scene, "budget").data["rows"]] == ["Analista de datos"]


def test_adding_a_row_without_javascript(scene: Scene):
    answer = scene.client.post(
        scene.url("/sections/work_plan"), {**opened(scene, "work_plan"), "rows-0-activity": "Uno", "add": "rows"}
    )
    assert answer.headers["location"] == scene.url("/sections/work_plan?at=rows-last#end")
    page = scene.client.html(scene.client.get(scene.url("/sections/work_plan")))
    assert len(page.css("[data-row]")) == 2


def shown_rows(scene: Scene, answer) -> int:
    page = scene.client.html(scene.client.get(answer.headers["location"]))
    return len(page.css("[data-row]"))


def test_adding_rows_without_javascript_while_the_first_is_still_blank(scene: Scene):
    blank = {"rows-0-activity": "", "rows-0-start": " "}
    answer = scene.client.post(scene.url("/sections/work_plan"), {**opened(scene, "work_plan"), **blank, "add": "rows"})
    assert shown_rows(scene, answer) == 2
    two = {**blank, "rows-1-activity": "", "rows-1-start": ""}
    answer = scene.client.post(scene.url("/sections/work_plan"), {**opened(scene, "work_plan"), **two, "add": "rows"})
    assert shown_rows(scene, answer) == 3
    some = {**two, "rows-1-activity": "Uno"}
    answer = scene.client.post(scene.url("/sections/work_plan"), {**opened(scene, "work_plan"), **some, "add": "rows"})
    assert shown_rows(scene, answer) == 3


def test_an_address_cannot_ask_for_a_thousand_blank_rows(scene: Scene):
    page = scene.client.html(scene.client.get(scene.url("/sections/work_plan?blank=rows-1000")))
    assert len(page.css("[data-row]")) == 20


@pytest.mark.parametrize(
    ("key", "typed", "sentence"),
    [
        (
            "work_plan",
            {"rows-0-activity": "Registro", "rows-0-start": "1/2/2017", "rows-0-end": "31/11/2017"},
            "Actividad 1, Fin: 31/11/2017 no existe en el calendario.",
        ),
        (
            "budget",
            {"rows-0-concept": "Renta", "rows-0-unit_cost": "1.200,50"},
            "Renglón 1, Costo unitario: Escriba los decimales con punto, como en 1,200.50. «1.200,50» puede leerse de dos maneras.",
        ),
        (
            "budget",
            {"rows-0-concept": "Renta", "rows-0-unit_cost": "-1200"},
            "Renglón 1, Costo unitario: Escriba una cantidad que no sea negativa.",
        ),
    ],
)
def test_bad_input_has_its_sentence_and_stays(
    scene: Scene, session: Session, key: str, typed: dict[str, str], sentence: str
):
    answer = save(scene, key, {**opened(scene, key), **typed})
    assert answer.status_code == 422
    assert sentence in problems(scene, answer)
    name, value = list(typed.items())[-1]
    assert scene.client.html(answer).css_first(f"[name={name}]").attributes["value"] == value
    assert (
        scene.client.html(scene.client.get(scene.url(f"/sections/{key}")))
        .css_first(f"[name={name}]")
        .attributes["value"]
        == value
    )


def test_a_megabyte_in_one_field_is_kept_and_said(scene: Scene, session: Session):
    text = "palabra " * 131_072
    answer = save(scene, "problem", {**opened(scene, "problem"), "description": text})
    assert answer.status_code == 422
    assert any("20000 caracteres" in line or "20,000 caracteres" in line for line in problems(scene, answer))
    assert stored(session, scene, "problem").data["description"] == text


def test_a_thousand_and_one_fields_are_taken(scene: Scene, session: Session):
    rows = {f"rows-{n}-concept": f"Concepto {n}" for n in range(1001)}
    assert save(scene, "budget", {**opened(scene, "budget"), **rows}, "leave").status_code == 303
    assert len(stored(session, scene, "budget").data["rows"]) == 1001


def test_more_fields_than_we_take_leave_the_last_value(scene: Scene, session: Session):
    save(scene, "budget", {**opened(scene, "budget"), "rows-0-concept": "Renta"}, "leave")
    rows = {f"rows-{n}-concept": "x" for n in range(MAX_FIELDS + 1)}
    answer = save(scene, "budget", {**opened(scene, "budget"), **rows}, "leave")
    assert answer.status_code == 413
    assert "Sus últimos valores guardados se conservan" in answer.text or "guardad" in answer.text
    assert [row["concept"] for row in stored(session, scene, "budget").data["rows"]] == ["Renta"]


def test_who_may_not_write_is_told_and_strangers_see_nothing(scene: Scene, session: Session):
    viewer = people.member(session, scene.organisation, Level.VIEWER)
    stranger = people.user(session)
    assert scene.client.visitor().as_user(viewer).get(scene.url()).status_code == 200
    assert scene.client.visitor().as_user(viewer).get(scene.url("/sections/problem")).status_code == 403
    assert scene.client.visitor().as_user(stranger).get(scene.url()).status_code == 404
    assert scene.client.visitor().get(scene.url()).headers["location"].startswith("/sign-in")


def test_a_save_needs_few_statements(scene: Scene, watch):
    page = opened(scene, "problem")
    save(scene, "problem", {**page, "description": "Uno"}, "autosave")
    address = scene.url("/sections/problem")
    with watch.counting() as statements:
        scene.client.post(address, {**page, "description": "Dos", "revision": "1", "intent": "autosave"})
    ours = [line.split()[0] for line in statements if line.startswith(("SELECT", "INSERT", "UPDATE"))]
    assert ours == ["SELECT"] * 4 + ["UPDATE", "UPDATE", "INSERT"], "\n".join(statements)
