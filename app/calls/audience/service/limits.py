"""How often a page for everybody may send mail: to one address, and at the word of one place."""

from datetime import timedelta

from sqlmodel import Session

from app.calls.audience import queries
from app.core import clock
from app.core.errors import Refused
from app.core.i18n import _

WINDOW = timedelta(hours=1)
MAILS_PER_ADDRESS = 3
FORMS_PER_PLACE = 30


def check_place(session: Session, source: str) -> None:
    """Phones share addresses, so the limit is wide: it stops a machine, not a street."""
    if source and queries.asked_from(session, source, clock.now() - WINDOW) >= FORMS_PER_PLACE:
        raise Refused(
            _("Many addresses were written from this connection. Wait an hour, or write to the contact of the call.")
        )


def may_mail(session: Session, email: str, mail: str) -> bool:
    """Whether this address may be sent one more; who asks is answered alike."""
    return queries.mails_to(session, email, mail, clock.now() - WINDOW) < MAILS_PER_ADDRESS
