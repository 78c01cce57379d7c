"""The register as a spreadsheet: out with its headings, in by the same headings, in either language."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import StringIO

from app.core.errors import Refused
from app.core.forms import Bound
from app.core.i18n import LANGUAGES, LazyText, _, lazy, using_locale
from app.core.looking import look
from app.core.sheets import Column, Look, Sheet, read_workbook, refuse_joined, workbook
from app.core.text import folded
from app.programmes.register.forms import Entry, EntryForm
from app.programmes.register.models import EntryKind, RegisterEntry

ROWS_MAX = 5000
SAID_MAX = 10

HEADINGS: dict[str, LazyText] = {
    "name": lazy("Organisation"),
    "rfc": lazy("RFC"),
    "kind": lazy("Kind"),
    "reference": lazy("Reference"),
    "amount": lazy("Amount"),
    "currency": lazy("Currency"),
    "since": lazy("Since"),
    "settled_on": lazy("Settled on"),
    "note": lazy("Note"),
}
LOOKS = {"amount": Look.MONEY, "since": Look.DAY, "settled_on": Look.DAY}
KINDS: dict[EntryKind, LazyText] = {EntryKind.grant: lazy("Earlier grant"), EntryKind.debt: lazy("Debt")}
NEEDED = ("name", "kind", "reference")

Cell = str | bool | Decimal | date | None


def written(entries: Sequence[RegisterEntry]) -> bytes:
    """The list as XLSX; sent back changed, it is read again."""
    columns = [Column(label, LOOKS.get(key, Look.TEXT), 30) for key, label in HEADINGS.items()]
    rows = [[KINDS[entry.kind] if key == "kind" else getattr(entry, key) for key in HEADINGS] for entry in entries]
    return workbook([Sheet(_("Register of organisations"), columns, rows)])


@dataclass(frozen=True)
class Listed:
    """A list whose headings are known: the place of each column, and the rows as they stand."""

    places: dict[str, int]
    rows: list[list[Cell]]


def read(data: bytes, filename: str) -> tuple[list[Entry], list[str]]:
    """The entries of an XLSX or CSV file, and what is wrong with it: a sentence a cell, with its row."""
    listed = opened(data, filename)
    entries, wrong = checked(listed, 0, len(listed.rows))
    if not entries and not wrong:
        raise Refused(_("The list has no rows."), "file")
    return entries, shortened(wrong)


def opened(data: bytes, filename: str) -> Listed:
    """An XLSX or CSV file as a list; Refused when it is none, or too long."""
    header, *rows = _table(data, filename) or [[]]
    places = _places(header)
    if len(rows) > ROWS_MAX:
        raise Refused(
            _("The list has %(n)s rows; send at most %(most)s at a time.", n=len(rows), most=ROWS_MAX), "file"
        )
    return Listed(places, rows)


def checked(listed: Listed, start: int, end: int) -> tuple[list[Entry], list[str]]:
    """The entries of some of its rows, and what is wrong with them."""
    entries: list[Entry] = []
    wrong: list[str] = []
    for number, row in enumerate(listed.rows[start:end], start=start + 2):
        typed = {key: _typed(key, row[place]) for key, place in listed.places.items() if place < len(row)}
        if not any(typed.values()):
            continue
        form = Bound.of(EntryForm, {key: [value] for key, value in typed.items() if value})
        wrong += [_located(number, key, sentence) for key, sentence in form.errors]
        if form.ok:
            entries.append(form.data.entry())
    return entries, wrong


def _located(number: int, key: str, sentence: str) -> str:
    return _("Row %(n)s, %(column)s: %(words)s", n=number, column=HEADINGS.get(key, key), words=sentence)


def shortened(wrong: list[str]) -> list[str]:
    """The first of them, and how many more there are."""
    more = len(wrong) - SAID_MAX
    return wrong if more <= 0 else [*wrong[:SAID_MAX], _("And %(n)s more cells with something wrong.", n=more)]


def _table(data: bytes, filename: str) -> list[list[Cell]]:
    if filename.lower().endswith(".csv"):
        return list(_csv(data))
    if data.startswith(b"PK"):
        look(data)  # refuses macros, passwords, and what unpacks to far more
    sheets = read_workbook(data)[:1]
    for sheet in sheets:
        refuse_joined(sheet)
    return [list(sheets[0].header), *(list(row) for row in sheets[0].rows)] if sheets else []


def _csv(data: bytes) -> Iterator[list[Cell]]:
    """Commas, semicolons or tabs; UTF-8, else what Excel writes on Windows."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    first = text.partition("\n")[0]
    comma = max(",;\t", key=first.count)
    for row in csv.reader(StringIO(text.replace("\x00", "")), delimiter=comma):
        yield list(row)


def _places(header: Sequence[Cell]) -> dict[str, int]:
    names = {folded(str(cell)): place for place, cell in enumerate(header) if str(cell or "").strip()}
    places: dict[str, int] = {}
    for language in LANGUAGES:
        with using_locale(language):
            known = {folded(str(word)): key for key, word in HEADINGS.items()}
        places |= {known[name]: place for name, place in names.items() if name in known}
    missing = [str(HEADINGS[key]) for key in NEEDED if key not in places]
    if missing:
        raise Refused(_("The first row needs these headings: %(names)s.", names=", ".join(missing)), "file")
    strange = [str(header[place]) for place in names.values() if place not in places.values()]
    if strange:
        raise Refused(_("These headings are not known: %(names)s.", names=", ".join(strange)), "file")
    return places


def _typed(key: str, cell: Cell) -> str:
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y")
    if isinstance(cell, Decimal):
        return format(cell, "f")
    text = str(cell or "").strip()
    return _kind(text) if key == "kind" else text


def _kind(text: str) -> str:
    for language in LANGUAGES:
        with using_locale(language):
            for kind, word in KINDS.items():
                if folded(text) in {folded(str(word)), kind.value}:
                    return kind.value
    return text
