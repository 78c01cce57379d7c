"""Staff write the questions of a section on one page, by buttons, and every slip has its sentence."""

import gzip
from io import BytesIO

import pytest
from docx import Document
from sqlmodel import select

from app.calls import queries
from app.calls.parts import PARTS
from app.calls.questionnaire.asked import OFFERED, Asked, stored
from app.calls.questionnaire.models import Questionnaire
from app.calls.questionnaire.questions import Condition, QuestionKind
from app.calls.service.drafting import start
from tests.calls import factories
from tests.calls.pages import address, opened, problems, save
from tests.questionnaire.forms import ALLIES, AREA, CROP, EVERY, KEY, LAND, STORY, give, own, question
from tests.support.forms import fields_of


@pytest.fixture
def call(session, team):
    call = factories.filled(session, team)
    give(session, call, Asked("summary"), own(*EVERY))
    return call


def url(call) -> str:
    return f"/manage/calls/{call.id}/questionnaire/{KEY}"


def fields(officer, call):
    return fields_of(officer.html(officer.get(url(call))), url(call))


def put(officer, call, **changed):
    return officer.post(url(call), fields(officer, call) | {k.replace("__", "-"): v for k, v in changed.items()})


def questions(session, call):
    section = next(each for each in PARTS["questionnaire"].read(session, call).sections if each.key == KEY)
    return section.questions


def test_a_page_saved_as_it_is_changes_nothing(session, officer, call):
    before = questions(session, call)
    assert put(officer, call).status_code == 303
    assert questions(session, call) == before


def test_a_section_of_the_calls_own_is_added_named_and_given_questions(session, officer, team):
    call = factories.filled(session, team)
    first = opened(officer, call, "questionnaire")
    page = officer.html(officer.post(address(call, "questionnaire"), first | {"add": "rows"}))
    form = fields_of(page, address(call, "questionnaire"))
    assert (
        officer.post(
            address(call, "questionnaire"), form | {f"rows-{len(OFFERED)}-title_es": "Su historia"}
        ).status_code
        == 303
    )
    added = PARTS["questionnaire"].read(session, call).sections[-1]
    assert (added.name, added.on, added.questions) == ("Su historia", True, ())
    here = f"/manage/calls/{call.id}/questionnaire/{added.key}"
    page = officer.html(officer.post(here, fields_of(officer.html(officer.get(here)), here) | {"add": "rows"}))
    form = fields_of(page, here) | {"rows-0-label_es": "¿Desde cuándo?", "rows-0-kind": "date"}
    assert officer.post(here, form).status_code == 303
    asked = PARTS["questionnaire"].read(session, call).sections[-1].questions
    assert [(each.kind, each.label["es"]) for each in asked] == [(QuestionKind.date, "¿Desde cuándo?")]


def test_a_question_is_moved_and_duplicated_under_a_name_of_its_own(session, officer, call):
    page = officer.html(officer.post(url(call), fields(officer, call) | {"move": "rows-2-up"}))
    assert fields_of(page, url(call))["rows-1-key"] == CROP.id
    page = officer.html(officer.post(url(call), fields(officer, call) | {"copy": "rows-2-copy"}))
    form = fields_of(page, url(call))
    assert (form["rows-3-label_es"], form["rows-4-key"]) == ("Pregunta crop", ALLIES.id)
    assert officer.post(url(call), form).status_code == 303
    made = questions(session, call)
    assert len({each.id for each in made}) == len(EVERY) + 1


def test_a_button_shows_what_a_kind_needs_before_anything_is_saved(session, officer, call):
    before = questions(session, call)
    changed = fields(officer, call) | {"rows-0-kind": "choice", "rows-0-label_es": "Escrito ahora", "show": "rows-0"}
    form = fields_of(officer.html(officer.post(url(call), changed)), url(call))
    assert (form["rows-0-options_es"], form["rows-0-label_es"]) == ("", "Escrito ahora")
    assert questions(session, call) == before


def test_a_section_is_duplicated_with_conditions_that_follow(session, officer, call):
    there = opened(officer, call, "questionnaire")
    page = officer.html(officer.post(address(call, "questionnaire"), there | {"copy": "rows-1-copy"}))
    form = fields_of(page, address(call, "questionnaire")) | {"rows-2-title_es": "Otra milpa"}
    assert officer.post(address(call, "questionnaire"), form).status_code == 303
    made = PARTS["questionnaire"].read(session, call).sections[2]
    assert [each.label for each in made.questions] == [each.label for each in EVERY]
    assert made.questions[1].when == Condition(made.questions[0].id, "yes")
    assert not {each.id for each in made.questions} & {each.id for each in EVERY}


