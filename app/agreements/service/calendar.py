"""The reporting periods of an agreement, kept in step with its dates while it is drafted."""

from collections.abc import Sequence

from app.agreements import queries
from app.agreements.models import Agreement, ReportingPeriod
from app.agreements.rules.periods import PlannedPeriod, due_too_early, planned_periods
from app.core.db import Session
from app.core.errors import Refused
from app.core.format import day
from app.core.i18n import _


def refresh_periods(session: Session, agreement: Agreement) -> Sequence[ReportingPeriod]:
    """Lay the organisation's calendar over the implementer's windows again; periods that stay keep their identity."""
    planned = planned_periods(
        queries.windows(session, agreement.programme_id),
        agreement.start_on,
        agreement.end_on,
        agreement.report_lead_days,
    )
    _refuse_early(planned)
    held = {period.window_id: period for period in queries.periods(session, agreement.id)}
    wanted = {plan.window_id for plan in planned}
    for window_id, period in held.items():
        if window_id not in wanted:
            _let_go(session, agreement, period)
    for plan in planned:
        session.add(_written(held.get(plan.window_id), agreement, plan))
    session.flush()
    return queries.periods(session, agreement.id)


def _refuse_early(planned: Sequence[PlannedPeriod]) -> None:
    early = due_too_early(planned)
    if early:
        reason = _(
            "With so many working days, the report of %(label)s would be due on %(due)s, before its period ends on %(end)s.",
            label=early.label,
            due=day(early.due_on),
            end=day(early.end_on),
        )
        raise Refused(reason, "report_lead_days")


def _let_go(session: Session, agreement: Agreement, period: ReportingPeriod) -> None:
    for tranche in queries.tranches(session, agreement.id):
        if tranche.waits_for_period_id == period.id:
            tranche.waits_for_period_id = None
    session.flush()
    session.delete(period)


def _written(period: ReportingPeriod | None, agreement: Agreement, plan: PlannedPeriod) -> ReportingPeriod:
    if period is None:
        return ReportingPeriod(
            agreement_id=agreement.id,
            window_id=plan.window_id,
            label=plan.label,
            start_on=plan.start_on,
            end_on=plan.end_on,
            due_on=plan.due_on,
        )
    period.label, period.start_on, period.end_on, period.due_on = plan.label, plan.start_on, plan.end_on, plan.due_on
    return period
