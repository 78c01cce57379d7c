"""What an agreement says to the programme's register: a grant since its signature, settled when it is over."""

from datetime import date

from app.agreements import queries
from app.agreements.models import Agreement, AgreementKind
from app.core import clock
from app.core.db import Session
from app.people.queries import organisation
from app.programmes.register.forms import Entry
from app.programmes.register.models import EntryKind
from app.programmes.service import register


def in_force(session: Session, agreement: Agreement) -> None:
    """Signed: from today it counts towards the ceilings, and is open. Only grants move money."""
    body = organisation(session, agreement.organisation_id)
    if body is None or agreement.kind != AgreementKind.grant:
        return
    entry = Entry(
        kind=EntryKind.grant,
        name=body.legal_name,
        rfc=body.rfc,
        reference=agreement.number,
        amount=agreement.amount,
        currency=agreement.currency,
        since=_today(session, agreement),
    )
    register.write(session, agreement.programme_id, _source(agreement), entry)


def over(session: Session, agreement: Agreement) -> None:
    """Closed or terminated: it still counts towards the ceilings, but is no longer open."""
    register.settle(session, _source(agreement), _today(session, agreement))


def _source(agreement: Agreement) -> str:
    return f"agreement:{agreement.id}"


def _today(session: Session, agreement: Agreement) -> date:
    return clock.today(queries.programme(session, agreement.programme_id).timezone)
