"""A section as it is read: rows with their names and cells, from what was typed or from a sealed round."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from app.core.format import money, number, short_day
from app.core.i18n import LazyText, _
from app.reports.sections import Key, SectionKind
from app.reports.sections.columns import Column, columns

NAMED_BY = ("title", "name")


@dataclass(frozen=True)
class Cell:
    """One field: its name, its words, what it says."""

    field: str
    label: LazyText
    text: str
    long: bool


@dataclass(frozen=True)
class Entry:
    """One row, or the text fields of a section. `field` names it for comments."""

    field: str
    name: str
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Reading:
    """One section, read."""

    kind: SectionKind
    entries: Sequence[Entry]


def reading(
    kind: SectionKind, data: Mapping[str, Any], names: Mapping[str, str], *, own: bool, currency: str
) -> Reading:
    """Read a section. `names` gives the names of rows that the annexes gave."""
    shape = columns(kind.key, own=own)
    if kind.key is Key.narrative:
        entries = [Entry(column.name, str(column.label), [_cell(column, data, names, currency)]) for column in shape]
    else:
        entries = [_entry(index, row, shape, names, currency) for index, row in enumerate(data.get("rows", []))]
    return Reading(kind, entries)


def _entry(
    index: int, row: Mapping[str, Any], shape: Sequence[Column], names: Mapping[str, str], currency: str
) -> Entry:
    identity = str(row.get("row") or row.get("id") or index)
    typed_name = next((str(row[name]) for name in NAMED_BY if row.get(name)), "")
    named = typed_name or names.get(identity) or _("Row %(n)s", n=index + 1)
    shown = [column for column in shape if column.name not in NAMED_BY]
    return Entry(
        identity,
        named,
        [_cell(column, row, names, currency) for column in shown if row.get(column.name) not in (None, "")],
    )


def _cell(column: Column, values: Mapping[str, Any], names: Mapping[str, str], currency: str) -> Cell:
    value = values.get(column.name)
    text = "–" if value in (None, "") else _shown(column, str(value), names, currency)
    return Cell(column.name, column.label, text, column.kind == "textarea")


def _shown(column: Column, value: str, names: Mapping[str, str], currency: str) -> str:
    if column.kind == "select":
        return str(dict(column.options).get(value) or names.get(value, value))
    if column.kind == "date":
        return _day(value)
    if column.kind in {"number", "money"}:
        return _amount(value, currency if column.kind == "money" else None)
    return value


def _day(value: str) -> str:
    try:
        return short_day(date.fromisoformat(value))
    except ValueError:
        return value


def _amount(value: str, currency: str | None) -> str:
    """What cannot be read as a number is shown as it was typed."""
    try:
        amount = Decimal(value.replace(",", ""))
    except InvalidOperation:
        return value
    return money(amount, currency) if currency else number(amount)
