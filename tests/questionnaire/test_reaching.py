"""Questions and sections that wait for an answer of another section, or for who applies: the server decides at each save."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from app.calls.models import Lot
from app.calls.parts import PARTS
from app.calls.questionnaire.asked import Asked, restored, stored
from app.calls.questionnaire.questions import Condition, QuestionKind
from app.calls.questionnaire.reaching import resolve
from app.proposals import queries
from app.proposals.models import Standing
from tests.calls import factories as calls
from tests.calls.pages import address, opened, problems
from tests.proposals import factories
from tests.questionnaire.forms import CROP, LAND, STORY, give, question
from tests.support.forms import fields_of

FIRST, SECOND, THIRD = "own_uno", "own_dos", "own_tres"
ALLY = question("ally", QuestionKind.yes_no, required=False)
NAME = question("name")
PLAN = question("plan")


def part(key, *questions, **more):
    return Asked(key, title={"es": f"Parte {key[4:]}", "en": ""}, questions=questions, **more)


def after(asked, value, section=""):
    return Condition(asked if isinstance(asked, str) else asked.id, value, section)


FORM = (
    Asked("summary"),
    part(FIRST, LAND, ALLY),
    part(SECOND, STORY, replace(NAME, when=after(ALLY, "yes", FIRST)), when=after(LAND, "yes", FIRST)),
    part(THIRD, replace(PLAN, when=after(STORY, "no", SECOND))),
)


def write(scene, key, intent="leave", **typed):
    page = scene.client.html(scene.client.get(scene.url(f"/sections/{key}")))
    hidden = {
        name: page.css_first(f"#section input[name='{name}']").attributes["value"] for name in ("revision", "writer")
    }
    return scene.client.post(scene.url(f"/sections/{key}"), hidden | {"intent": intent} | typed)


def tasks(scene):
    return [
        node.text(strip=True)
        for node in scene.client.html(scene.client.get(scene.url())).css("main .tasks a")
        if "Parte" in node.text()
    ]


@pytest.fixture
def asked(scene, session):
    give(session, scene.call, *FORM[:3])
    return scene


def test_a_section_is_asked_once_its_answer_is_there_and_the_task_list_says_for_what_it_waits(asked):
    assert tasks(asked) == ["Parte uno"]
    assert "Solo si «Pregunta land» es «Sí»" in asked.client.get(asked.url()).text
    assert asked.client.get(asked.url(f"/sections/{SECOND}")).status_code == 404
    answer = write(asked, FIRST, intent="continue", **{LAND.id: "yes"})
    assert answer.headers["location"] == asked.url(f"/sections/{SECOND}")
    assert tasks(asked) == ["Parte uno", "Parte dos"]
    assert "Solo si" not in asked.client.get(asked.url()).text


def test_a_question_is_asked_after_the_answer_of_another_section_and_only_then_missing(asked, session):
    write(asked, FIRST, **{LAND.id: "yes"})
    page = asked.client.get(asked.url(f"/sections/{SECOND}")).text
    assert ("Pregunta story" in page, "Pregunta name" in page) == (True, False)
    assert write(asked, SECOND, intent="continue", **{STORY.id: "Una historia"}).status_code == 303
    assert queries.section_row(session, asked.proposal.id, SECOND).standing == Standing.complete
    write(asked, FIRST, **{LAND.id: "yes", ALLY.id: "yes"})
    assert queries.section_row(session, asked.proposal.id, SECOND).standing == Standing.started
    answer = write(asked, SECOND, intent="continue", **{STORY.id: "Una historia"})
    assert list(problems(asked.client, answer)) == [NAME.id]


def test_what_is_hidden_is_kept_not_missing_and_not_sealed(ready, session):
    give(session, ready.call, *FORM[:3])
    write(ready, FIRST, **{LAND.id: "yes", ALLY.id: "yes"})
    write(ready, SECOND, **{STORY.id: "Una historia", NAME.id: "Luz"})
    write(ready, FIRST, **{LAND.id: "yes", ALLY.id: "no"})
    seal(ready, session)
    assert sealed(ready, session)["sections"][SECOND] == {STORY.id: "Una historia"}
    write(ready, FIRST, **{LAND.id: "no"})
    seal(ready, session)
    said = sealed(ready, session)
    assert (SECOND in said["sections"], said["sections"][FIRST][LAND.id]) == (False, "no")
    assert queries.section_row(session, ready.proposal.id, SECOND).data == {STORY.id: "Una historia", NAME.id: "Luz"}
    assert "Lo que escribió ahí se conserva y no se envía." in ready.client.get(ready.url()).text
    assert ready.client.get(ready.url("/receipt.pdf")).status_code == 200
    write(ready, FIRST, **{LAND.id: "yes", ALLY.id: "yes"})
    assert "Luz" in ready.client.get(ready.url(f"/sections/{SECOND}")).text


def seal(scene, session):
    proposal = queries.dossier(session, scene.proposal.id).proposal
    sent = scene.client.post(scene.url("/submit"), {"revision": str(proposal.revision), "declaration": "on"})
    assert sent.status_code == 303


def sealed(scene, session):
    return json.loads(queries.last_submission(session, scene.proposal.id).snapshot)


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        (Condition("@state", "MX-SON"), True),
        (Condition("@state", "MX-COL"), False),
        (Condition("@kind", "ngo"), True),
        (Condition("@kind", "club"), False),
    ],
)
def test_the_state_and_the_kind_of_organisation_decide(scene, session, when, shown):
    give(session, scene.call, Asked("summary"), part(FIRST, LAND, when=when))
    assert (tasks(scene) == ["Parte uno"]) is shown


def test_the_line_decides_once_the_summary_names_it(scene, session):
    lot = session.exec(select(Lot).where(Lot.call_id == scene.call.id)).first()
    give(session, scene.call, Asked("summary"), part(FIRST, LAND, when=Condition("@line", lot.code)))
    assert tasks(scene) == []
    assert f"Solo para la línea «{lot.name['es']}»" in scene.client.get(scene.url()).text
    write(scene, "summary", lot=lot.code)
    assert tasks(scene) == ["Parte uno"]


def test_the_list_of_proposals_counts_what_is_asked_and_asks_no_more_for_three_than_for_one(asked, session, watch):
    write(asked, FIRST, **{LAND.id: "no"})
    with watch.counting() as one:
        page = asked.client.get("/proposals").text
    assert "/proposals/" in page
    for n in range(2):
        call = factories.open_call(session, slug=f"otra-{n}")
        give(session, call, *FORM[:3])
        factories.draft(session, call, asked.organisation, asked.user)
    with watch.counting() as three:
        asked.client.get("/proposals")
    assert len(one) == len(three)


@pytest.fixture
def call(session, team):
    made = calls.filled(session, team)
    give(session, made, *FORM)
    return made


def url(call, key):
    return f"/manage/calls/{call.id}/questionnaire/{key}"


def put(officer, call, key, **changed):
    fields = fields_of(officer.html(officer.get(url(call, key))), url(call, key))
    return officer.post(url(call, key), fields | {name.replace("__", "-"): text for name, text in changed.items()})


def kept(session, call):
    return {each.key: each for each in PARTS["questionnaire"].read(session, call).sections}


def test_the_officer_chooses_an_answer_of_an_earlier_section_for_a_question_and_for_a_section(officer, session, call):
    give(session, call, Asked("summary"), part(FIRST, LAND, CROP), part(SECOND, STORY))
    assert put(officer, call, SECOND, rows__0__when=f"{FIRST}/{CROP.id}=c_maiz").status_code == 303
    assert kept(session, call)[SECOND].questions[0].when == Condition(CROP.id, "c_maiz", FIRST)
    form = opened(officer, call, "questionnaire") | {"rows-2-when": f"{FIRST}/{LAND.id}=no"}
    assert officer.post(address(call, "questionnaire"), form).status_code == 303
    assert kept(session, call)[SECOND].when == Condition(LAND.id, "no", FIRST)
    preview = officer.get(f"/manage/calls/{call.id}/form-preview").text
    assert "Solo si «Pregunta crop» es «Maíz»" in preview
    assert "Solo si «Pregunta land» es «No»" in preview


GONE = "La respuesta que espera «Parte dos» ya no se pregunta. Elija otra, o ninguna."


@pytest.mark.parametrize("changed", [{"rows__0__remove": "on"}, {"rows__0__kind": "short"}])
def test_what_others_wait_for_is_not_taken_off_unseen(officer, session, call, changed):
    give(session, call, *FORM[:3])
    assert GONE in officer.html(put(officer, call, FIRST, **changed)).css_first("#problems").text()


def test_a_line_that_is_gone_keeps_the_call_from_being_published(officer, session, call):
    give(session, call, *FORM[:3])
    assert put(officer, call, SECOND, rows__0__when="@line=zzz").status_code == 303
    gaps = officer.get(f"/manage/calls/{call.id}").text
    assert "«Pregunta story» espera una línea que la convocatoria no tiene." in gaps


def test_a_section_that_is_waited_for_is_neither_moved_below_nor_left_out(officer, session, call):
    give(session, call, *FORM[:3])
    page = officer.html(
        officer.post(address(call, "questionnaire"), opened(officer, call, "questionnaire") | {"move": "rows-2-up"})
    )
    form = fields_of(page, address(call, "questionnaire"))
    assert problems(officer, officer.post(address(call, "questionnaire"), form)) == {
        "rows-1-when": "«Parte dos» espera una respuesta que viene después: bájela de la sección «Parte uno»."
    }
    form = opened(officer, call, "questionnaire")
    form.pop("rows-1-on")
    assert problems(officer, officer.post(address(call, "questionnaire"), form)) == {"rows-2-when": GONE}


def test_a_circle_between_sections_has_its_sentence(officer, session, call):
    give(session, call, Asked("summary"), part(FIRST, LAND), part(SECOND, CROP, when=after(LAND, "yes", FIRST)))
    form = opened(officer, call, "questionnaire") | {"rows-1-when": f"{SECOND}/{CROP.id}=c_maiz"}
    assert problems(officer, officer.post(address(call, "questionnaire"), form)) == {
        "rows-1-when": "Se esperan una a otra en círculo, así que nunca se preguntarían."
    }


def test_a_condition_on_the_line_stands_below_the_summary(officer, session, call):
    lot = session.exec(select(Lot).where(Lot.call_id == call.id)).first()
    give(session, call, part(FIRST, LAND), Asked("summary"))
    form = opened(officer, call, "questionnaire") | {"rows-0-when": f"@line={lot.code}"}
    assert problems(officer, officer.post(address(call, "questionnaire"), form)) == {
        "rows-0-when": "«Parte uno» espera una respuesta que viene después: bájela de la sección «Resumen»."
    }


answers = st.sampled_from(["yes", "no", "", None])


@given(answers, answers, st.text(max_size=5))
def test_only_what_is_shown_decides_further(land, ally, text):
    told = {FIRST: {LAND.id: land, ALLY.id: ally}, SECOND: {STORY.id: text, NAME.id: text}, "": {}}
    shown = {each.key: [question.id for question in each.questions] for each in resolve(FORM, told)}
    assert (SECOND in shown) == (land == "yes")
    if land == "yes":
        assert (NAME.id in shown[SECOND]) == (ally == "yes")
    assert (PLAN.id in shown[THIRD]) == (land == "yes" and text == "no")
    assert all(each.when is None for each in resolve(FORM, told))


def test_a_form_with_such_conditions_is_read_back_as_it_was_kept():
    assert restored(stored(FORM))[: len(FORM)] == FORM
