"""What of an organisation is this stage's own, and how it passes to another one."""

from collections.abc import Iterator

from sqlmodel import Session, col, func, select, update

from app.core import clock
from app.core.i18n import _, ngettext
from app.people.merging.shares import Share, register, whole
from app.people.models import Invitation, Level, Membership, Organisation
from app.people.profile.models import AccountState, BankAccount, OrganisationPaper
from app.people.succession.models import Answer, Claim, ClaimState, Handover

_LEVELS = (Level.VIEWER, Level.EDITOR, Level.OWNER)


def _members(session: Session, key: str) -> list[Membership]:
    query = select(Membership).where(Membership.organisation_id == key, col(Membership.ended_at).is_(None))
    return list(session.exec(query).all())


def _join(session: Session, stays: Organisation, goes: Organisation) -> None:
    """Whoever is in both keeps the higher level. The places in the old one end later."""
    for old in _members(session, goes.id):
        query = select(Membership).where(Membership.organisation_id == stays.id, Membership.user_id == old.user_id)
        held = session.exec(query).first()
        if held is None:
            held = Membership(user_id=old.user_id, organisation_id=stays.id, level=old.level)
        elif held.ended_at is not None:
            held.level, held.ended_at = old.level, None
        else:
            held.level = max(held.level, old.level, key=_LEVELS.index)
        session.add(held)


def leave(session: Session, goes: Organisation, *, to_read: bool) -> None:
    """The places in the old record end, or stay to read what could not be handed over."""
    for old in _members(session, goes.id):
        if to_read:
            old.level = Level.VIEWER
        else:
            old.ended_at = clock.now()


def _close_accounts(session: Session, _stays: Organisation, goes: Organisation) -> None:
    """No account passes over: money goes only where an owner of the organisation that is left said."""
    for state, then in (
        (AccountState.in_force, AccountState.replaced),
        (AccountState.waiting, AccountState.taken_back),
    ):
        here = (col(BankAccount.organisation_id) == goes.id, col(BankAccount.state) == state)
        session.exec(update(BankAccount).where(*here).values(state=then))


def _accounts(session: Session, key: str) -> int:
    counting = (AccountState.in_force, AccountState.waiting)
    query = select(func.count()).select_from(BankAccount)
    return session.exec(query.where(BankAccount.organisation_id == key, col(BankAccount.state).in_(counting))).one()


def _waiting_invitations(session: Session, key: str) -> int:
    query = select(func.count()).select_from(Invitation)
    return session.exec(query.where(Invitation.organisation_id == key, col(Invitation.answered_at).is_(None))).one()


def _readdress(session: Session, stays: Organisation, goes: Organisation) -> None:
    here = (col(Invitation.organisation_id) == goes.id, col(Invitation.answered_at).is_(None))
    session.exec(update(Invitation).where(*here).values(organisation_id=stays.id))


def _offered(session: Session, key: str) -> int:
    query = select(func.count()).select_from(Handover)
    return session.exec(query.where(Handover.organisation_id == key, col(Handover.answer).is_(None))).one()


def _end_offers(session: Session, _stays: Organisation, goes: Organisation) -> None:
    here = (col(Handover.organisation_id) == goes.id, col(Handover.answer).is_(None))
    session.exec(update(Handover).where(*here).values(answer=Answer.taken_back, answered_at=clock.now()))


def _claims(session: Session, key: str) -> int:
    query = select(func.count()).select_from(Claim)
    return session.exec(query.where(Claim.organisation_id == key, Claim.state == ClaimState.waiting)).one()


def _claimed(session: Session, stays: Organisation, goes: Organisation) -> Iterator[str]:
    for each in (stays, goes):
        if _claims(session, each.id):
            yield _(
                "Somebody claims the ownership of “%(name)s”: they are merged once that has ended.",
                name=each.legal_name,
            )


def _stay(_session: Session, _stays: Organisation, _goes: Organisation) -> None:
    """What is over stays in the record where it happened."""


def enrol() -> None:
    """Say what is ours."""
    team = Share(
        count=lambda session, key: len(_members(session, key)),
        words=lambda n: ngettext("%(n)s person joins the team", "%(n)s people join the team", n),
        move=_join,
    )
    register("membership", team)
    papers = whole(
        OrganisationPaper,
        lambda n: ngettext(
            "%(n)s document of the organisation passes over", "%(n)s documents of the organisation pass over", n
        ),
    )
    register("organisation_paper", papers)
    invited = Share(
        _waiting_invitations,
        lambda n: ngettext("%(n)s open invitation holds", "%(n)s open invitations hold", n),
        _readdress,
    )
    register("invitation", invited)
    accounts = Share(
        _accounts,
        lambda n: ngettext(
            "%(n)s bank account does not pass over and is no longer in force",
            "%(n)s bank accounts do not pass over and are no longer in force",
            n,
        ),
        _close_accounts,
    )
    register("bank_account", accounts)
    offers = Share(
        _offered,
        lambda n: ngettext("%(n)s offer of the ownership ends", "%(n)s offers of the ownership end", n),
        _end_offers,
    )
    register("handover", offers)
    claims = Share(_claims, lambda n: ngettext("%(n)s claim waits", "%(n)s claims wait", n), _stay, obstacles=_claimed)
    register("ownership_claim", claims)
