"""What only few may read: the crawls listen for it on every page."""

from sqlmodel import Session, col, select

from app.core.clabe import spaced
from app.people.models import Organisation
from app.people.profile.models import BankAccount
from app.proposals.models import Proposal

ACCOUNT = "bank account"
NAME, NUMBERS, REPRESENTATIVE = "protected name", "protected RFC, CLUNI, telephone and mail", "protected representative"


def known(session: Session) -> dict[str, set[str]]:
    """Name of a secret -> the forms in which a page could say it."""
    accounts = session.exec(select(BankAccount.clabe)).all()
    bodies = protected(session)
    numbers = {value for each in bodies for value in (each.rfc, each.cluni, each.phone, each.representative_email)}
    return {
        ACCOUNT: {form for clabe in accounts for form in (clabe, spaced(clabe))},
        NAME: {each.legal_name.removesuffix(", A.C.") for each in bodies},
        NUMBERS: {value for value in numbers if value},
        REPRESENTATIVE: {each.representative_name for each in bodies if each.representative_name},
    }


def protected(session: Session) -> list[Organisation]:
    """The protected organisations that took part in a call of the demonstration."""
    taking_part = select(Proposal.organisation_id)
    query = select(Organisation).where(col(Organisation.protected), col(Organisation.id).in_(taking_part))
    return list(session.exec(query).all())
