"""The tranches of an agreement: planned, released, paid, received."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Request, Response

from app.agreements import queries
from app.agreements.forms import PaymentForm, TranchesForm
from app.agreements.guards import Managed, Paid, Received
from app.agreements.models import Agreement, Tranche
from app.agreements.service import tranches
from app.core.db import Db, Session
from app.core.errors import NotFound, Refused
from app.core.forms import Bound, Form, bound
from app.core.i18n import _
from app.core.web import Router, page
from app.people.guards import SignedIn

router = Router(prefix="/agreements/{agreement_id}/tranches")


@router.get("")
def edit(request: Request, session: Db, agreement: Managed) -> Response:
    """The plan of payments, to be changed while drafting."""
    rows = [
        {
            "amount": each.amount,
            "planned_on": each.planned_on,
            "condition": each.condition,
            "period_id": each.waits_for_period_id,
        }
        for each in queries.tranches(session, agreement.id)
    ]
    return page(
        request,
        "agreements/tranches.html",
        form=Bound.blank(TranchesForm, {"rows": rows}),
        **_context(session, agreement),
    )


@router.post("")
def plan(
    request: Request,
    session: Db,
    actor: SignedIn,
    agreement: Managed,
    form: Annotated[Bound[TranchesForm], bound(TranchesForm)],
) -> Response:
    """Replace the plan; it adds up to the agreement's amount."""
    context = _context(session, agreement)
    if form.value("add"):
        form.errors = []
        return page(request, "agreements/tranches.html", form=form, **context)

    def action() -> None:
        lines = [
            tranches.PlannedTranche(row.amount, row.planned_on, row.condition, row.period_id) for row in form.data.rows
        ]
        known = {period.id for period in context["periods"]}
        if any(line.period_id and line.period_id not in known for line in lines):
            raise Refused(_("Choose one of the options."))
        tranches.plan(session, agreement, lines, actor=actor)

    return form.run(
        session, action, request=request, page="agreements/tranches.html", to=f"/agreements/{agreement.id}", **context
    )


@router.post("/{tranche_id}/condition")
def condition(
    request: Request,
    session: Db,
    actor: SignedIn,
    agreement: Managed,
    tranche_id: str,
    form: Annotated[Bound[Form], bound(Form)],
) -> Response:
    """Say that a condition is met, where no report says it."""
    tranche = _of(session, agreement, tranche_id)

    def action() -> None:
        if tranche.waits_for_period_id:
            raise Refused(_("This tranche waits for a report: it is released when the report is accepted."))
        tranches.meet_condition(session, tranche, actor=actor)

    return _run(request, session, agreement, tranche, form, action)


@router.get("/{tranche_id}/payment")
def payment(request: Request, session: Db, agreement: Paid, tranche_id: str) -> Response:
    """Record a payment."""
    tranche = _of(session, agreement, tranche_id)
    return page(request, "agreements/payment.html", agreement=agreement, tranche=tranche, form=Bound.blank(PaymentForm))


@router.post("/{tranche_id}/payment")
def pay(
    request: Request,
    session: Db,
    actor: SignedIn,
    agreement: Paid,
    tranche_id: str,
    form: Annotated[Bound[PaymentForm], bound(PaymentForm)],
) -> Response:
    """Finance writes down what it paid."""
    tranche = _of(session, agreement, tranche_id)

    def action() -> None:
        tranches.pay(session, agreement, tranche, paid_on=form.data.paid_on, reference=form.data.reference, actor=actor)

    return _run(request, session, agreement, tranche, form, action)


@router.post("/{tranche_id}/receipt")
def receive(
    request: Request,
    session: Db,
    actor: SignedIn,
    agreement: Received,
    tranche_id: str,
    form: Annotated[Bound[Form], bound(Form)],
) -> Response:
    """The organisation confirms that the money arrived."""
    tranche = _of(session, agreement, tranche_id)
    return _run(
        request, session, agreement, tranche, form, lambda: tranches.confirm_receipt(session, tranche, actor=actor)
    )


def _of(session: Session, agreement: Agreement, tranche_id: str) -> Tranche:
    tranche = queries.tranche(session, tranche_id)
    if tranche is None or tranche.agreement_id != agreement.id:
        raise NotFound
    return tranche


def _run(
    request: Request,
    session: Session,
    agreement: Agreement,
    tranche: Tranche,
    form: Bound[Any],
    action: Callable[[], str | None],
) -> Response:
    return form.run(
        session,
        action,
        request=request,
        page="agreements/payment.html",
        to=f"/agreements/{agreement.id}",
        agreement=agreement,
        tranche=tranche,
    )


def _context(session: Session, agreement: Agreement) -> dict[str, Any]:
    periods = queries.periods(session, agreement.id)
    return {"agreement": agreement, "periods": periods, "period_choices": [(each.id, each.label) for each in periods]}
