"""Tables out to a spreadsheet and back in: unchanged is no difference, and nothing changes unseen."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from sqlmodel import Session

from app.core.sheets import Sheet, read_workbook, workbook
from app.people.models import Level
from app.proposals import queries
from app.proposals.routes import differences, exchange
from app.proposals.sections import SECTIONS
from app.proposals.sections.base import take
from app.proposals.sections.frame import Activity, Frame
from tests import factories as people
from tests.proposals import factories
from tests.proposals.conftest import Scene

FRAME = Frame(activities=(Activity("aaaaaaaaaaaaaaaa", "Revisar contratos"), Activity("bbbbbbbbbbbbbbbb", "Talleres")))
TABLES = [key for key in factories.SECTIONS if SECTIONS[key].tables]


def file_of(key: str, data: dict[str, Any]) -> bytes:
    return workbook(exchange.written(SECTIONS[key], data, FRAME))


def back(key: str, data: dict[str, Any], file: bytes) -> list[differences.Change]:
    section = SECTIONS[key]
    read = exchange.taken_in(section, data, read_workbook(file), FRAME)
    return differences.changes(section, data, take(section, read.raw, data, writer="w"), FRAME)


words = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=40)
figures = st.decimals(0, 10**8, places=2).map(lambda amount: f"{amount:.2f}")
lines = st.fixed_dictionaries(
    {
        "concept": words,
        "activity_id": st.sampled_from(["", "aaaaaaaaaaaaaaaa"]),
        "category": st.sampled_from(["staff", "travel"]),
        "source": st.sampled_from(["grant", "own", "in_kind"]),
        "quantity": figures,
        "unit_cost": figures,
        "times": figures,
    }
)


@given(st.lists(lines, max_size=6))
def test_what_goes_out_and_comes_back_unchanged_is_no_difference(rows: list[dict[str, str]]) -> None:
    data = {"rows": [row | {"id": f"row{place:013d}"} for place, row in enumerate(rows)]}
    assert back("budget", data, file_of("budget", data)) == []


@pytest.mark.parametrize("key", TABLES)
def test_every_table_comes_back_as_it_went(key: str) -> None:
    named = {cells.table: "id" in cells.names for cells in exchange.tables(SECTIONS[key], FRAME)}
    data = {
        table: [
            row | ({"id": row.get("id") or f"row{place:013d}"} if named[table] else {})
            for place, row in enumerate(rows)
        ]
        for table, rows in factories.SECTIONS[key].items()
        if table in named
    }
    assert data or key == "objective"
    assert back(key, data, file_of(key, data)) == []


def upload(scene: Scene, key: str, file: bytes, name: str = "tabla.xlsx") -> Any:
    return scene.client.post(scene.url(f"/sections/{key}/import"), files={"file": (name, file)})


def filled(scene: Scene, session: Session) -> bytes:
    factories.complete(session, scene.proposal, scene.user)
    answer = scene.client.get(scene.url("/sections/work_plan/table.xlsx"))
    assert answer.headers["content-disposition"] == 'attachment; filename="work_plan.xlsx"'
    return answer.content


def plain(cell: Any) -> Any:
    """A day as a person types it: the columns of this sheet are all of text."""
    return cell.strftime("%d/%m/%Y") if isinstance(cell, date) else cell


def edited(file: bytes, **cells: Any) -> bytes:
    """The plan's sheet with other values: row2_Fin="31/11/2021" writes into the second row under "Fin"."""
    sheet = next(one for one in read_workbook(file) if one.title == "Actividad")
    rows = [[plain(cell) for cell in row] for row in sheet.rows]
    for place, value in cells.items():
        row, _dash, header = place.partition("_")
        rows[int(row.removeprefix("row")) - 1][sheet.header.index(header)] = value
    return workbook([Sheet("Actividad", [exchange.Column(name) for name in sheet.header], rows)])


def test_the_file_has_instructions_lists_and_the_rows(scene: Scene, session: Session) -> None:
    factories.complete(session, scene.proposal, scene.user)
    file = scene.client.get(scene.url("/sections/indicators/table.xlsx")).content
    assert CalamineWorkbook.from_filelike(BytesIO(file)).sheet_names == ["Instrucciones", "Indicador", "Listas"]


