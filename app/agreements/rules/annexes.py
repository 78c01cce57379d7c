"""The annexes of an agreement are the tables of the proposal, row by row as they were sealed."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from decimal import Decimal
from typing import Any

from app.core.money import product, total

Row = Mapping[str, Any]
TABLES = {"work_plan": "work_plan", "indicators": "indicators", "budget": "budget"}
FROM_GRANT = "grant"


def from_snapshot(snapshot: Mapping[str, Any]) -> dict[str, Any]:
    """The annexes of a sealed proposal: its three tables, its summary and its objective, unchanged."""
    sections = snapshot["sections"]
    tables = {name: deepcopy(list(sections.get(key, {}).get("rows", []))) for name, key in TABLES.items()}
    return tables | {
        "objective": deepcopy(dict(sections.get("objective", {}))),
        "axes": list(sections.get("summary", {}).get("axes", [])),
    }


def line_amount(row: Row) -> Decimal:
    """Quantity × unit cost × times, rounded once."""
    return product(Decimal(row["quantity"]), Decimal(row["unit_cost"]), Decimal(row.get("times") or 1))


def budget_total(rows: Iterable[Row], source: str | None = None) -> Decimal:
    """The sum of the shown lines, of one source or of all."""
    return total(line_amount(row) for row in rows if source is None or row.get("source") == source)


def granted_lines(rows: Iterable[Row]) -> list[Row]:
    """The lines that the agreement pays for, which are those reported on."""
    return [row for row in rows if row.get("source", FROM_GRANT) == FROM_GRANT]


def activity_name(row: Row) -> str:
    """What an activity of the work plan is called in lists."""
    return str(row.get("activity") or row.get("commitment") or row.get("subject") or row["id"])


def objective_sentence(objective: Mapping[str, Any]) -> str:
    """Verb, result, population and goal as one sentence [C14]."""
    parts = (objective.get(key) for key in ("verb", "result", "population", "goal"))
    return ", ".join(_joined_head([str(part).strip() for part in parts if part]))


def _joined_head(parts: list[str]) -> list[str]:
    """The verb and its result read without a comma between them."""
    return [" ".join(parts[:2]), *parts[2:]] if parts else []
