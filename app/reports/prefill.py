"""What a report opens with: rows of the annexes and what the last report said [nothing is typed twice]."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.reports.models import ActivityStatus
from app.reports.rules.facts import Facts
from app.reports.sections import Key

Data = dict[str, Any]
OVER = frozenset({ActivityStatus.done.value, ActivityStatus.cancelled.value})


def given_rows(key: Key, facts: Facts) -> list[str]:
    """The identities of the rows that the annexes (or the programme) give a section, in order."""
    rows: dict[Key, list[str]] = {
        Key.activities: [fact.row for fact in facts.activities],
        Key.indicators: [fact.row for fact in facts.indicators],
        Key.expenses: [fact.row for fact in facts.budget],
        Key.projection: [str(index) for index in range(len(facts.quarters))],
        Key.accomplishments: [fact.row for fact in facts.results],
    }
    return rows.get(key, [])


def with_given_rows(key: Key, data: Data, facts: Facts) -> Data:
    """The section's data with one row for each given row, in their order; what was typed stays."""
    typed = {str(row.get("row")): row for row in data.get("rows", [])}
    return data | {
        "rows": [{"row": identity, **_cells(typed.get(identity, {}))} for identity in given_rows(key, facts)]
    }


def _cells(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "row"}


def opening(last: Mapping[str, Data], facts: Facts) -> dict[str, Data]:
    """The data of a new report, drawn from the last one: activities go on, its second quarter becomes the current."""
    return {
        Key.activities.value: {"rows": _activities(last.get(Key.activities, {}).get("rows", []), own=facts.own)},
        Key.indicators.value: {"rows": [_indicator(row) for row in last.get(Key.indicators, {}).get("rows", [])]},
        Key.projection.value: {"rows": _projection(last.get(Key.projection, {}).get("rows", []))},
    }


def _activities(rows: Sequence[Mapping[str, Any]], *, own: bool) -> list[dict[str, Any]]:
    kept = ("id", "title", "result", "start", "end", "status") if own else ("row", "status", "done_on")
    going = [row for row in rows if not own or row.get("status") not in OVER]
    return [{name: row[name] for name in kept if row.get(name)} for row in going]


def _indicator(row: Mapping[str, Any]) -> dict[str, Any]:
    """Which activity an indicator rests on is carried over; its value is not, so that nothing is reported twice."""
    return {name: row[name] for name in ("row", "activity", "group_name") if row.get(name)}


def _projection(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [{"row": str(index), "amount": row.get("amount", "")} for index, row in enumerate(rows[1:])]
