"""Tables of a call's own sections out to a spreadsheet and back in, as those that come with every call."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from app.calls.questionnaire.asked import Asked
from app.calls.questionnaire.questions import Column, ColumnKind, QuestionKind
from app.core.forms import flatten
from app.core.i18n import using_locale
from app.core.sheets import Column as SheetColumn
from app.core.sheets import Sheet, read_workbook, workbook
from app.proposals import queries
from app.proposals.routes import differences, exchange
from app.proposals.sections.base import take
from app.proposals.sections.frame import Frame
from app.proposals.sections.own import own_section
from tests.proposals.conftest import Scene, noon, scene
from tests.questionnaire.forms import ALLIES, KEY, LAND, STORY, give, own, question

__all__ = ["noon", "scene"]
URL = f"/sections/{KEY}"
PLOTS = question(
    "plots",
    QuestionKind.table,
    columns=(
        Column("c_size", ColumnKind.number, {"es": "Medida", "en": "Size"}),
        Column("c_again", ColumnKind.number, {"es": "Medida", "en": "Size"}),
        Column("c_note", ColumnKind.text, {"es": "Nota", "en": "Note"}),
    ),
)
LONG = {"es": "Una pregunta cuyo nombre es más largo que el de una hoja: ¿parcelas?", "en": ""}
TWINS = own_section(own(LAND, ALLIES, replace(PLOTS, label=LONG), replace(PLOTS, id="q_more", label=LONG)))

words = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=40)
figures = st.one_of(st.just(""), words, st.decimals(0, 10**20, places=4).map(lambda amount: f"{amount:f}"))
days = st.one_of(st.just(""), words, st.dates().map(lambda day: day.isoformat()))
allies = st.fixed_dictionaries({"c_name": words, "c_since": days, "c_gives": figures})
plots = st.fixed_dictionaries({"c_size": figures, "c_again": figures, "c_note": words})


def named(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    return [row | {"id": f"row{place:013d}"} for place, row in enumerate(rows)]


@settings(deadline=None)
@given(
    st.lists(allies, max_size=4),
    st.lists(plots, max_size=3),
    st.lists(plots, max_size=3),
    st.permutations(["es", "en"]),
)
def test_what_goes_out_and_comes_back_unchanged_is_no_difference(
    friends: list[dict[str, str]], some: list[dict[str, str]], more: list[dict[str, str]], languages: list[str]
) -> None:
    typed = {"q_allies": named(friends), "q_plots": named(some), "q_more": named(more), "q_land": "yes"}
    stored = take(TWINS, flatten(typed), {})
    with using_locale(languages[0]):
        file = workbook(exchange.written(TWINS, stored, Frame()))
    with using_locale(languages[1]):
        read = exchange.taken_in(TWINS, stored, read_workbook(file), Frame())
        after = take(TWINS, read.raw, stored, writer="w")
    assert differences.changes(TWINS, stored, after, Frame()) == []
    assert after["q_land"] == "yes"


@pytest.fixture
def field(scene: Scene, session: Session) -> Scene:
    """A section of the call's own with a saved table."""
    give(session, scene.call, Asked("summary"), own(LAND, ALLIES, STORY))
    row = {"c_name": "Cooperativa", "c_since": "15/03/2019", "c_gives": "1,500.50"}
    sent = {f"{ALLIES.id}-0-{name}": value for name, value in row.items()}
    scene.client.post(scene.url(URL), sent | {LAND.id: "yes", STORY.id: "Sembramos", "intent": "leave"})
    return scene


def download(field: Scene) -> bytes:
    answer = field.client.get(field.url(f"{URL}/table.xlsx"))
    assert answer.headers["content-disposition"] == f'attachment; filename="{KEY}.xlsx"'
    return answer.content


def upload(field: Scene, file: bytes) -> Any:
    return field.client.post(field.url(f"{URL}/import"), files={"file": ("tabla.xlsx", file)})


def rewritten(file: bytes, *rows: list[Any]) -> bytes:
    """The same sheet with these rows."""
    sheet = read_workbook(file)[1]
    return workbook([Sheet(sheet.title, [SheetColumn(header) for header in sheet.header], rows)])


def stored(field: Scene, session: Session) -> list[dict[str, Any]]:
    session.expire_all()
    row = queries.section_row(session, field.proposal.id, KEY)
    assert row
    return list(row.data[ALLIES.id])


def test_the_file_has_instructions_and_the_columns_that_the_call_wrote(field: Scene) -> None:
    first, second = read_workbook(download(field))
    assert (first.title, second.title) == ("Instrucciones", "Pregunta allies")
    assert second.header == ["Nombre", "Desde", "Aporta", "Identificador (no lo cambie)"]
    assert [str(cell) for cell in second.rows[0][:3]] == ["Cooperativa", "2019-03-15", "1500.5"]


def test_the_page_leads_to_the_spreadsheet(field: Scene) -> None:
    page = field.client.html(field.client.get(field.url(URL)))
    assert page.css_first(f"a[href='{field.url(URL)}/import']")


def test_a_date_and_an_amount_that_may_stay_blank_are_shown_as_people_write_them(field: Scene) -> None:
    page = field.client.html(field.client.get(field.url(URL)))
    shown = [page.css_first(f"#f-{ALLIES.id}-0-{name}").attributes["value"] for name in ("c_since", "c_gives")]
    assert shown == ["15/03/2019", "1,500.50"]


def test_unchanged_nothing_would_change(field: Scene) -> None:
    assert "No cambiaría nada." in upload(field, download(field)).text


def test_a_difference_is_seen_before_it_is_taken_and_the_other_answers_stay(field: Scene, session: Session) -> None:
    file = download(field)
    key = str(read_workbook(file)[1].rows[0][3])
    page = field.client.html(
        upload(field, rewritten(file, ["Cooperativa", "15/03/2019", "2000", key], ["Vecinas", None, "30", None]))
    )
    titles = [" ".join(node.text().split()) for node in page.css("main section h3")]
    assert titles == ["Pregunta allies: Cooperativa Cambia", "Pregunta allies: Vecinas Nueva"]
    assert len(stored(field, session)) == 1
    fields = {box.attributes["name"]: box.attributes["value"] for box in page.css("main form input[type=hidden]")}
    assert field.client.post(field.url(URL), {**fields, "intent": "add"}).status_code == 303
    assert [(row["c_name"], row["c_gives"]) for row in stored(field, session)] == [
        ("Cooperativa", "2000.00"),
        ("Vecinas", "30.00"),
    ]
    row = queries.section_row(session, field.proposal.id, KEY)
    assert row
    assert (row.data[LAND.id], row.data[STORY.id]) == ("yes", "Sembramos")


def test_a_wrong_cell_is_named(field: Scene) -> None:
    page = field.client.html(upload(field, rewritten(download(field), ["Otra", "31/11/2021", "1.200,50", None])))
    assert [" ".join(node.text().split()) for node in page.css(".notice li")] == [
        "Pregunta allies!B2: 31/11/2021 no existe en el calendario.",
        "Pregunta allies!C2: Escriba los decimales con punto, como en 1,200.50. «1.200,50» puede leerse de dos maneras.",
    ]


def test_a_section_without_a_table_has_no_spreadsheet(scene: Scene, session: Session) -> None:
    give(session, scene.call, Asked("summary"), own(LAND))
    assert scene.client.get(scene.url(f"{URL}/table.xlsx")).status_code == 404
    assert not scene.client.html(scene.client.get(scene.url(URL))).css(f"a[href='{scene.url(URL)}/import']")
