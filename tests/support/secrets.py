"""What only few may read: the crawls listen for it on every page."""

from sqlmodel import Session, select

from app.core.clabe import spaced
from app.people.profile.models import BankAccount

ACCOUNT = "bank account"


def known(session: Session) -> dict[str, set[str]]:
    """Name of a secret -> the forms in which a page could say it."""
    accounts = session.exec(select(BankAccount.clabe)).all()
    return {ACCOUNT: {form for clabe in accounts for form in (clabe, spaced(clabe))}}
