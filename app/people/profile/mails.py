"""The mails about a bank account: none of them says the account itself, only its last digits."""

from sqlmodel import Session

from app.core.addresses import absolute
from app.core.clabe import masked
from app.core.i18n import lazy
from app.core.mail import Recipient, queue
from app.people.models import Organisation
from app.people.profile.models import BankAccount

BECAUSE = lazy(
    "You receive this because the money of the organisation concerns you: a new account is told to everybody."
)


def account_given(
    session: Session,
    organisation: Organisation,
    account: BankAccount,
    old: BankAccount | None,
    *,
    by: str,
    to: Recipient,
) -> None:
    """Somebody gave an account: the old contacts hear of it before it counts."""
    queue(
        session,
        to=to,
        mail="people/account_given",
        because=BECAUSE,
        organisation=organisation,
        account=account,
        shown=masked(account.clabe),
        before=masked(old.clabe) if old else "",
        by=by,
        link=absolute(f"/organisations/{organisation.id}/bank"),
    )


def account_answered(
    session: Session, organisation: Organisation, account: BankAccount, *, by: str, to: Recipient
) -> None:
    """The second person compared it with its proof, or refused it."""
    queue(
        session,
        to=to,
        mail="people/account_answered",
        because=BECAUSE,
        organisation=organisation,
        account=account,
        shown=masked(account.clabe),
        by=by,
        link=absolute(f"/organisations/{organisation.id}/bank"),
    )
