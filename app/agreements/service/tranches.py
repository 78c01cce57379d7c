"""The money of an agreement: planned in tranches, released by conditions, paid by finance, confirmed by the organisation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.agreements import mails, queries
from app.agreements.models import Agreement, AgreementState, ReportingPeriod, Tranche
from app.agreements.rules import clauses
from app.core import audit, clock
from app.core.db import Session
from app.core.errors import Refused
from app.core.format import money
from app.core.i18n import _
from app.core.money import split, total
from app.people.access import Actor

FIRST_SHARE, LAST_SHARE = Decimal(60), Decimal(40)


@dataclass(frozen=True)
class PlannedTranche:
    """One payment as it is planned; `period_id` names the report whose acceptance is its condition."""

    amount: Decimal
    planned_on: date
    condition: str
    period_id: str | None = None


def plan_default(session: Session, agreement: Agreement, periods: Sequence[ReportingPeriod]) -> None:
    """Sixty per cent at signature, the rest once the first report is accepted; the team changes it while drafting."""
    if not agreement.amount:
        return
    first, last = split(agreement.amount, [FIRST_SHARE, LAST_SHARE])
    plan = [PlannedTranche(first, agreement.start_on, clauses.FIRST_TRANCHE)]
    if last and periods:
        plan.append(PlannedTranche(last, periods[0].due_on, clauses.LAST_TRANCHE, periods[0].id))
    else:
        plan = [PlannedTranche(agreement.amount, agreement.start_on, clauses.FIRST_TRANCHE)]
    _write(session, agreement, plan)


def plan(session: Session, agreement: Agreement, lines: Sequence[PlannedTranche], *, actor: Actor) -> None:
    """Replace the plan while the agreement is drafted; the tranches add up to its amount."""
    if agreement.state != AgreementState.drafting:
        raise Refused(_("The tranches were agreed and no longer change here."))
    planned = total(line.amount for line in lines)
    if planned != agreement.amount:
        reason = _(
            "The tranches add up to %(planned)s and the agreement to %(amount)s.",
            planned=money(planned, agreement.currency),
            amount=money(agreement.amount, agreement.currency),
        )
        raise Refused(reason)
    for tranche in queries.tranches(session, agreement.id):
        session.delete(tranche)
    session.flush()
    _write(session, agreement, lines)
    agreement.accepted_by_cso_at = agreement.accepted_by_staff_at = None
    agreement.revision += 1
    audit.record(
        session,
        "agreement.tranches_planned",
        agreement,
        actor=actor,
        detail={"amounts": [str(line.amount) for line in lines]},
    )


def _write(session: Session, agreement: Agreement, lines: Sequence[PlannedTranche]) -> None:
    for number, line in enumerate(lines, start=1):
        session.add(
            Tranche(
                agreement_id=agreement.id,
                number=number,
                amount=line.amount,
                planned_on=line.planned_on,
                condition=line.condition,
                waits_for_period_id=line.period_id,
            )
        )
    session.flush()


def meet_condition(session: Session, tranche: Tranche, *, actor: Actor) -> None:
    """The condition is met: finance may pay."""
    if tranche.condition_met_at:
        raise Refused(_("This condition is already met."))
    tranche.condition_met_at = clock.now()
    audit.record(session, "tranche.condition_met", tranche, actor=actor, detail={"number": tranche.number})


def report_accepted(session: Session, period_id: str, *, actor: Actor) -> None:
    """The report of a period was accepted: the tranches that waited for it may be paid."""
    for tranche in queries.tranches_waiting_for(session, period_id):
        meet_condition(session, tranche, actor=actor)


def pay(
    session: Session, agreement: Agreement, tranche: Tranche, *, paid_on: date, reference: str, actor: Actor
) -> None:
    """Finance records the transfer; the organisation is asked to confirm it."""
    if tranche.condition_met_at is None:
        raise Refused(_("The condition of this tranche is not met yet: %(condition)s.", condition=tranche.condition))
    if tranche.paid_on:
        raise Refused(_("This tranche is already paid."))
    if paid_on > clock.today(queries.programme(session, agreement.programme_id).timezone):
        raise Refused(_("A payment cannot be recorded before its day."), "paid_on")
    tranche.paid_on, tranche.reference = paid_on, reference
    audit.record(
        session,
        "tranche.paid",
        tranche,
        actor=actor,
        detail={"amount": str(tranche.amount), "on": paid_on.isoformat(), "reference": reference},
    )
    mails.tranche_paid(session, agreement, tranche)


def confirm_receipt(session: Session, tranche: Tranche, *, actor: Actor) -> None:
    """The organisation says that the money arrived."""
    if tranche.paid_on is None:
        raise Refused(_("This tranche has not been paid yet."))
    if tranche.received_at:
        raise Refused(_("The receipt of this tranche is already confirmed."))
    tranche.received_at, tranche.received_by = clock.now(), actor.id
    audit.record(session, "tranche.received", tranche, actor=actor, detail={"number": tranche.number})
