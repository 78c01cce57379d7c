"""The facts of a report, gathered once: the annexes or the programme's indicators, its period, what came before."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from app.agreements.queries import organisation
from app.agreements.rules import annexes
from app.core.db import Session
from app.core.rollup import Cell, Direction
from app.people.models import Organisation
from app.reports import queries
from app.reports.models import Report
from app.reports.rules import projection
from app.reports.rules.facts import ActivityFact, BudgetFact, Facts, IndicatorFact, ResultFact

Row = Mapping[str, Any]


def gather(session: Session, report: Report) -> Facts:
    """The facts of one report."""
    return _own(session, report) if report.agreement_id is None else _cso(session, report, report.agreement_id)


def _cso(session: Session, report: Report, agreement_id: str) -> Facts:
    agreement = queries.agreement(session, agreement_id)
    spent = queries.spent_before(session, report)
    held = agreement.annexes
    return Facts(
        own=False,
        period_start=report.start_on,
        period_end=report.end_on,
        final=report.end_on >= agreement.end_on,
        currency=agreement.currency,
        activities=[_activity(row) for row in held.get("work_plan", [])],
        indicators=[_annex_indicator(row, agreement.indicator_links) for row in held.get("indicators", [])],
        budget=[
            BudgetFact(
                row["id"],
                str(row.get("concept") or ""),
                annexes.line_amount(row),
                spent.get(row["id"], Decimal("0.00")),
            )
            for row in annexes.granted_lines(held.get("budget", []))
        ],
        quarters=_quarters(session, report),
    )


def _own(session: Session, report: Report) -> Facts:
    programme = queries.programme(session, report.programme_id)
    year = queries.year_of(session, report.programme_id, report.end_on)
    targets = queries.targets(session, year.id) if year else {}
    return Facts(
        own=True,
        period_start=report.start_on,
        period_end=report.end_on,
        final=year is not None and year.end_on == report.end_on,
        currency=programme.donor_currency,
        activities=[_own_activity(row) for row in report.data.get("activities", {}).get("rows", [])],
        indicators=[
            IndicatorFact(
                row=each.id,
                name=each.name,
                unit=each.unit.value,
                direction=Direction(each.direction.value),
                target=targets.get(each.id, Cell()),
                baseline=each.baseline,
                indicator_id=each.id,
                code=each.code or "",
            )
            for each in queries.programme_indicators(session, report.programme_id, report.result_id)
        ],
        budget=[],
        quarters=_quarters(session, report),
        results=[
            ResultFact(each.id, each.code, each.name)
            for each in queries.results_under(session, report.programme_id, report.result_id)
        ],
    )


def _quarters(session: Session, report: Report) -> list[str]:
    window = queries.window(session, report.window_id)
    return projection.labels(window.end_on, queries.programme(session, report.programme_id).fiscal_start_month)


def _activity(row: Row) -> ActivityFact:
    return ActivityFact(row["id"], annexes.activity_name(row), _day(row.get("start")), _day(row.get("end")))


def _own_activity(row: Row) -> ActivityFact:
    return ActivityFact(str(row.get("id") or ""), str(row.get("title") or ""), None, None)


def _annex_indicator(row: Row, links: Mapping[str, str]) -> IndicatorFact:
    target = row.get("target")
    return IndicatorFact(
        row=row["id"],
        name={"es": str(row.get("name") or ""), "en": ""},
        unit=str(row.get("unit") or ""),
        direction=Direction(row.get("direction") or "increase"),
        target=Cell(Decimal(str(target))) if target not in (None, "") else Cell(),
        baseline=Decimal(str(row["baseline"])) if row.get("baseline") not in (None, "") else None,
        indicator_id=links.get(row["id"]),
    )


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)) if text else None


def organisation_of(session: Session, report: Report) -> Organisation | None:
    """The organisation that reports; None for the team's own."""
    if report.agreement_id is None:
        return None
    return organisation(session, queries.agreement(session, report.agreement_id).organisation_id)
