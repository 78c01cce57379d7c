"""Spreadsheets out (xlsxwriter) and in (calamine). What people typed is always text: no formula is ever written."""

import contextlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile, is_zipfile
from zoneinfo import ZoneInfo

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from app.core.errors import Refused
from app.core.format import number
from app.core.i18n import LazyText, _
from app.core.looking import look
from app.core.seals import digest

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
_WAITING = 8
_UNRECKONED = re.compile(
    rb'<c\b[^>]*\br="([A-Z]+[0-9]+)"[^>]*>\s*<f\b[^>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>'
)
MOST_LINES = 50_000
"""One stray letter far below makes a million of them."""
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
    joined: str = ""
    """The first cells that were joined into one ("A3:A5"): what all of them say stands in one row only."""


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
    """Every sheet that one sees of an XLSX, XLS or ODS file, its first row as the header; Refused when it cannot be read.

    What was read ahead is not read twice.
    """
    known = _ahead.pop(digest(data), None)
    if known is not None:
        return known
    _no_empty_formulas(data)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        return [_read(book, each.name) for each in book.sheets_metadata if each.visible == SheetVisibleEnum.Visible]
    except (CalamineError, ValueError):
        raise Refused(_("This spreadsheet cannot be read. Save it again as XLSX and send the new copy.")) from None


def read_ahead(data: bytes) -> None:
    """Read it in a thread before the transaction begins; what is wrong with it is said later, beside its field."""
    with contextlib.suppress(Refused, OSError):
        if look(data).kind.key == "xlsx":
            _ahead[digest(data)] = read_workbook(data)
        while len(_ahead) > _WAITING:
            _ahead.pop(next(iter(_ahead)), None)


_ahead: dict[str, list[ReadSheet]] = {}


def _no_empty_formulas(data: bytes) -> None:
    """A formula whose program never reckoned it has no value here: its cell would come in blank."""
    if not is_zipfile(BytesIO(data)):
        return
    with ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            found = _UNRECKONED.search(archive.read(name)) if name.startswith("xl/worksheets/") else None
            if found:
                raise Refused(
                    _(
                        "The formula in cell %(cell)s has no result yet. Open the file in a spreadsheet program, save it and send it again.",
                        cell=found[1].decode(),
                    )
                )


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
    sheet = book.get_sheet_by_name(name)
    lines = sheet.end[0] + 1 if sheet.end else 0
    if lines > MOST_LINES:
        words = _(
            "“%(sheet)s” has %(n)s lines; a sheet may have %(most)s.",
            sheet=name,
            n=number(lines),
            most=number(MOST_LINES),
        )
        raise Refused(words, "file")
    header, *rows = sheet.to_python(skip_empty_area=False) or [[]]
    joined = next((_range(*ends) for ends in sheet.merged_cell_ranges or []), "")
    return ReadSheet(name, [str(cell).strip() for cell in header], [list(map(_value, row)) for row in rows], joined)


def refuse_joined(sheet: ReadSheet) -> None:
    """Refuse a table in which cells were joined: the rows below the first of them would come in blank."""
    if sheet.joined:
        words = _(
            "In “%(sheet)s” the cells %(cells)s are joined into one. Separate them, so that every row says all of its own, and send it again.",
            sheet=sheet.title,
            cells=sheet.joined,
        )
        raise Refused(words, "file")


def _range(first: tuple[int, int], last: tuple[int, int]) -> str:
    return f"{letter(first[1])}{first[0] + 1}:{letter(last[1])}{last[0] + 1}"


def letter(place: int) -> str:
    """What a spreadsheet calls a column, counted from 0: 0 -> "A", 27 -> "AB"."""
    letters = ""
    while place >= 0:
        letters = chr(ord("A") + place % 26) + letters
        place = place // 26 - 1
    return letters


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
