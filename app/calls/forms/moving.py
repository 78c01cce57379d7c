"""Rows that are moved, added and copied by buttons, without JavaScript: the page comes back so, nothing is saved yet."""

import re
from collections.abc import Callable, Mapping

from app.calls.forms.base import Raw

_CELL = re.compile(r"^(?P<table>\w+)-(?P<index>\d+)-(?P<column>\w+)$")


def arranged(
    raw: Raw, table: str, new: Callable[[], Mapping[str, str]], copy: Callable[[str], Mapping[str, str]]
) -> Raw:
    """As the pressed button asks. `new`: what an added row opens with; `copy`: what the copy of a key has of its own."""
    if "add" in raw:
        return added(raw, table, new())
    asked = _CELL.match((raw.get("copy") or [""])[-1])
    if asked:
        index = int(asked["index"])
        return copied(raw, table, index, copy((raw.get(f"{table}-{index}-key") or [""])[-1]))
    return moved(raw)


def compact(raw: Raw, table: str) -> Raw:
    """Without the rows that were ticked away, numbered anew."""
    kept = [place for place in _places(raw, table) if not (raw.get(f"{table}-{place}-remove") or [""])[-1]]
    places = {place: number for number, place in enumerate(kept)}
    return {
        _renamed(key, table, places): values
        for key, values in raw.items()
        if not (cell := _CELL.match(key)) or cell["table"] != table or int(cell["index"]) in places
    }


PRESSED = ("add", "move", "copy", "show")


def moved(raw: Raw) -> Raw:
    """What was sent, with the row that `move` names ("rows-3-up", "rows-3-down") in its neighbour's place."""
    asked = _CELL.match((raw.get("move") or [""])[-1])
    if asked is None:
        return raw
    table, index = asked["table"], int(asked["index"])
    places = _places(raw, table)
    if index not in places:
        return raw
    other = places.index(index) + (-1 if asked["column"] == "up" else 1)
    if not 0 <= other < len(places):
        return raw
    swapped = {index: places[other], places[other]: index}
    return {_renamed(key, table, swapped): values for key, values in raw.items()}


def added(raw: Raw, table: str, cells: Mapping[str, str]) -> Raw:
    """With one more row at the end."""
    place = max(_places(raw, table), default=-1) + 1
    return raw | {f"{table}-{place}-{column}": [text] for column, text in cells.items()}


def copied(raw: Raw, table: str, index: int, cells: Mapping[str, str]) -> Raw:
    """With a copy of one row right below it; `cells` are what the copy has of its own."""
    places = _places(raw, table)
    if index not in places:
        return raw
    shifted = {place: place + 1 for place in places if place > index}
    made = {_renamed(key, table, shifted): values for key, values in raw.items()}
    start = f"{table}-{index}-"
    copy = {f"{table}-{index + 1}-{key.removeprefix(start)}": v for key, v in raw.items() if key.startswith(start)}
    return made | copy | {f"{table}-{index + 1}-{column}": [text] for column, text in cells.items()}


def _places(raw: Raw, table: str) -> list[int]:
    return sorted({int(cell["index"]) for key in raw if (cell := _CELL.match(key)) and cell["table"] == table})


def _renamed(key: str, table: str, places: Mapping[int, int]) -> str:
    cell = _CELL.match(key)
    if cell is None or cell["table"] != table:
        return key
    index = int(cell["index"])
    return f"{table}-{places.get(index, index)}-{cell['column']}"
