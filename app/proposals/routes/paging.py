"""A long table a page at a time: a row costs what its choices cost, and two hundred of them are too much for a phone.

Rows that a page does not show are kept as they are (see `sections.base.take`), so a page saves its own rows alone.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.proposals.sections.base import Data, Problem, Raw, Section, row_form

ROWS_A_PAGE = 20
LAST = "last"
_AT = re.compile(r"^(?P<table>[A-Za-z0-9_]+)-(?P<page>\d{1,6}|last)$")
_ROW = re.compile(r"^(?P<table>\w+)-(?P<index>\d+)-(?P<column>\w+)$")


@dataclass(frozen=True)
class RowPage:
    """One page of one table. `total` rows are saved; a blank one comes after the last of them."""

    table: str
    page: int
    total: int

    @property
    def pages(self) -> int:
        """How many there are: an empty table has one."""
        return max(1, -(-self.total // ROWS_A_PAGE))

    @property
    def last(self) -> bool:
        """Whether new rows are written here."""
        return self.page == self.pages

    @property
    def indexes(self) -> range:
        """The rows that stand on it, counted from 0 over the whole table."""
        first = (self.page - 1) * ROWS_A_PAGE
        return range(first, min(first + ROWS_A_PAGE, self.total))

    @property
    def spans(self) -> list[tuple[str, int, int, bool]]:
        """(value of its button, first row, last row, whether it is this one) of every page, counted from 1."""
        return [
            (f"{self.table}-{n}", (n - 1) * ROWS_A_PAGE + 1, min(n * ROWS_A_PAGE, self.total), n == self.page)
            for n in range(1, self.pages + 1)
        ]


@dataclass(frozen=True)
class Pages:
    """Where a section's page is in each of its tables. `at` names the one that is not at its beginning."""

    at: str
    tables: Mapping[str, RowPage]
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    """Fields with a problem that stand on another page, and that page's address."""


def pages(section: Section, data: Data, at: str, problems: Sequence[Problem] = ()) -> Pages:
    """The page that was asked for; when all that is wrong stands on others, the one of the first problem."""
    tables = _tables(section, data, at)
    away = _away(tables, problems)
    if away and len(away) == len(problems):
        tables = _tables(section, data, next(iter(away.values())))
        away = _away(tables, problems)
    here = next((f"{each.table}-{each.page}" for each in tables.values() if each.page > 1), "")
    return Pages(here, tables, {name: f"?check=1&at={place}#f-{name}" for name, place in away.items()})


def blanks(raw: Raw, table: str) -> int:
    """How many blank rows a page shows next: those that stood there blank, and the one that was asked for."""
    filled: dict[str, bool] = {}
    for name, values in raw.items():
        cell = _ROW.match(name)
        if cell and cell["table"] == table and cell["column"] != "id":
            filled[cell["index"]] = filled.get(cell["index"], False) or any(value.strip() for value in values)
    return min(1 + sum(not each for each in filled.values()), ROWS_A_PAGE)


def blanks_of(wanted: str) -> dict[str, int]:
    """The blank rows that an address asks for, as in `rows-3`."""
    found = _AT.match(wanted)
    return {found["table"]: min(int(found["page"]), ROWS_A_PAGE)} if found and found["page"] != LAST else {}


def _tables(section: Section, data: Data, at: str) -> dict[str, RowPage]:
    """Those whose rows know which is which: without that, a page could not be saved alone."""
    named = [table for table in section.tables if "id" in row_form(section.form, table).model_fields]
    return {table: _page(table, len(data.get(table) or []), _AT.match(at)) for table in named}


def _page(table: str, total: int, wanted: re.Match[str] | None) -> RowPage:
    most = RowPage(table, 1, total).pages
    if wanted is None or wanted["table"] != table:
        return RowPage(table, 1, total)
    return RowPage(table, most if wanted["page"] == LAST else min(max(int(wanted["page"]), 1), most), total)


def _away(tables: Mapping[str, RowPage], problems: Sequence[Problem]) -> dict[str, str]:
    """Each field with a problem that is not on its table's page, and the page where it is."""
    found = {}
    for problem in problems:
        row = _ROW.match(problem.field)
        if row and row["table"] in tables and int(row["index"]) not in tables[row["table"]].indexes:
            found[problem.field] = f"{row['table']}-{int(row['index']) // ROWS_A_PAGE + 1}"
    return found
