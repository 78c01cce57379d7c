"""Spreadsheets out (xlsxwriter) and in (calamine). What people typed is always text: no formula is ever written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from io import BytesIO
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from python_calamine import CalamineError, CalamineWorkbook

from app.core.errors import Refused
from app.core.i18n import LazyText, _

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Value = str | int | bool | Decimal | date | datetime | LazyText | None

# A leading sign makes other programs run a cell as a formula once the sheet is saved as CSV.
_RUNS = ("=", "+", "-", "@", "\t", "\r")
_TITLE_MAX = 31
_MOST_CHOSEN = 2000
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


class Look(StrEnum):
    """How a column shows its values; the value is the number format that Excel knows."""

    TEXT = "@"
    WHOLE = "#,##0"
    NUMBER = "#,##0.######"
    MONEY = "#,##0.00"
    PERCENT = "0.0%"
    DAY = "dd/mm/yyyy"
    MOMENT = "dd/mm/yyyy hh:mm"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header in the reader's language, its look, its width in characters, the words one may choose."""

    label: str | LazyText
    look: Look = Look.TEXT
    width: int = 20
    choices: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. Rows hold a value per column; Decimals are written as numbers, None leaves the cell blank."""

    title: str | LazyText
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """A sheet as read: a header and rows of text, Decimal, bool, date, datetime (without zone) or None."""

    title: str
    header: list[str]
    rows: list[list[str | bool | Decimal | date | datetime | None]]


def workbook(sheets: Sequence[Sheet], *, zone: str = "America/Mexico_City") -> bytes:
    """An XLSX file: frozen bold header, filters, numbers that add. Instants are shown in `zone`. Same data, same bytes."""
    from xlsxwriter import Workbook

    out = BytesIO()
    book = Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "remove_timezone": True}
    )
    book.set_properties({"created": _EPOCH.replace(tzinfo=None)})
    taken: set[str] = set()
    names = sheet_titles([str(sheet.title) for sheet in sheets], taken=taken)
    pages = [(sheet, _write(book, sheet, name, ZoneInfo(zone))) for sheet, name in zip(sheets, names, strict=True)]
    _offer(book, pages, taken)
    book.close()
    return out.getvalue()


def read_workbook(data: bytes) -> list[ReadSheet]:
    """Every sheet of an XLSX, XLS or ODS file, its first row as the header; Refused when it cannot be read."""
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        return [_read(book, name) for name in book.sheet_names]
    except (CalamineError, ValueError):
        raise Refused(_("This spreadsheet cannot be read. Save it again as XLSX and send the new copy.")) from None


def sheet_titles(wanted: Sequence[str], *, most: int | None = _TITLE_MAX, taken: set[str] | None = None) -> list[str]:
    """Names that Excel takes for its sheets: none of its signs, at most 31 characters, no two alike."""
    taken = set() if taken is None else taken
    return [_title(each, taken, most) for each in wanted]


def _title(wanted: str, taken: set[str], most: int | None = _TITLE_MAX) -> str:
    bare = "".join(" " if char in "[]:*?/\\" else char for char in wanted) if most else wanted
    bare = bare[:most].strip("' ") or "1"
    name, number = bare, 1
    while name.casefold() in taken:
        number += 1
        name = f"{bare[: most - 4] if most else bare} ({number})"
    taken.add(name.casefold())
    return name


def _offer(book: "Workbook", pages: "Sequence[tuple[Sheet, Worksheet]]", taken: set[str]) -> None:
    """Lists to choose from: kept on a sheet of their own, since Excel takes 255 letters at most in the list itself."""
    from xlsxwriter.utility import xl_range_abs

    offered = [
        (page, place, column.choices)
        for sheet, page in pages
        for place, column in enumerate(sheet.columns)
        if column.choices
    ]
    if not offered:
        return
    name = _title(_("Lists"), taken)
    lists = book.add_worksheet(name)
    for at, (page, place, choices) in enumerate(offered):
        for row, words in enumerate(choices):
            lists.write_string(row, at, words)
        source = f"='{name}'!{xl_range_abs(0, at, len(choices) - 1, at)}"
        page.data_validation(
            1, place, _MOST_CHOSEN, place, {"validate": "list", "source": source, "error_type": "warning"}
        )


def _write(book: "Workbook", sheet: Sheet, title: str, zone: ZoneInfo) -> "Worksheet":
    page = book.add_worksheet(title)
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    looks = [
        book.add_format({"num_format": column.look.value, "valign": "top", "text_wrap": column.look is Look.TEXT})
        for column in sheet.columns
    ]
    quoted = book.add_format({"num_format": Look.TEXT.value, "valign": "top", "text_wrap": True, "quote_prefix": True})
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
        page.write_string(0, place, str(column.label), head)
    last = 0
    for last, row in enumerate(sheet.rows, start=1):
        for place, value in enumerate(row):
            _write_cell(page, (last, place), _plain(value, zone), (looks[place], quoted))
    page.freeze_panes(1, 0)
    if sheet.columns:
        page.autofilter(0, 0, last, len(sheet.columns) - 1)
    return page


def _plain(value: Value, zone: ZoneInfo) -> str | int | bool | Decimal | date | datetime | None:
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(zone).replace(tzinfo=None)
    return str(value) if isinstance(value, LazyText) else value


def _write_cell(page: "Worksheet", at: tuple[int, int], value: object, looks: "tuple[Format, Format]") -> None:
    look, quoted = looks
    match value:
        case None:
            page.write_blank(*at, None, look)
        case bool():
            page.write_boolean(*at, value, look)
        case Decimal() | int():
            page.write_number(*at, float(value), look)
        case date():
            page.write_datetime(*at, value, look)
        case _:
            text = str(value)
            page.write_string(*at, text, quoted if text.startswith(_RUNS) else look)


def _read(book: CalamineWorkbook, name: str) -> ReadSheet:
    header, *rows = book.get_sheet_by_name(name).to_python() or [[]]
    return ReadSheet(name, [str(cell).strip() for cell in header], [[_value(cell) for cell in row] for row in rows])


def _value(cell: object) -> str | bool | Decimal | date | datetime | None:
    """Floats become the Decimal that a reader sees; an empty text is nothing."""
    match cell:
        case bool() | datetime() | date():
            return cell
        case int() | float():
            return Decimal(repr(cell)).normalize() + 0 if cell else Decimal(0)
        case timedelta():
            return str(cell)
        case _:
            return str(cell).strip() or None
