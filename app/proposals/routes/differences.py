"""What a spreadsheet would change in a section, row by row and cell by cell, in the words of the page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from app.core.format import short_day
from app.proposals.routes.exchange import Cells, tables, titles
from app.proposals.routes.rows import IDENTITY
from app.proposals.sections.base import Data, Section, kind_of
from app.proposals.sections.frame import Frame

_NAMING = ("activity", "concept", "name", "text")


@dataclass(frozen=True)
class Change:
    """One row: "added", "changed" or "removed", its name, and (label, before, after) of each cell that differs."""

    what: str
    sheet: str
    row: str
    cells: list[tuple[str, str, str]]

    def rows(self) -> list[dict[str, str]]:
        """The cells as a page's table takes them."""
        return [{"label": label, "before": before, "after": after} for label, before, after in self.cells]


def changes(section: Section, before: Data, after: Data, frame: Frame) -> list[Change]:
    """Row by row; a row is the same when it has the same identifier, or the same place where rows have none."""
    found = []
    mine = tables(section, frame)
    for cells, sheet in zip(mine, titles(mine), strict=True):
        old, new = before.get(cells.table, []), after.get(cells.table, [])
        pairs = _pairs(old, new) if IDENTITY in cells.form.model_fields else _by_place(old, new)
        found += [change for pair in pairs if (change := _change(cells, sheet, *pair))]
    return found


def _pairs(old: Sequence[Data], new: Sequence[Data]) -> Iterator[tuple[Data | None, Data | None]]:
    was = {row["id"]: row for row in old}
    yield from ((was.pop(row["id"], None), row) for row in new)
    yield from ((row, None) for row in was.values())


def _by_place(old: Sequence[Data], new: Sequence[Data]) -> Iterator[tuple[Data | None, Data | None]]:
    for place in range(max(len(old), len(new))):
        yield old[place] if place < len(old) else None, new[place] if place < len(new) else None


def _change(cells: Cells, sheet: str, old: Data | None, new: Data | None) -> Change | None:
    what = "added" if old is None else "removed" if new is None else "changed"
    said = [
        (cells.label(name), _said(cells, name, old), _said(cells, name, new))
        for name in cells.names
        if name != IDENTITY and not _same((old or {}).get(name), (new or {}).get(name))
    ]
    row = new or old
    name = next((text for column in (*_NAMING, *cells.names) if (text := _said(cells, column, row))), "")
    return Change(what, sheet, name, said) if said or what != "changed" else None


def _said(cells: Cells, name: str, row: Data | None) -> str:
    value = (row or {}).get(name)
    if value in (None, "") or name not in cells.form.model_fields:
        return ""
    if kind_of(cells.form, name) is date and (day := _day(value)):
        return short_day(day)
    return dict(cells.choices(name)).get(str(value), str(value))


def _day(value: object) -> date | None:
    """A saved day; None for what was typed and cannot be read."""
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def _same(old: object, new: object) -> bool:
    """Nothing is nothing, and 1.50 is 1.5."""
    if (old or "") == (new or ""):
        return True
    try:
        return Decimal(str(old)) == Decimal(str(new))
    except InvalidOperation:
        return False
