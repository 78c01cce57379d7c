"""The tables of a section as sheets, out and back in: what each column is called, how a cell is written and read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, get_args

from app.core.errors import Refused
from app.core.forms import Form, flatten
from app.core.i18n import LANGUAGES, _, using_locale
from app.core.sheets import Column, Look, ReadSheet, Sheet, Value
from app.core.text import folded
from app.proposals.routes.labels import CELLS, FIELDS, ROWS
from app.proposals.routes.words import NAMES, options
from app.proposals.sections.base import Data, Problem, Raw, Section
from app.proposals.sections.frame import Frame

MOST_ROWS = 400
"""More would not fit in one form."""
IDENTITY = "id"
_WIDE = 40
_LOOKS: dict[type, Look] = {date: Look.DAY, Decimal: Look.NUMBER, int: Look.WHOLE}


@dataclass(frozen=True)
class Cells:
    """One table: its form, the names of its columns and the words of its choices."""

    key: str
    table: str
    form: type[Form]
    frame: Frame

    @property
    def names(self) -> list[str]:
        """The columns, the row's own identifier last: whoever edits the sheet leaves it alone."""
        mine = [name for name in self.form.model_fields if name != IDENTITY]
        return [*mine, IDENTITY] if IDENTITY in self.form.model_fields else mine

    def label(self, name: str) -> str:
        """The header of a column, in the reader's language."""
        if name == IDENTITY:
            return _("Identifier (leave as it is)")
        return str(FIELDS.get(self.key, {}).get(name) or CELLS.get(name) or name)

    def kind(self, name: str) -> type | None:
        """The type behind a field, whatever may be missing around it."""
        annotation = self.form.model_fields[name].annotation
        return next((each for each in (annotation, *get_args(annotation)) if isinstance(each, type)), None)

    def choices(self, name: str) -> list[tuple[str, str]]:
        """(value, words) of a column that is chosen from a list."""
        if name == "activity_id":
            return [(activity.id, activity.name) for activity in self.frame.activities if activity.name]
        kind = self.kind(name)
        return options(kind) if kind in NAMES else []


def tables(section: Section, frame: Frame) -> list[Cells]:
    """The tables of a section."""
    return [
        Cells(section.key, table, get_args(section.form.model_fields[table].annotation)[0], frame)
        for table in section.tables
    ]


def title(cells: Cells) -> str:
    """What a sheet is called: what each of its rows is."""
    return str(ROWS[cells.key, cells.table])


# ------------------------------------------------------------------ out


def written(cells: Cells, data: Data) -> Sheet:
    """A table as a sheet."""
    columns = [
        Column(
            cells.label(name),
            _LOOKS.get(cells.kind(name) or str, Look.TEXT),
            _WIDE if cells.kind(name) is str else 18,
            tuple(words for _value, words in cells.choices(name)),
        )
        for name in cells.names
    ]
    rows = [[_out(cells, name, row.get(name)) for name in cells.names] for row in data.get(cells.table, [])]
    return Sheet(title(cells), columns, rows)


def instructions() -> Sheet:
    """The first sheet: how to fill in the others."""
    lines = (
        _("Each of the other sheets is a table of this section. Write one row for each line."),
        _("Leave the first row as it is: it says what each column is."),
        _("Write dates as day/month/year. Write amounts as numbers, without the sign of the currency."),
        _("Where a column is chosen from a list, choose from it."),
        _("The last column says which row is which. Leave it as it is; leave it blank in a new row."),
        _(
            "At most %(n)s rows a table. Nothing changes until you have seen the differences and accept them.",
            n=MOST_ROWS,
        ),
    )
    return Sheet(_("Instructions"), [Column(_("How to fill in this file"), width=90)], [[line] for line in lines])


def _out(cells: Cells, name: str, value: Any) -> Value:  # noqa: ANN401 -- a saved leaf: text, number or whatever was typed
    if value is None or value == "":
        return None
    words = dict(cells.choices(name)).get(str(value))
    if words is not None:
        return words
    kind, text = cells.kind(name), str(value)
    try:
        if kind is date:
            return date.fromisoformat(text)
        return Decimal(text) if kind in {Decimal, int} else text
    except (ValueError, InvalidOperation):
        return text


# ------------------------------------------------------------------ in


