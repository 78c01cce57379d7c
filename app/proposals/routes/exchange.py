"""The tables of a section as sheets, out and back in: what each column is called, how a cell is written and read."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from app.core.errors import Refused
from app.core.forms import Form, flatten
from app.core.i18n import LANGUAGES, LazyText, _, using_locale
from app.core.sheets import Column, Look, ReadSheet, Sheet, Value, letter, refuse_joined, sheet_titles
from app.core.text import folded
from app.proposals.routes.rows import IDENTITY, columns, row_name
from app.proposals.routes.shapes import Field
from app.proposals.sections.base import Data, OwnTitle, Problem, Raw, Section, kind_of, row_form
from app.proposals.sections.frame import Frame

MOST_ROWS = 400
"""More would not fit in one form."""
_WIDE = 40
_FIRST_YEAR = 1900
_DIGITS = 15
_DAYS = (10_000, 100_000)
_SAVED_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SAVED = re.compile(r"[0-9]+(\.[0-9]+)?")
_LOOKS: dict[type, Look] = {date: Look.DAY, Decimal: Look.NUMBER, int: Look.WHOLE}


@dataclass(frozen=True)
class Cells:
    """One table: its form, what it is called, and its columns as `rows` describes them."""

    table: str
    form: type[Form]
    frame: Frame
    name: LazyText | OwnTitle
    fields: Mapping[str, Field]

    @property
    def names(self) -> list[str]:
        """The columns, the row's own identifier last: whoever edits the sheet leaves it alone."""
        mine = [name for name in self.form.model_fields if name != IDENTITY]
        return [*mine, IDENTITY] if IDENTITY in self.form.model_fields else mine

    def label(self, name: str) -> str:
        """What a column is called, in the reader's language."""
        return _("Identifier (leave as it is)") if name == IDENTITY else str(self.fields[name].label)

    @property
    def headers(self) -> list[str]:
        """The first row of the sheet: no two alike, even where the call called two columns the same."""
        return sheet_titles([self.label(name) for name in self.names], most=None)

    def choices(self, name: str) -> list[tuple[str, str]]:
        """(value, words) of a column that is chosen from a list."""
        if name == "activity_id":
            return [(activity.id, activity.name) for activity in self.frame.activities if activity.name]
        field = self.fields.get(name)
        return field.choices() if field and field.chosen else []


def tables(section: Section, frame: Frame) -> list[Cells]:
    """The tables of a section."""
    return [
        Cells(table, row_form(section.form, table), frame, row_name(section, table), columns(section, table))
        for table in section.tables
    ]


def titles(found: Sequence[Cells]) -> list[str]:
    """What the sheets are called: the question, or what each row is."""
    return sheet_titles([str(cells.name) for cells in found])


# ------------------------------------------------------------------ out


def written(section: Section, data: Data, frame: Frame) -> list[Sheet]:
    """Every table of a section as a sheet, after the instructions."""
    found = tables(section, frame)
    return [instructions(), *(_sheet(cells, title, data) for cells, title in zip(found, titles(found), strict=True))]


def _sheet(cells: Cells, title: str, data: Data) -> Sheet:
    columns = [_column(cells, name, header) for name, header in zip(cells.names, cells.headers, strict=True)]
    rows = [[_out(cells, name, row.get(name)) for name in cells.names] for row in data.get(cells.table) or []]
    return Sheet(title, columns, rows)


def _column(cells: Cells, name: str, header: str) -> Column:
    kind, offered = kind_of(cells.form, name), tuple(words for _value, words in cells.choices(name))
    return Column(header, _LOOKS.get(kind or str, Look.TEXT), _WIDE if kind is str else 18, offered)


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
    kind, text = kind_of(cells.form, name), str(value)
    try:
        if kind is date and _SAVED_DAY.fullmatch(text):
            return _kept(date.fromisoformat(text))
    except ValueError:
        return text
    return _exact(text) if kind in {Decimal, int} and _SAVED.fullmatch(text) else text


def _kept(day: date) -> Value:
    """A day as spreadsheets count them; they know none before 1900, and not all agree on that year."""
    return day if day.year > _FIRST_YEAR else f"{day:%d/%m}/{day.year:04}"


def _exact(text: str) -> Value:
    """A number as spreadsheets hold them, with fifteen digits; one of more stays text, so that none is lost."""
    figure = Decimal(text)
    return figure if len(figure.normalize().as_tuple().digits) <= _DIGITS else text


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
        return f"{sheet}!{letter(names.index(name))}{row}" if row is not None and name in names else None