def test_a_choice_that_is_reworded_keeps_its_identifier_and_one_taken_off_stays_readable(session, officer, call):
    put(officer, call, rows__2__options_es="Maíz criollo\nCafé")
    assert [(each.id, each.label["es"], each.gone) for each in questions(session, call)[2].options] == [
        ("c_maiz", "Maíz criollo", False),
        ("c_cafe", "Café", False),
    ]
    put(officer, call, rows__2__options_es="Café\nFrijol\nChile")
    options = questions(session, call)[2].options
    assert [(each.label["es"], each.gone) for each in options] == [
        ("Café", False),
        ("Frijol", False),
        ("Chile", False),
        ("Maíz criollo", True),
    ]
    assert options[0].id == "c_cafe"


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"rows__2__options_es": ""}, "rows-2-options_es", "Escriba al menos dos opciones, una en cada renglón."),
        ({"rows__3__columns_es": ""}, "rows-3-columns_es", "Escriba al menos una columna de la tabla."),
        (
            {"rows__3__columns_es": "Nombre | dibujo"},
            "rows-3-columns_es",
            "Después de la barra va lo que contiene la columna: texto, número, dinero o fecha.",
        ),
        ({"rows__4__words": "0"}, "rows-4-words", "Un límite es de al menos una palabra."),
        (
            {"rows__0__when": f"{CROP.id}=c_cafe"},
            "rows-0-when",
            "Espera una respuesta que viene después: bájela de «Pregunta crop».",
        ),
        (
            {"rows__0__when": f"{CROP.id}=c_cafe", "rows__2__when": f"{LAND.id}=yes"},
            "rows-0-when",
            "Estas preguntas se esperan una a otra en círculo, así que nunca se harían.",
        ),
        (
            {"rows__0__remove": "on"},
            "rows-0-when",
            "La respuesta que espera ya no está. Elija otra, o ninguna.",
        ),
    ],
)
def test_what_cannot_be_asked_has_its_sentence(session, officer, call, changed, field, sentence):
    before = questions(session, call)
    assert problems(officer, put(officer, call, **changed)) == {field: sentence}
    assert questions(session, call) == before


def test_two_sections_have_two_titles(officer, call):
    answer = save(officer, call, "questionnaire", rows__1__title_es="el presupuesto")
    assert answer.status_code in {303, 422}
    answer = save(officer, call, "questionnaire", rows__1__title_es="PRESUPUESTO")
    assert problems(officer, answer) == {"rows-1-title_es": "Ya hay una sección con este título. Póngale otro a esta."}
    answer = save(officer, call, "questionnaire", rows__1__title_es="")
    assert problems(officer, answer) == {"rows-1-title_es": "Escriba el título de la sección."}


def test_two_officers_do_not_overwrite_each_other(officer, call):
    mine = fields(officer, call)
    assert put(officer, call, rows__0__label_es="Otra").status_code == 303
    assert list(problems(officer, officer.post(url(call), mine | {"rows-1-label_es": "Mía"}))) == ["revision"]


def test_a_public_question_is_taken_off_by_an_amendment_and_its_answers_keep_their_words(session, officer, team):
    call = factories.published(session, team)
    give(session, call, Asked("summary"), own(LAND, AREA, STORY))
    reason = {"reason_es": "Pedimos menos.", "reason_en": "We ask less."}
    assert put(officer, call, rows__2__remove="on", **reason).status_code == 303
    assert [(each.id, each.gone) for each in questions(session, call)] == [
        (LAND.id, False),
        (AREA.id, False),
        (STORY.id, True),
    ]
    assert session.exec(select(Questionnaire.version).where(Questionnaire.call_id == call.id)).one() == 2
    public = officer.get(f"/calls/{call.slug}").text
    assert "Pregunta story" in public
    assert "Pedimos menos." in public


def test_the_preview_and_the_document_have_every_question(officer, call):
    page = officer.get(f"/manage/calls/{call.id}/form-preview").text
    answer = officer.get(f"/manage/calls/{call.id}/form.docx")
    words = "\n".join(each.text for each in Document(BytesIO(answer.content)).paragraphs)
    for each in EVERY:
        assert each.label["es"] in page
        assert each.label["es"] in words
    assert "Solo si «Pregunta land» es «Sí»" in words


def sixty(waiting=12):
    first = question("n0", QuestionKind.yes_no)
    rest = [
        question(f"n{n}", when=Condition(first.id, "yes") if n <= waiting else None, help={"es": "Ayuda", "en": "Help"})
        for n in range(1, 60)
    ]
    return (first, *rest)


def test_sixty_questions_with_twelve_conditions_are_small_and_ask_the_database_no_more(session, officer, call, watch):
    seen = []
    for asked in (sixty()[:3], sixty()):
        give(session, call, Asked("summary"), own(*asked))
        with watch.counting() as reads:
            page = officer.get(url(call))
        with watch.counting() as writes:
            assert put(officer, call, rows__1__label_es="Otra vez").status_code == 303
        seen.append((len(reads), len(writes)))
    assert len(gzip.compress(page.content)) < 40_000
    assert seen[0] == seen[1]


def test_what_is_kept_can_be_read_back(call):
    assert stored([own(*EVERY)])[0]["questions"][1]["when"] == {
        "question": LAND.id,
        "value": "yes",
        "section": "",
    }


def test_a_section_without_questions_keeps_the_call_from_being_published(session, officer, call):
    give(session, call, Asked("summary"), own())
    assert "Las preguntas de la sección «La milpa»." in officer.get(f"/manage/calls/{call.id}").text


def test_a_form_that_goes_to_another_call_takes_its_questions_along(session, call, team):
    programme = queries.programme_of(session, call)
    author = factories.actor(team.officer)
    other = start(session, programme, title={"es": "Otra"}, edition=1, actor=author)
    part = PARTS["questionnaire"].read(session, call)
    PARTS["questionnaire"].write(session, other, part)
    session.flush()
    assert questions(session, other) == questions(session, call)


def test_a_public_question_keeps_its_kind(session, officer, team):
    call = factories.published(session, team)
    give(session, call, Asked("summary"), own(LAND, AREA, STORY))
    answer = put(officer, call, rows__2__kind="number", reason_es="Por orden.", reason_en="For order.")
    assert problems(officer, answer) == {
        "rows-2-kind": "Una pregunta pública conserva su tipo de respuesta. Quítela y agregue otra."
    }
