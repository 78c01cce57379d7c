"""Drafts keep what was typed, as it was typed; a form reads it only when it is asked to."""

from collections.abc import Mapping
from typing import Any

from app.core.columns import new_id
from app.core.forms import ROW_INDEX, Bound, Form, flatten, nested

_MARKS = frozenset({ROW_INDEX, "remove"})


def as_typed(kind: type[Form], raw: Mapping[str, list[str]], *, named_rows: bool) -> dict[str, Any]:
    """The fields of a section as they came; blank rows are dropped, new rows of `named_rows` get an identity."""
    found = nested(kind, raw)
    if "rows" in kind.model_fields:
        return {"rows": [_row(row, named=named_rows) for row in found.get("rows", [])]}
    return {name: value for name, value in found.items() if isinstance(value, str)}


def _row(row: Mapping[str, Any], *, named: bool) -> dict[str, Any]:
    typed = {name: value for name, value in row.items() if name not in _MARKS and value != ""}
    return {"id": new_id(), **typed} if named and not typed.get("id") else typed


def blank(kind: type[Form], data: Mapping[str, Any]) -> Bound[Form]:
    """The form with what was typed, not read."""
    return Bound.blank(kind, data)


def read(kind: type[Form], data: Mapping[str, Any]) -> Bound[Form]:
    """The form with what was typed, read: parsed or with its errors."""
    return Bound.of(kind, flatten(data))