def taken_in(section: Section, stored: Data, found: Sequence[ReadSheet], frame: Frame) -> Read:
    """Sheets -> what a page would have sent: the other fields as they stand, these rows, and the missing ones removed."""
    apart = section.tables + section.files
    raw: Raw = flatten({name: value for name, value in stored.items() if name not in apart})
    places: dict[tuple[str, int], int] = {}
    sheets: dict[str, tuple[str, list[str]]] = {}
    mine = tables(section, frame)
    for place, cells in enumerate(mine):
        sheet = _sheet_of(mine, place, found)
        names = _columns(cells, sheet)
        _no_trap(cells, sheet, names)
        sheets[cells.table] = (sheet.title, names)
        filled = [(at, row) for at, row in enumerate(sheet.rows, start=2) if any(cell is not None for cell in row)]
        _few_enough(sheet, len(filled))
        for index, (at, row) in enumerate(filled):
            places[cells.table, index] = at
            raw |= {f"{cells.table}-{index}-{name}": [text] for name, text in _typed(cells, names, row)}
        raw |= _left_out(cells, stored, raw, len(filled))
    return Read(raw, places, sheets)


def _no_trap(cells: Cells, sheet: ReadSheet, names: Sequence[str]) -> None:
    """What a spreadsheet hides from whoever looks at it."""
    if not any(names):
        words = _(
            "The first row of “%(sheet)s” needs these headings: %(names)s.",
            sheet=sheet.title,
            names=", ".join(cells.headers),
        )
        raise Refused(words, "file")
    refuse_joined(sheet)


def _few_enough(sheet: ReadSheet, count: int) -> None:
    if count > MOST_ROWS:
        words = _("“%(sheet)s” has %(n)s rows; at most %(most)s.", sheet=sheet.title, n=count, most=MOST_ROWS)
        raise Refused(words, "file")


def problems_in(read: Read, problems: Sequence[Problem]) -> list[tuple[str | None, str]]:
    """(cell, what is wrong with it) for each problem."""
    return [(read.address(problem.field), problem.words) for problem in problems]


def _sheet_of(mine: Sequence[Cells], place: int, found: Sequence[ReadSheet]) -> ReadSheet:
    """The sheet of a table by its name in either language; where there is one table, the one that has its columns."""
    wanted = {folded(names[place]) for names in _in_each_language(lambda: titles(mine))}
    for sheet in found:
        if folded(sheet.title) in wanted:
            return sheet
    fits = [sheet for sheet in found if len(mine) == 1 and any(_columns(mine[place], sheet))]
    if fits:
        return fits[0]
    raise Refused(_("There is no sheet called “%(name)s” in this file.", name=titles(mine)[place]), "file")


def _columns(cells: Cells, sheet: ReadSheet) -> list[str]:
    """The field of each column, "" for one that is not ours; in the language in which most are."""
    read = [
        [known.get(folded(header), "") for header in sheet.header]
        for headers in _in_each_language(lambda: cells.headers)
        for known in [dict(zip(map(folded, headers), cells.names, strict=True))]
    ]
    return max(read, key=lambda names: sum(map(bool, names)))


def _in_each_language(ask: Callable[[], list[str]]) -> list[list[str]]:
    said = []
    for language in LANGUAGES:
        with using_locale(language):
            said.append(ask())
    return said


def _typed(cells: Cells, names: Sequence[str], row: Sequence[Any]) -> Iterator[tuple[str, str]]:
    for name, cell in zip(names, row, strict=False):
        if name and cell is not None:
            yield name, _in(cells, name, cell)


def _in(cells: Cells, name: str, cell: Any) -> str:  # noqa: ANN401 -- a cell of a spreadsheet
    if isinstance(cell, Decimal) and name in cells.form.model_fields and kind_of(cells.form, name) is date:
        cell = _counted(cell)
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y")
    text = f"{cell:f}" if isinstance(cell, Decimal) else str(cell)
    if name in cells.fields and cells.fields[name].kind == "text":
        text = " ".join(text.splitlines())
    for language in LANGUAGES:
        with using_locale(language):
            for value, words in cells.choices(name):
                if folded(words) == folded(text):
                    return value
    return text


def _counted(days: Decimal) -> Decimal | date:
    """A date that lost its format is a number: the days since the end of 1899, as spreadsheets count them."""
    plain = days == days.to_integral_value() and _DAYS[0] <= days <= _DAYS[1]
    return date(1899, 12, 30) + timedelta(days=int(days)) if plain else days


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
