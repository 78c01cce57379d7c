"""Named selects for the donor's report."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, func, select

from app.agreements.models import Agreement, ReportingPeriod
from app.agreements.queries import READERS
from app.agreements.states import REPORTS_RUN
from app.people.access import Actor
from app.people.models import Organisation, Scope
from app.programmes.models import Programme, Rate, ReportingWindow
from app.reports.models import DonorReport, Report, ReportFigure


def donor_report(session: Session, key: str, *, lock: bool = False) -> DonorReport | None:
    """One donor report, locked when the request writes."""
    query = select(DonorReport).where(DonorReport.id == key)
    return session.exec(query.with_for_update() if lock else query).first()


def last_version(session: Session, window_id: str) -> DonorReport | None:
    """The last donor report of a window."""
    query = select(DonorReport).where(DonorReport.window_id == window_id)
    return session.exec(query.order_by(col(DonorReport.version).desc()).limit(1)).first()


def listed(session: Session, actor: Actor) -> Sequence[tuple[DonorReport, ReportingWindow, Programme]]:
    """The donor reports of the programmes this person reads, the newest window first."""
    query = (
        select(DonorReport, ReportingWindow, Programme)
        .join(ReportingWindow, col(ReportingWindow.id) == DonorReport.window_id)
        .join(Programme, col(Programme.id) == DonorReport.programme_id)
        .order_by(col(ReportingWindow.start_on).desc(), col(DonorReport.version).desc())
    )
    if not actor.everywhere(*READERS):
        query = query.where(col(DonorReport.programme_id).in_(actor.scope_ids(Scope.PROGRAMME, *READERS)))
    return session.exec(query).all()


def rates(session: Session, programme_id: str) -> Sequence[Rate]:
    """The exchange rates of a programme, the newest first."""
    return session.exec(select(Rate).where(Rate.programme_id == programme_id).order_by(col(Rate.on).desc())).all()


def rate(session: Session, key: str) -> Rate | None:
    """One exchange rate."""
    return session.get(Rate, key)


def reports_of_windows(
    session: Session, window_ids: Sequence[str]
) -> Sequence[tuple[Report, Agreement | None, str | None]]:
    """The reports of some windows with their agreement and the organisation's name; the team's own come first."""
    query = (
        select(Report, Agreement, Organisation.legal_name)
        .outerjoin(Agreement, col(Agreement.id) == Report.agreement_id)
        .outerjoin(Organisation, col(Organisation.id) == Agreement.organisation_id)
        .where(col(Report.window_id).in_(window_ids))
        .order_by(col(Report.start_on), func.coalesce(Agreement.number, ""), col(Report.id))
    )
    return session.exec(query).all()


def figures_of(session: Session, report_ids: Sequence[str]) -> Sequence[ReportFigure]:
    """The indicator values of some reports that feed the programme's indicators."""
    query = select(ReportFigure).where(
        col(ReportFigure.report_id).in_(report_ids), col(ReportFigure.indicator_id).is_not(None)
    )
    return session.exec(query.order_by(col(ReportFigure.created_at), col(ReportFigure.id))).all()


def periods_owed(session: Session, window_id: str) -> Sequence[Any]:
    """Who owes a report in a window: period id, agreement id, number, organisation, due date."""
    query = (
        select(
            ReportingPeriod.id,
            col(Agreement.id).label("agreement_id"),
            Agreement.number,
            Organisation.legal_name,
            ReportingPeriod.due_on,
        )  # type: ignore[call-overload]  # five columns; SQLModel types four
        .join(Agreement, col(Agreement.id) == ReportingPeriod.agreement_id)
        .join(Organisation, col(Organisation.id) == Agreement.organisation_id)
        .where(ReportingPeriod.window_id == window_id, col(Agreement.state).in_(REPORTS_RUN))
        .order_by(col(Agreement.number))
    )
    return session.exec(query).all()  # type: ignore[no-any-return]


def agreement_states(session: Session, programme_id: str) -> Sequence[Sequence[str]]:
    """The states that each agreement in force works in [A8]."""
    query = select(Agreement.states).where(
        Agreement.programme_id == programme_id, col(Agreement.state).in_(REPORTS_RUN)
    )
    return session.exec(query).all()
