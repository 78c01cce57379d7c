"""The bank account: given by an owner with its proof, told to everybody, in force once a second person has compared it."""

from dataclasses import dataclass

from sqlmodel import Session

from app.core import audit, clock
from app.core.clabe import masked
from app.core.errors import Refused
from app.core.files import store
from app.core.forms import Upload
from app.core.i18n import _
from app.core.mail import Recipient
from app.people import queries
from app.people.access import Actor
from app.people.models import Level, Organisation
from app.people.profile import mails
from app.people.profile.models import AccountState, BankAccount
from app.people.profile.queries import account
from app.people.service.contacts import own_address

KINDS = ("pdf", "jpg", "png")


@dataclass(frozen=True)
class Given:
    """An account as it was typed."""

    bank: str
    clabe: str
    holder: str


def give(
    session: Session, organisation: Organisation, given: Given, proof: Upload | None, *, actor: Actor
) -> BankAccount:
    """Give the account to which payments shall go. The one of before holds until the new one was checked."""
    if proof is None:
        raise Refused(_("Add the bank’s document that shows the account and its holder."), "proof")
    if account(session, organisation.id, AccountState.waiting, lock=True):
        raise Refused(_("An account waits to be checked already. Take it back first."))
    old = account(session, organisation.id, AccountState.in_force)
    if old is not None and old.clabe == given.clabe:
        raise Refused(_("This account is in force already."), "clabe")
    stored = store(session, proof.data, proof.filename, kinds=KINDS, field="proof")
    row = BankAccount(
        organisation_id=organisation.id,
        bank=given.bank,
        clabe=given.clabe,
        holder=given.holder,
        proof_id=stored.id,
        given_by=actor.id,
    )
    session.add(row)
    session.flush()
    detail = {"account": masked(row.clabe)}
    audit.record(session, "organisation.account_given", organisation, actor=actor, detail=detail)
    for to in _contacts(session, organisation):
        mails.account_given(session, organisation, row, old, by=actor.name, to=to)
    return row


def check(session: Session, organisation: Organisation, key: str, *, actor: Actor) -> None:
    """A second person says that account, holder and proof agree."""
    row = _waiting(session, organisation, key)
    _second(row, actor)
    old = account(session, organisation.id, AccountState.in_force, lock=True)
    if old is not None:
        old.state = AccountState.replaced
        session.flush()
    row.state, row.checked_by, row.checked_at = AccountState.in_force, actor.id, clock.now()
    _answered(session, organisation, row, "organisation.account_checked", actor)


def refuse(session: Session, organisation: Organisation, key: str, reason: str, *, actor: Actor) -> None:
    """A second person found that they do not agree, and says why."""
    row = _waiting(session, organisation, key)
    _second(row, actor)
    row.state, row.checked_by, row.checked_at, row.refusal = AccountState.refused, actor.id, clock.now(), reason
    _answered(session, organisation, row, "organisation.account_refused", actor)


def take_back(session: Session, organisation: Organisation, key: str, *, actor: Actor) -> None:
    """An owner takes back what was not checked yet."""
    row = _waiting(session, organisation, key)
    row.state = AccountState.taken_back
    detail = {"account": masked(row.clabe)}
    audit.record(session, "organisation.account_taken_back", organisation, actor=actor, detail=detail)


def _answered(session: Session, organisation: Organisation, row: BankAccount, act: str, actor: Actor) -> None:
    detail = {"account": masked(row.clabe)}
    audit.record(session, act, organisation, actor=actor, detail=detail, reason=row.refusal or None)
    for to in _contacts(session, organisation):
        mails.account_answered(session, organisation, row, by=actor.name, to=to)


def _waiting(session: Session, organisation: Organisation, key: str) -> BankAccount:
    row = account(session, organisation.id, AccountState.waiting, lock=True)
    if row is None or row.id != key:
        raise Refused(_("This account no longer waits to be checked."))
    return row


def _second(row: BankAccount, actor: Actor) -> None:
    if row.given_by == actor.id:
        raise Refused(_("Whoever gave the account cannot check it: a second person does."))


def _contacts(session: Session, organisation: Organisation) -> list[Recipient]:
    """Every owner and the organisation's own address."""
    team = queries.members(session, organisation.id)
    told = [Recipient.of(person) for member, person in team if member.level == Level.OWNER]
    own = own_address(session, organisation, {to.email for to in told})
    return [*told, own] if own else told
