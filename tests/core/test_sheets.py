from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import Refused
from app.core.i18n import lazy, using_locale
from app.core.sheets import Column, Look, Sheet, read_workbook, workbook

COLUMNS = [
    Column("Nombre"), Column("Monto", Look.MONEY), Column("Avance", Look.PERCENT), Column("Día", Look.DAY), Column("Llegó", Look.MOMENT),
]  # fmt: skip
ROW = [
    "Colectivo Ñandú",
    Decimal("306553.09"),
    Decimal("0.879"),
    date(2020, 9, 7),
    datetime(2020, 9, 7, 23, tzinfo=UTC),
]

plain = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cf", "Zs", "Zl", "Zp", "Co", "Cn"]),
    min_size=1,
    max_size=40,
)
amounts = st.decimals(-(10**11), 10**11, places=2)


def parts(data: bytes) -> dict[str, str]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_a_table_goes_out_and_comes_back():
    (sheet,) = read_workbook(
        workbook([Sheet("Propuestas", COLUMNS, [ROW, [None] * 5, ["Otra", Decimal(0), None, None, None]])])
    )
    assert sheet.title == "Propuestas"
    assert sheet.header == ["Nombre", "Monto", "Avance", "Día", "Llegó"]
    assert sheet.rows[0] == [
        "Colectivo Ñandú",
        Decimal("306553.09"),
        Decimal("0.879"),
        date(2020, 9, 7),
        datetime(2020, 9, 7, 18, 0),  # noqa: DTZ001 -- a cell has no zone
    ]
    assert sheet.rows[2] == ["Otra", Decimal(0), None, None, None]


@given(st.lists(st.tuples(plain, amounts), min_size=1, max_size=10))
def test_text_and_cents_are_exact(rows):
    (sheet,) = read_workbook(workbook([Sheet("x", COLUMNS[:2], rows)]))
    assert [tuple(row) for row in sheet.rows] == rows


@pytest.mark.parametrize(
    "evil",
    ['=HYPERLINK("http://x","y")', "=1+1", "+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "http://ejemplo.org"],
)
def test_no_formula_and_no_link_is_ever_written(evil):
    data = workbook([Sheet("x", [Column("Nombre")], [[evil]])])
    assert "<f>" not in parts(data)["xl/worksheets/sheet1.xml"]
    assert "hyperlink" not in parts(data)["xl/worksheets/sheet1.xml"].lower()
    assert read_workbook(data)[0].rows == [[evil.strip()]]
    assert ('quotePrefix="1"' in parts(data)["xl/styles.xml"]) == (not evil.startswith("http"))


def test_the_header_is_frozen_and_filters():
    page = parts(workbook([Sheet("x", COLUMNS, [ROW])]))["xl/worksheets/sheet1.xml"]
    assert 'state="frozen"' in page
    assert '<autoFilter ref="A1:E2"/>' in page


def test_headers_in_the_language_of_the_reader():
    sheet = Sheet(lazy("a PDF document"), [Column(lazy("a JPG picture"))], [[lazy("a PNG picture")]])
    with using_locale("es"):
        (found,) = read_workbook(workbook([sheet]))
    assert (found.title, found.header, found.rows) == ("un documento PDF", ["una imagen JPG"], [["una imagen PNG"]])


def test_titles_that_a_spreadsheet_would_refuse():
    long = "Línea 1/2: [vigilancia] ciudadana de la obra pública"
    titles = [
        sheet.title
        for sheet in read_workbook(
            workbook([Sheet(long, COLUMNS, []), Sheet(long, COLUMNS, []), Sheet("'", COLUMNS, [])])
        )
    ]
    assert titles[2] == "1"
    assert len(set(titles)) == 3
    assert all(len(title) <= 31 for title in titles)


def test_the_same_data_give_the_same_bytes():
    sheet = Sheet("x", COLUMNS, [ROW])
    assert workbook([sheet]) == workbook([sheet])


@pytest.mark.parametrize("data", [b"", b"no es una hoja", b"PK\x03\x04", b"%PDF-1.7"])
def test_what_is_not_a_spreadsheet_is_refused_in_words(data):
    with pytest.raises(Refused, match="no se puede leer"):
        read_workbook(data)


def test_an_empty_sheet_has_no_rows():
    (sheet,) = read_workbook(workbook([Sheet("x", [], [])]))
    assert (sheet.header, sheet.rows) == ([], [])


def test_other_kinds_of_cell():
    (sheet,) = read_workbook(workbook([Sheet("x", [Column("a"), Column("b", Look.WHOLE)], [[True, 7]])]))
    assert sheet.rows == [[True, Decimal(7)]]
