"""What was done, in words: stages name their acts here so that people can read the audit."""

from collections.abc import Iterator, Mapping
from typing import Any

from app.core.i18n import LazyText, lazy

_NAMES: dict[str, LazyText] = {}
_FIELDS: dict[str, LazyText] = {}
_FROM, _TO = "from", "to"


def name_acts(names: Mapping[str, LazyText]) -> None:
    """Give the acts of a stage their names: {"call.publish": lazy("Call published")}."""
    _NAMES.update(names)


def name_fields(names: Mapping[str, LazyText]) -> None:
    """Give what an entry tells its names in words: {"phone": lazy("Telephone")}."""
    _FIELDS.update(names)


def action_name(action: str) -> str:
    """An act in words; its code where nobody named it."""
    return str(_NAMES.get(action, action))


def is_named(action: str) -> bool:
    """Whether an act has a name in words."""
    return action in _NAMES


def change_list(detail: Mapping[str, Any] | None) -> Iterator[tuple[str, str]]:
    """(field, "before → after") or (field, value) for what an entry tells."""
    rest = dict(detail or {})
    if _FROM in rest and _TO in rest:
        yield str(lazy("Status")), f"{rest.pop(_FROM)} → {rest.pop(_TO)}"
    for field, value in rest.items():
        name = str(_FIELDS.get(field, field))
        if isinstance(value, list) and len(value) == 2:
            yield name, f"{_shown(value[0])} → {_shown(value[1])}"
        else:
            yield name, _shown(value)


def _shown(value: object) -> str:
    if isinstance(value, list | dict):
        return ", ".join(map(str, value))
    return "–" if value is None or value == "" else str(value)
