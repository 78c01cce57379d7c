"""Named selects of reports; lists select columns, not entities."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlmodel import Session, and_, col, func, or_, select

from app.agreements.models import Agreement, ReportingPeriod
from app.agreements.queries import READERS
from app.agreements.states import REPORTS_RUN
from app.core.rollup import Cell
from app.people.access import Actor
from app.people.models import Organisation, Scope, User
from app.programmes.models import Indicator, IndicatorTarget, Programme, ProgrammeYear, ReportingWindow, Result
from app.reports.models import (
    Observation,
    ProjectionLine,
    Report,
    ReportExpense,
    ReportFigure,
    ReportReminder,
    ReportRound,
    ReportState,
    TrainingRecord,
)
from app.reports.states import COUNTS, TO_WRITE


def report(session: Session, key: str, *, lock: bool = False) -> Report | None:
    """One report, locked when the request writes."""
    query = select(Report).where(Report.id == key)
    return session.exec(query.with_for_update() if lock else query).first()


def by_subject(session: Session, subject_key: str) -> Report | None:
    """The report of one obligation."""
    return session.exec(select(Report).where(Report.subject_key == subject_key)).first()


def agreement(session: Session, key: str) -> Agreement:
    """The agreement of a report."""
    return session.exec(select(Agreement).where(Agreement.id == key)).one()


def programme(session: Session, key: str) -> Programme:
    """The programme of a report."""
    return session.exec(select(Programme).where(Programme.id == key)).one()


def window(session: Session, key: str) -> ReportingWindow:
    """The implementer's window of a report."""
    return session.exec(select(ReportingWindow).where(ReportingWindow.id == key)).one()


def windows(session: Session, programme_id: str) -> Sequence[ReportingWindow]:
    """The implementer's windows, in order."""
    query = select(ReportingWindow).where(ReportingWindow.programme_id == programme_id)
    return session.exec(query.order_by(col(ReportingWindow.start_on))).all()


def year_of(session: Session, programme_id: str, day: date) -> ProgrammeYear | None:
    """The programme year that a day lies in."""
    query = select(ProgrammeYear).where(
        ProgrammeYear.programme_id == programme_id, col(ProgrammeYear.start_on) <= day, col(ProgrammeYear.end_on) >= day
    )
    return session.exec(query).first()


def targets(session: Session, year_id: str) -> Mapping[str, Cell]:
    """The targets of a year by indicator; a missing one says which kind."""
    rows = session.exec(select(IndicatorTarget).where(IndicatorTarget.year_id == year_id)).all()
    return {
        row.indicator_id: Cell(row.value) if row.missing is None else Cell(missing=row.missing.value) for row in rows
    }


def programme_indicators(session: Session, programme_id: str, result_id: str | None = None) -> Sequence[Indicator]:
    """The programme's indicators, or those of one result."""
    query = select(Indicator).where(Indicator.programme_id == programme_id)
    if result_id:
        query = query.where(Indicator.result_id == result_id)
    return session.exec(query.order_by(col(Indicator.order_index))).all()


def results_under(session: Session, programme_id: str, result_id: str | None = None) -> Sequence[Result]:
    """The results that have no results under them, or the one asked for."""
    query = select(Result).where(Result.programme_id == programme_id, col(Result.parent_id).is_not(None))
    if result_id:
        query = query.where(Result.id == result_id)
    return session.exec(query.order_by(col(Result.sort_key), col(Result.code))).all()


def results(session: Session, programme_id: str) -> Sequence[Result]:
    """The whole results tree, in order."""
    return session.exec(
        select(Result).where(Result.programme_id == programme_id).order_by(col(Result.sort_key), col(Result.code))
    ).all()


def earlier(session: Session, report: Report) -> Report | None:
    """The last report before this one, of the same agreement or of the team on the same result."""
    query = select(Report).where(col(Report.end_on) < report.start_on, Report.programme_id == report.programme_id)
    if report.agreement_id:
        query = query.where(Report.agreement_id == report.agreement_id)
    else:
        query = query.where(col(Report.agreement_id).is_(None), Report.result_id == report.result_id)
    return session.exec(query.order_by(col(Report.end_on).desc()).limit(1)).first()


def spent_before(session: Session, report: Report) -> Mapping[str, Decimal]:
    """What earlier reports spent by budget line, whether accepted yet or not: a line is not spent twice."""
    query = (
        select(ReportExpense.row_key, func.sum(ReportExpense.spent))
        .join(Report, col(Report.id) == ReportExpense.report_id)
        .where(Report.agreement_id == report.agreement_id, col(Report.end_on) < report.start_on)
        .group_by(ReportExpense.row_key)
    )
    return {row: amount for row, amount in session.exec(query) if amount is not None}


def spent_total(session: Session, agreement_id: str) -> Decimal:
    """What the accepted reports of an agreement spent."""
    query = (
        select(func.sum(ReportExpense.spent))
        .join(Report, col(Report.id) == ReportExpense.report_id)
        .where(Report.agreement_id == agreement_id, col(Report.state).in_(COUNTS))
    )
    return session.exec(query).one() or Decimal("0.00")


