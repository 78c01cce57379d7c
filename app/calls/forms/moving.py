"""Changing the order of rows by buttons, without JavaScript: the page comes back in the new order, nothing is saved yet."""

import re

Raw = dict[str, list[str]]
_CELL = re.compile(r"^(?P<table>\w+)-(?P<index>\d+)-(?P<column>\w+)$")


def moved(raw: Raw) -> Raw:
    """What was sent, with the row that `move` names ("rows-3-up", "rows-3-down") in its neighbour's place."""
    asked = _CELL.match((raw.get("move") or [""])[-1])
    if asked is None:
        return raw
    table, index = asked["table"], int(asked["index"])
    places = sorted({int(cell["index"]) for key in raw if (cell := _CELL.match(key)) and cell["table"] == table})
    if index not in places:
        return raw
    other = places.index(index) + (-1 if asked["column"] == "up" else 1)
    if not 0 <= other < len(places):
        return raw
    swapped = {index: places[other], places[other]: index}
    return {_renamed(key, table, swapped): values for key, values in raw.items()}


def _renamed(key: str, table: str, swapped: dict[int, int]) -> str:
    cell = _CELL.match(key)
    if cell is None or cell["table"] != table:
        return key
    index = int(cell["index"])
    return f"{table}-{swapped.get(index, index)}-{cell['column']}"
