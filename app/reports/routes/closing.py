"""Closing an agreement: the gate with its figures, and the act."""

from typing import Annotated, Any

from fastapi import Request, Response

from app.agreements.models import Agreement
from app.agreements.queries import tranches
from app.core.db import Db, Session
from app.core.forms import Bound, bound
from app.core.money import total
from app.core.web import Router, page
from app.people.guards import SignedIn
from app.reports import queries
from app.reports.forms import CloseForm
from app.reports.guards import Managed
from app.reports.service import closing
from app.reports.states import FACES

router = Router(prefix="/agreements/{agreement_id}/closing")


@router.get("")
def gate(request: Request, session: Db, agreement: Managed) -> Response:
    """What was paid, spent and returned; which reports are accepted."""
    return page(
        request,
        "reports/closing.html",
        form=Bound.blank(CloseForm, {"returned": "0.00"}),
        **_context(session, agreement),
    )


@router.post("")
def close(
    request: Request,
    session: Db,
    actor: SignedIn,
    agreement: Managed,
    form: Annotated[Bound[CloseForm], bound(CloseForm)],
) -> Response:
    """Close the books."""
    return form.run(
        session,
        lambda: closing.close(session, agreement, returned=form.data.returned, reason=form.data.reason, actor=actor),
        request=request,
        page="reports/closing.html",
        to=f"/agreements/{agreement.id}",
        **_context(session, agreement),
    )


def _context(session: Session, agreement: Agreement) -> dict[str, Any]:
    return {
        "agreement": agreement,
        "paid": total(each.amount for each in tranches(session, agreement.id) if each.paid_on),
        "spent": queries.spent_total(session, agreement.id),
        "reports": queries.of_agreement(session, agreement.id),
        "faces": FACES,
    }