def test_nothing_would_change_is_said(scene: Scene, session: Session) -> None:
    answer = upload(scene, "work_plan", filled(scene, session))
    assert answer.status_code == 200
    assert "No cambiaría nada." in answer.text
    assert not scene.client.html(answer).css("button[name=intent]")


def test_a_difference_is_seen_before_it_is_taken(scene: Scene, session: Session) -> None:
    file = edited(filled(scene, session), row1_Entregable="Base abierta", row2_Actividad="Talleres en línea")
    before = queries.section_row(session, scene.proposal.id, "work_plan")
    assert before is not None
    revision = before.revision
    page = scene.client.html(upload(scene, "work_plan", file))
    assert [row.css_first("td:last-child").text() for row in page.css("main tbody tr")] == [
        "Base abierta",
        "Talleres en línea",
    ]
    session.refresh(before)
    assert before.revision == revision
    fields = {box.attributes["name"]: box.attributes["value"] for box in page.css("main form input[type=hidden]")}
    assert scene.client.post(scene.url("/sections/work_plan"), {**fields, "intent": "add"}).status_code == 303
    session.refresh(before)
    assert [(row["id"], row["activity"], row["deliverable"]) for row in before.data["rows"]] == [
        ("aaaaaaaaaaaaaaaa", "Revisar contratos", "Base abierta"),
        ("bbbbbbbbbbbbbbbb", "Talleres en línea", "Listas y relatoría"),
    ]


def test_a_row_that_is_not_in_the_file_is_said_to_go(scene: Scene, session: Session) -> None:
    sheet = next(one for one in read_workbook(filled(scene, session)) if one.title == "Actividad")
    rows = [[plain(cell) for cell in row] for row in sheet.rows[:1]]
    file = workbook([Sheet("Actividad", [exchange.Column(name) for name in sheet.header], rows)])
    page = scene.client.html(upload(scene, "work_plan", file))
    assert [" ".join(node.text().split()) for node in page.css("main section h3")] == [
        "Actividad: Talleres con usuarias Se quita"
    ]


def test_a_wrong_cell_is_named(scene: Scene, session: Session) -> None:
    file = edited(filled(scene, session), row2_Fin="31/11/2021")
    page = scene.client.html(upload(scene, "work_plan", file))
    said = [" ".join(node.text().split()) for node in page.css(".notice li")]
    assert said == ["Actividad!E3: 31/11/2021 no existe en el calendario."]


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (b"", "Primero elija un archivo."),
        (b"hola", "No pudimos reconocer qué es este archivo. Envíe un PDF, JPG, PNG, DOCX, XLSX u ODT."),
        (factories.PDF, "Esto no es una hoja de cálculo. Guárdela como XLSX y envíela de nuevo."),
        (
            workbook([Sheet("Otra", [exchange.Column("Cosa")], [["x"]])]),
            "En este archivo no hay una hoja llamada «Actividad».",
        ),
        (
            workbook([Sheet("Actividad", [exchange.Column("Actividad")], [["x"]] * 401)]),
            "«Actividad» tiene 401 filas; cuando mucho 400.",
        ),
    ],
)
def test_what_cannot_be_taken_gets_its_sentence(scene: Scene, file: bytes, sentence: str) -> None:
    answer = upload(scene, "work_plan", file, "tabla.xlsx" if file else "")
    assert answer.status_code == 422
    assert scene.client.html(answer).css_first("p.error").text().strip().endswith(sentence)


def test_who_may_not_write_may_not_bring_in(scene: Scene, session: Session) -> None:
    viewer = scene.client.visitor().as_user(people.member(session, scene.organisation, Level.VIEWER))
    stranger = scene.client.visitor().as_user(people.user(session))
    address = scene.url("/sections/work_plan")
    assert viewer.get(f"{address}/table.xlsx").status_code == 200
    assert viewer.get(f"{address}/import").status_code == 403
    assert [stranger.get(f"{address}/{page}").status_code for page in ("table.xlsx", "import")] == [404, 404]
    assert scene.client.get(scene.url("/sections/summary/import")).status_code == 404
