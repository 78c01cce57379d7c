"""Closing an agreement: past its end, its last report accepted, its money reconciled."""

from decimal import Decimal

from app.agreements import queries as agreement_queries
from app.agreements.models import Agreement, AgreementState
from app.agreements.service import lifecycle
from app.core.db import Session
from app.core.errors import Refused
from app.core.format import money
from app.core.i18n import _, ngettext
from app.core.money import total
from app.people.access import Actor
from app.reports import queries
from app.reports.states import COUNTS


def close(session: Session, agreement: Agreement, *, returned: Decimal, reason: str, actor: Actor) -> None:
    """Close the books, or say which part of the gate stands open."""
    if agreement.state != AgreementState.ended:
        raise Refused(_("Only an agreement that has ended is closed."))
    _reports_accepted(session, agreement)
    _money_reconciled(session, agreement, returned)
    lifecycle.close(session, agreement, returned=returned, reason=reason, actor=actor)


def _reports_accepted(session: Session, agreement: Agreement) -> None:
    owed = len(agreement_queries.periods(session, agreement.id))
    accepted = sum(report.state in COUNTS for report in queries.of_agreement(session, agreement.id))
    if accepted < owed:
        raise Refused(
            ngettext("%(n)s report is not accepted yet.", "%(n)s reports are not accepted yet.", owed - accepted)
        )


def _money_reconciled(session: Session, agreement: Agreement, returned: Decimal) -> None:
    tranches = agreement_queries.tranches(session, agreement.id)
    if any(each.paid_on and each.received_at is None for each in tranches):
        raise Refused(_("The organisation has not confirmed every payment."))
    paid = total(each.amount for each in tranches if each.paid_on)
    spent = queries.spent_total(session, agreement.id)
    if paid != spent + returned:
        reason = _(
            "The money does not match: %(paid)s was paid, %(spent)s was spent and %(returned)s came back.",
            paid=money(paid, agreement.currency),
            spent=money(spent, agreement.currency),
            returned=money(returned, agreement.currency),
        )
        raise Refused(reason, "returned")
