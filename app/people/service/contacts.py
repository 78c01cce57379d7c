"""The address that stands in an organisation's data, when mails go there: a mailbox that may belong to nobody we know."""

from collections.abc import Collection

from sqlmodel import Session

from app.core.mail import Recipient
from app.people import queries
from app.people.models import Level, Organisation

SPANISH = "es"


def own_address(session: Session, organisation: Organisation, besides: Collection[str] = ()) -> Recipient | None:
    """The organisation's own address, in the language of its people; none where it is told already, or stands empty."""
    address = organisation.representative_email
    if not address or address.lower() in besides:
        return None
    name = organisation.representative_name or organisation.legal_name
    return Recipient(address, name, _language(session, organisation, address))


def _language(session: Session, organisation: Organisation, address: str) -> str:
    """That of whoever signs in with this address, else of the organisation's first owner."""
    person = queries.user_by_email(session, address)
    if person:
        return person.locale
    team = sorted(queries.members(session, organisation.id), key=lambda each: each[0].level != Level.OWNER)
    return next((each.locale for _member, each in team), SPANISH)
