"""What spreadsheets do to people: joined cells, hidden sheets, formulas without a result, dates that became numbers."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from app.core import sheets
from app.core.sheets import MOST_LINES, read_ahead, read_workbook
from tests.proposals.conftest import Scene

HEADERS = ["Actividad", "Inicio", "Fin"]
Fill = Callable[[Workbook, Worksheet], None]


def book(fill: Fill, headers: list[str] = HEADERS) -> bytes:
    """A workbook as another program would save it, with one sheet called Actividad."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as made:
        page = made.add_worksheet("Actividad")
        page.write_row(0, 0, headers)
        fill(made, page)
    return out.getvalue()


def upload(scene: Scene, file: bytes, name: str = "plan.xlsx") -> Any:
    return scene.client.post(scene.url("/sections/work_plan/import"), files={"file": (name, file)})


def refusal(scene: Scene, file: bytes) -> str:
    answer = upload(scene, file)
    assert answer.status_code == 422
    return scene.client.html(answer).css_first("p.error").text().strip().removeprefix("Error: ")


def joined(_made: Workbook, page: Worksheet) -> None:
    page.merge_range(1, 0, 3, 0, "Talleres")


def unreckoned(_made: Workbook, page: Worksheet) -> None:
    page.write_string(1, 0, "Talleres")
    page.write_formula(1, 1, "=TODAY()", value="")


@pytest.mark.parametrize(
    ("fill", "sentence"),
    [
        (
            joined,
            "En «Actividad» las celdas A2:A4 están combinadas. Sepárelas, para que cada fila diga todo lo suyo, y envíe el archivo de nuevo.",
        ),
        (
            unreckoned,
            "La fórmula de la celda B2 todavía no tiene resultado. Abra el archivo en un programa de hojas de cálculo, guárdelo y envíelo de nuevo.",
        ),
        (
            lambda _made, page: page.write_string(MOST_LINES, 0, "x"),
            "«Actividad» tiene 50,001 renglones; una hoja puede tener 50,000.",
        ),
        (
            lambda _made, page: [page.write_string(row, 0, "x") for row in range(1, 5001)],
            "«Actividad» tiene 5000 filas; cuando mucho 400.",
        ),
    ],
)
def test_a_trap_has_its_sentence(scene: Scene, fill: Fill, sentence: str) -> None:
    assert refusal(scene, book(fill)) == sentence


def test_a_sheet_without_its_headings_takes_nothing_away(scene: Scene) -> None:
    said = refusal(scene, book(lambda _made, page: page.write_string(1, 0, "x"), ["Plan 2027"]))
    assert said.startswith("La primera fila de «Actividad» necesita estos encabezados: Asunto, Compromiso, Actividad, ")


def said(scene: Scene, file: bytes) -> list[tuple[str, str]]:
    """(heading of the row, its problems) of what would change."""
    page = scene.client.html(upload(scene, file))
    rows = [" ".join(node.text().split()) for node in page.css("main section h3")]
    return [*((row, "") for row in rows), *(("", " ".join(node.text().split())) for node in page.css(".notice li"))]


def test_a_date_that_lost_its_format_is_still_that_day(scene: Scene) -> None:
    file = book(lambda _made, page: page.write_row(1, 0, ["Talleres", 46082, 46203]))
    page = scene.client.html(upload(scene, file))
    sent = {box.attributes["name"]: box.attributes["value"] for box in page.css("main form input[type=hidden]")}
    assert (sent["rows-0-start"], sent["rows-0-end"]) == ("01/03/2026", "30/06/2026")


def test_a_formula_with_a_result_is_its_result_and_a_hidden_sheet_is_not_read(scene: Scene) -> None:
    def fill(made: Workbook, page: Worksheet) -> None:
        page.write_formula(1, 0, '="Tall"&"eres"', value="Talleres")
        hidden = made.add_worksheet("Otra")
        hidden.write_row(0, 0, ["x"])
        hidden.hide()

    file = book(fill)
    assert [sheet.title for sheet in read_workbook(file)] == ["Actividad"]
    assert said(scene, file) == [("Actividad: Talleres Nueva", "")]


def test_a_cell_is_named_as_it_stands_where_a_column_is_left_blank_before_it(scene: Scene) -> None:
    file = book(lambda _made, page: page.write_row(1, 1, ["Talleres", "31/11/2026"]), ["", "Actividad", "Inicio"])
    assert said(scene, file)[-1] == ("", "Actividad!C2: 31/11/2026 no existe en el calendario.")


def test_a_workbook_with_macros_is_refused(scene: Scene) -> None:
    file = book(lambda made, page: (page.write_string(1, 0, "x"), made.add_vba_project(BytesIO(b"x"), is_stream=True)))
    assert refusal(scene, file).startswith("Este documento lleva macros (pequeños programas).")


def test_a_file_is_read_before_the_transaction_and_not_again(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    file = book(lambda _made, page: page.write_string(1, 0, "Talleres"))
    read_ahead(file)
    monkeypatch.setattr(sheets, "_read", None)
    assert [row[0] for row in read_workbook(file)[0].rows] == ["Talleres"]
    with pytest.raises(TypeError):
        read_workbook(file)