def periods_without_report(session: Session) -> Sequence[tuple[ReportingPeriod, Agreement]]:
    """The obligations of agreements in force that have no report yet."""
    query = (
        select(ReportingPeriod, Agreement)
        .join(Agreement, col(Agreement.id) == ReportingPeriod.agreement_id)
        .outerjoin(Report, col(Report.period_id) == ReportingPeriod.id)
        .where(col(Agreement.state).in_(REPORTS_RUN), col(Report.id).is_(None))
        .order_by(col(ReportingPeriod.start_on), col(Agreement.number))
    )
    return session.exec(query).all()


def not_due(session: Session) -> Sequence[Report]:
    """Reports that have not opened yet."""
    return session.exec(select(Report).where(Report.state == ReportState.not_due).with_for_update()).all()


def to_remind(session: Session) -> Sequence[Report]:
    """Reports that somebody still has to send; none that was accepted [trap 15]."""
    return session.exec(select(Report).where(col(Report.state).in_(TO_WRITE)).order_by(col(Report.due_on))).all()


def reminded(session: Session, report: Report, due_on: date) -> set[int]:
    """Which reminders went out for a due date."""
    query = select(ReportReminder.days).where(ReportReminder.report_id == report.id, ReportReminder.due_on == due_on)
    return set(session.exec(query))


def rounds(session: Session, report_id: str) -> Sequence[ReportRound]:
    """Every submission of a report, the first one first."""
    return session.exec(
        select(ReportRound).where(ReportRound.report_id == report_id).order_by(col(ReportRound.number))
    ).all()


def last_round(session: Session, report_id: str) -> ReportRound | None:
    """The last submission of a report."""
    return session.exec(
        select(ReportRound).where(ReportRound.report_id == report_id).order_by(col(ReportRound.number).desc()).limit(1)
    ).first()


def observations(session: Session, report_id: str, number: int | None = None) -> Sequence[Observation]:
    """The comments on a report's fields, of one round or of all."""
    query = select(Observation).where(Observation.report_id == report_id)
    if number is not None:
        query = query.where(Observation.round == number)
    return session.exec(query.order_by(col(Observation.round), col(Observation.created_at), col(Observation.id))).all()


def figures(session: Session, report_id: str) -> Sequence[ReportFigure]:
    """The indicator values of a report as it was last sent."""
    return session.exec(
        select(ReportFigure).where(ReportFigure.report_id == report_id).order_by(col(ReportFigure.created_at))
    ).all()


def trainings(session: Session, report_ids: Sequence[str]) -> Sequence[TrainingRecord]:
    """The courses of some reports, by date."""
    query = select(TrainingRecord).where(col(TrainingRecord.report_id).in_(report_ids))
    return session.exec(query.order_by(col(TrainingRecord.start_on), col(TrainingRecord.position))).all()


def projections(session: Session, report_ids: Sequence[str]) -> Sequence[ProjectionLine]:
    """The projection lines of some reports."""
    query = select(ProjectionLine).where(col(ProjectionLine.report_id).in_(report_ids))
    return session.exec(query.order_by(col(ProjectionLine.position))).all()


def user_names(session: Session, ids: set[str]) -> Mapping[str, str]:
    """Names by person."""
    return dict(session.exec(select(User.id, User.name).where(col(User.id).in_(ids))).all())


def user(session: Session, key: str) -> User | None:
    """One person."""
    return session.get(User, key)


def listed(session: Session, actor: Actor, *, state: str = "", agreement_id: str = "") -> Sequence[Any]:
    """The reports this person may see: id, label, dates, due, state, agreement number and id, organisation, result code."""
    query = (
        select(
            Report.id,
            Report.label,
            Report.start_on,
            Report.end_on,
            Report.due_on,
            Report.return_due_on,
            Report.state,
            Agreement.number,
            col(Agreement.id).label("agreement_id"),
            Organisation.legal_name,
            Result.code,
        )  # type: ignore[call-overload]  # SQLModel types at most four columns
        .outerjoin(Agreement, col(Agreement.id) == Report.agreement_id)
        .outerjoin(Organisation, col(Organisation.id) == Agreement.organisation_id)
        .outerjoin(Result, col(Result.id) == Report.result_id)
        .where(visible_to(actor))
        .order_by(col(Report.due_on), col(Agreement.number))
    )
    if state in set(ReportState):
        query = query.where(Report.state == state)
    if agreement_id:
        query = query.where(Report.agreement_id == agreement_id)
    return session.exec(query).all()  # type: ignore[no-any-return]


def visible_to(actor: Actor) -> Any:  # noqa: ANN401 -- an SQL condition
    """The rule of `permissions.read` as a condition."""
    if actor.everywhere(*READERS):
        return and_(True)
    mine = col(Agreement.organisation_id).in_(actor.organisation_ids)
    return or_(mine, col(Report.programme_id).in_(actor.scope_ids(Scope.PROGRAMME, *READERS)))


def team_led(session: Session, actor: Actor, roles: Sequence[Any]) -> Sequence[Programme]:
    """The programmes whose own reports this person writes."""
    query = select(Programme).order_by(col(Programme.code))
    if not actor.everywhere(*roles):
        query = query.where(col(Programme.id).in_(actor.scope_ids(Scope.PROGRAMME, *roles)))
    return session.exec(query).all()


def of_agreement(session: Session, agreement_id: str) -> Sequence[Report]:
    """The reports of an agreement, in order."""
    return session.exec(select(Report).where(Report.agreement_id == agreement_id).order_by(col(Report.start_on))).all()


def observation(session: Session, key: str) -> Observation | None:
    """One comment."""
    return session.get(Observation, key)