@dataclass(frozen=True)
class Read:
    """What a file says: typed fields, and where in the file each row stood (table, index) -> row of the sheet."""

    raw: Raw
    places: Mapping[tuple[str, int], int]
    sheets: Mapping[str, tuple[str, list[str]]]

    def address(self, field: str) -> str | None:
        """The cell of a field, as in "Actividad!C5"."""
        table, _dash, rest = field.partition("-")
        index, _dash, name = rest.partition("-")
        if not index.isdigit() or table not in self.sheets:
            return None
        sheet, names = self.sheets[table]
        row = self.places.get((table, int(index)))
        return f"{sheet}!{_letter(names.index(name))}{row}" if row is not None and name in names else None


def taken_in(section: Section, stored: Data, found: Sequence[ReadSheet], frame: Frame) -> Read:
    """Sheets -> what a page would have sent: the other fields as they stand, these rows, and the missing ones removed."""
    raw: Raw = flatten({name: value for name, value in stored.items() if name not in section.tables})
    places: dict[tuple[str, int], int] = {}
    sheets: dict[str, tuple[str, list[str]]] = {}
    for cells in tables(section, frame):
        sheet = _sheet_of(cells, found, alone=len(section.tables) == 1)
        names = _columns(cells, sheet)
        sheets[cells.table] = (sheet.title, names)
        filled = [
            (place, row) for place, row in enumerate(sheet.rows, start=2) if any(cell is not None for cell in row)
        ]
        if len(filled) > MOST_ROWS:
            raise Refused(
                _("“%(sheet)s” has %(n)s rows; at most %(most)s.", sheet=sheet.title, n=len(filled), most=MOST_ROWS),
                "file",
            )
        for index, (place, row) in enumerate(filled):
            places[cells.table, index] = place
            raw |= {f"{cells.table}-{index}-{name}": [text] for name, text in _typed(cells, names, row)}
        raw |= _left_out(cells, stored, raw, len(filled))
    return Read(raw, places, sheets)


def problems_in(read: Read, problems: Sequence[Problem]) -> list[tuple[str | None, str]]:
    """(cell, what is wrong with it) for each problem."""
    return [(read.address(problem.field), problem.words) for problem in problems]


def _sheet_of(cells: Cells, found: Sequence[ReadSheet], *, alone: bool) -> ReadSheet:
    """The sheet of a table by its name in either language; where there is one table, the one that has its columns."""
    wanted = set()
    for language in LANGUAGES:
        with using_locale(language):
            wanted.add(folded(title(cells)))
    for sheet in found:
        if folded(sheet.title) in wanted:
            return sheet
    fits = [sheet for sheet in found if alone and any(name != "" for name in _columns(cells, sheet))]
    if fits:
        return fits[0]
    raise Refused(_("There is no sheet called “%(name)s” in this file.", name=title(cells)), "file")


def _columns(cells: Cells, sheet: ReadSheet) -> list[str]:
    """The field of each column, "" for one that is not ours."""
    known: dict[str, str] = {}
    for language in LANGUAGES:
        with using_locale(language):
            known |= {folded(cells.label(name)): name for name in cells.names}
    return [known.get(folded(header), "") for header in sheet.header]


def _typed(cells: Cells, names: Sequence[str], row: Sequence[Any]) -> Iterator[tuple[str, str]]:
    for name, cell in zip(names, row, strict=False):
        if name and cell is not None:
            yield name, _in(cells, name, cell)


def _in(cells: Cells, name: str, cell: Any) -> str:  # noqa: ANN401 -- a cell of a spreadsheet
    if isinstance(cell, datetime | date):
        return cell.strftime("%d/%m/%Y")
    text = f"{cell:f}" if isinstance(cell, Decimal) else str(cell)
    for language in LANGUAGES:
        with using_locale(language):
            for value, words in cells.choices(name):
                if folded(words) == folded(text):
                    return value
    return text


def _left_out(cells: Cells, stored: Data, raw: Raw, start: int) -> Raw:
    """Rows that stand and are not in the file are taken away, as a tick on the page would."""
    if IDENTITY not in cells.form.model_fields:
        return {}
    kept = {raw[key][0] for key in raw if key.startswith(f"{cells.table}-") and key.endswith(f"-{IDENTITY}")}
    gone = [row["id"] for row in stored.get(cells.table, []) if row.get("id") and row["id"] not in kept]
    return {
        f"{cells.table}-{place}-{name}": [value]
        for place, key in enumerate(gone, start=start)
        for name, value in ((IDENTITY, key), ("remove", "on"))
    }


def _letter(place: int) -> str:
    letters = ""
    while place >= 0:
        letters = chr(ord("A") + place % 26) + letters
        place = place // 26 - 1
    return letters
