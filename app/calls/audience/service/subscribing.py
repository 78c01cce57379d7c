"""Subscribing by mail: asked for in a page, confirmed from the mailbox, ended with a link that also deletes the address."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete
from sqlmodel import Session, col

from app.calls import finding
from app.calls import queries as calls
from app.calls.audience import mails, queries
from app.calls.audience.following import subscription_address
from app.calls.audience.models import Subscription
from app.calls.audience.service import limits
from app.calls.models import Call, CallFollower
from app.core import clock
from app.core.errors import Refused
from app.core.format import both_text
from app.core.i18n import _, locale
from app.core.mail import forget
from app.core.territory import state_name

LIFE = timedelta(days=7)


@dataclass(frozen=True)
class Wish:
    """What somebody wants to be told of: a call, or new calls of a theme and a state (blank: of any)."""

    call: Call | None = None
    theme: str = ""
    theme_name: str = ""
    state: str = ""

    @property
    def call_id(self) -> str:
        return self.call.id if self.call else ""


def said(wish: Wish) -> str:
    """The wish in words."""
    if wish.call:
        return _("the changes of the call “%(title)s”", title=both_text(wish.call.title))
    if wish.theme and wish.state:
        return _("new calls on “%(theme)s” in %(state)s", theme=wish.theme_name, state=state_name(wish.state))
    if wish.theme:
        return _("new calls on “%(theme)s”", theme=wish.theme_name)
    return _("new calls in %(state)s", state=state_name(wish.state)) if wish.state else _("every new call")


def wish_of(session: Session, row: Subscription) -> Wish:
    """What a subscription is for."""
    if row.call_id:
        return Wish(calls.call(session, row.call_id))
    names = dict(finding.catalogue(session)[1].themes) if row.theme else {}
    return Wish(None, row.theme, names.get(row.theme, row.theme), row.state)


def ask(session: Session, email: str, wish: Wish, *, source: str) -> None:
    """Mail a link to confirm. Addresses that are subscribed, waiting or new are answered alike."""
    limits.check_place(session, source)
    wanted = Subscription(
        email=email,
        locale=locale(),
        call_id=wish.call_id,
        theme=wish.theme,
        state=wish.state,
        source=source,
        expires_at=clock.now() + LIFE,
    )
    row = queries.same(session, wanted) or wanted
    row.expires_at = wanted.expires_at
    session.add(row)
    session.flush()
    if limits.may_mail(session, email, mails.ASKED):
        mails.subscription_asked(session, row, said(wish))


def confirm(session: Session, row: Subscription) -> None:
    """The mailbox's owner pressed the button; pressing twice changes nothing."""
    row.confirmed_at = row.confirmed_at or clock.now()
    row.source = ""
    session.add(row)


def end(session: Session, row: Subscription) -> None:
    """No more mail, and nothing kept: neither the address nor what was sent to it."""
    forget(session, leave=subscription_address(row))
    session.delete(row)
    session.flush()


def sweep(session: Session) -> None:
    """Addresses that nobody confirmed in time are deleted."""
    session.execute(
        delete(Subscription).where(
            col(Subscription.confirmed_at).is_(None), col(Subscription.expires_at) <= clock.now()
        )
    )


def follow_by_choice(session: Session, call: Call, user_id: str) -> None:
    """Somebody with an account follows a call without writing a proposal."""
    if queries.follower(session, call, user_id) is None:
        session.add(CallFollower(call_id=call.id, user_id=user_id, chosen=True))
        session.flush()


def unfollow(session: Session, call: Call, user_id: str) -> None:
    """Stop; whoever writes a proposal or prepares the call is told of every change to the end."""
    row = queries.follower(session, call, user_id)
    if row is None:
        return
    if not row.chosen:
        raise Refused(_("You write a proposal for this call or prepare it, so you are told of every change."))
    session.delete(row)
    session.flush()
