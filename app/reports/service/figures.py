"""The figures of a sent report as rows: indicators, expenses, courses, projection. Roll-ups read them once accepted."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from sqlmodel import SQLModel, col, delete

from app.core.db import Session
from app.programmes.models import Missing
from app.reports import checks
from app.reports.models import ActivityStatus, ProjectionLine, Report, ReportExpense, ReportFigure, TrainingRecord
from app.reports.rules.facts import Facts, IndicatorFact
from app.reports.sections import Key, typed

TABLES: tuple[Any, ...] = (ReportFigure, ReportExpense, TrainingRecord, ProjectionLine)


def write(session: Session, report: Report, forms: Mapping[Key, Any], facts: Facts) -> None:
    """Replace the rows of this report by those of the round just sent; earlier rounds stay in their snapshots."""
    for table in TABLES:
        session.execute(delete(table).where(col(table.report_id) == report.id))
    statuses = _statuses(forms[Key.activities])
    session.add_all(_figures(report, forms[Key.indicators], facts, statuses))
    session.add_all(_expenses(report, forms.get(Key.expenses), facts))
    session.add_all(_trainings(report, forms[Key.trainings]))
    session.add_all(_projection(report, forms[Key.projection], facts))
    session.flush()


def _statuses(form: Any) -> dict[str, tuple[str, ActivityStatus | None]]:  # noqa: ANN401 -- either kind of activities form
    if isinstance(form, typed.ActivitiesForm):
        return {row.row: ("", row.status) for row in form.rows}
    return {row.id: (row.title, row.status) for row in form.rows}


def _figures(
    report: Report, form: typed.IndicatorsForm, facts: Facts, statuses: Mapping[str, tuple[str, ActivityStatus | None]]
) -> Iterable[SQLModel]:
    promised = {fact.row: fact for fact in facts.indicators}
    planned = {fact.row: fact.name for fact in facts.activities}
    for row in form.rows:
        if row.row in promised:
            title, status = statuses.get(row.activity or "", ("", None))
            yield _figure(report, row, promised[row.row], title or planned.get(row.activity or ""), status)


def _figure(
    report: Report, row: typed.IndicatorRow, fact: IndicatorFact, activity: str | None, status: ActivityStatus | None
) -> ReportFigure:
    return ReportFigure(
        report_id=report.id,
        row_key=row.row,
        indicator_id=fact.indicator_id,
        annex_row=row.row if report.agreement_id else None,
        name=fact.name["es"] or fact.name["en"],
        target=fact.target.value,
        value=row.value,
        missing=None if row.value is not None else Missing(row.missing or Missing.blank),
        group_size=row.group_size,
        group_name=row.group_name,
        said_met={"yes": True, "no": False}.get(row.said_met or ""),
        forecast=row.forecast,
        forecast_on=row.forecast_on,
        reason=row.reason,
        activity=activity,
        activity_status=status,
    )


def _expenses(report: Report, form: typed.ExpensesForm | None, facts: Facts) -> Iterable[SQLModel]:
    lines = {fact.row: fact for fact in facts.budget}
    for row in form.rows if form else []:
        if row.row in lines:
            fact = lines[row.row]
            yield ReportExpense(
                report_id=report.id,
                row_key=row.row,
                concept=fact.concept,
                planned=fact.planned,
                spent=row.spent,
                currency=facts.currency,
                reason=row.reason,
            )


def _trainings(report: Report, form: typed.TrainingsForm) -> Iterable[SQLModel]:
    for position, row in enumerate(form.rows):
        course = checks.course_of(row)
        yield TrainingRecord(
            report_id=report.id,
            position=position,
            name=row.name,
            start_on=row.start_on,
            end_on=row.end_on,
            hours=row.hours,
            enrolled=course.enrolled,
            modules=list(course.modules),
            certificates=course.certificates,
            women=course.women,
            men=course.men,
            not_said=course.not_said,
        )


def _projection(report: Report, form: typed.ProjectionForm, facts: Facts) -> Iterable[SQLModel]:
    for position, row in enumerate(form.rows):
        yield ProjectionLine(
            report_id=report.id,
            position=position,
            period_label=facts.quarters[position],
            amount=row.amount or Decimal("0.00"),
            currency=facts.currency,
        )
