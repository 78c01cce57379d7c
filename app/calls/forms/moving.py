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


def focus(sent: Raw, shown: Raw, first: str) -> str:
    """Where its writer goes on: in the row that was added or copied (`first` is its field), else at the button pressed."""
    if "show" in sent:
        return f"{sent['show'][-1]}-show"
    if "add" in sent:
        return _of_added(sent, shown, first)
    asked = _CELL.match((sent.get("copy") or sent.get("move") or [""])[-1])
    if asked is None:
        return ""
    table, index, way = asked["table"], int(asked["index"]), asked["column"]
    if "copy" in sent:
        return f"{table}-{index + 1}-{first}"
    return _of_moved(_places(shown, table), table, index, way)


def _of_moved(places: list[int], table: str, index: int, way: str) -> str:
    """The same button of the row in its new place; at the end, where it has gone, the other."""
    if index not in places:
        return ""
    here = places.index(index) + (-1 if way == "up" else 1)
    here = min(max(here, 0), len(places) - 1)
    at_end = here == (0 if way == "up" else len(places) - 1)
    button = ("down" if way == "up" else "up") if at_end else way
    return f"{table}-{places[here]}-{button}"


def _of_added(sent: Raw, shown: Raw, first: str) -> str:
    """The first row in which nothing was typed; a table shows a blank one below what was sent."""
    table = sent["add"][-1]
    table = "rows" if table == "library" else table
    places = _places(shown, table)
    blank = [place for place in places if not _typed(sent, table, place)]
    row = f"{table}-{blank[0] if blank else max(places, default=-1) + 1}"
    return f"{row}-{first}" if first else row


def _typed(raw: Raw, table: str, place: int) -> bool:
    start = f"{table}-{place}-"
    return any(values[-1].strip() for key, values in raw.items() if key.startswith(start) and values)


def _places(raw: Raw, table: str) -> list[int]:
    return sorted({int(cell["index"]) for key in raw if (cell := _CELL.match(key)) and cell["table"] == table})


def _renamed(key: str, table: str, places: Mapping[int, int]) -> str:
    cell = _CELL.match(key)
    if cell is None or cell["table"] != table:
        return key
    index = int(cell["index"])
    return f"{table}-{places.get(index, index)}-{cell['column']}"
