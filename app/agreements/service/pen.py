"""The pen passes between the two parties until both accept the same text."""

from dataclasses import dataclass
from datetime import date

from app.agreements import mails, queries
from app.agreements.models import Agreement, AgreementState, Side
from app.agreements.rules.annexes import FROM_GRANT, budget_total
from app.agreements.service.calendar import refresh_periods
from app.agreements.service.drafting import check_dates
from app.agreements.states import AGREEMENT, other
from app.core import audit, clock, states
from app.core.db import Session
from app.core.errors import Refused
from app.core.format import money
from app.core.i18n import _
from app.people.access import Actor


@dataclass(frozen=True)
class Text:
    """What the party with the pen may change."""

    title: str
    object: dict[str, str]
    start_on: date
    end_on: date
    report_lead_days: int
    clauses: list[dict[str, str]]


def write(session: Session, agreement: Agreement, text: Text, *, revision: int, actor: Actor) -> None:
    """Change the text; whatever was accepted before has to be accepted again."""
    _require_drafting(agreement)
    if revision != agreement.revision:
        raise Refused(
            _("Somebody else changed this text meanwhile. What you wrote is still here: compare and save again."),
            "revision",
        )
    check_dates(queries.programme(session, agreement.programme_id), text.start_on, text.end_on)
    agreement.title, agreement.object, agreement.clauses = text.title, text.object, text.clauses
    agreement.start_on, agreement.end_on, agreement.report_lead_days = text.start_on, text.end_on, text.report_lead_days
    agreement.revision += 1
    agreement.accepted_by_cso_at = agreement.accepted_by_staff_at = None
    refresh_periods(session, agreement)
    audit.record(session, "agreement.written", agreement, actor=actor, detail={"revision": agreement.revision})


def pass_pen(session: Session, agreement: Agreement, *, comment: str, actor: Actor) -> None:
    """Hand the pen to the other party with a word on what changed."""
    _require_drafting(agreement)
    agreement.pen = other(agreement.pen)
    audit.record(
        session, "agreement.pen_passed", agreement, actor=actor, reason=comment, detail={"to": agreement.pen.value}
    )
    mails.pen_passed(session, agreement, comment)


def accept(session: Session, agreement: Agreement, side: Side, *, revision: int, actor: Actor) -> None:
    """One party accepts this very text; with both, it is agreed and waits for signatures."""
    _require_drafting(agreement)
    if revision != agreement.revision:
        raise Refused(_("The text changed after you opened this page. Read it again before you accept it."))
    _refuse_unbalanced(session, agreement)
    if side is Side.cso:
        agreement.accepted_by_cso_at = clock.now()
    else:
        agreement.accepted_by_staff_at = clock.now()
    audit.record(
        session, "agreement.accepted", agreement, actor=actor, detail={"side": side.value, "revision": revision}
    )
    if agreement.accepted_by_cso_at and agreement.accepted_by_staff_at:
        states.apply(session, agreement, AGREEMENT, "agree", actor=actor)
        mails.ready_to_sign(session, agreement)
    else:
        agreement.pen = other(side)
        mails.pen_passed(session, agreement, "")


def reopen(session: Session, agreement: Agreement, *, reason: str, actor: Actor) -> None:
    """Go back from agreed to drafting, when something was found before signing."""
    states.apply(session, agreement, AGREEMENT, "reopen", actor=actor, reason=reason)
    agreement.accepted_by_cso_at = agreement.accepted_by_staff_at = None
    agreement.pen = Side.staff


def _require_drafting(agreement: Agreement) -> None:
    if agreement.state != AgreementState.drafting:
        raise Refused(_("The text is agreed and no longer changes here."))


def _refuse_unbalanced(session: Session, agreement: Agreement) -> None:
    """An agreement pays exactly what its budget annex and its tranches say."""
    budget = budget_total(agreement.annexes.get("budget", []), FROM_GRANT)
    if budget != agreement.amount:
        reason = _(
            "The budget annex adds up to %(budget)s and the agreement to %(amount)s: they have to be the same before it is accepted.",
            budget=money(budget, agreement.currency),
            amount=money(agreement.amount, agreement.currency),
        )
        raise Refused(reason)
    if agreement.amount and not queries.tranches(session, agreement.id):
        raise Refused(_("Plan the tranches before the agreement is accepted."))
