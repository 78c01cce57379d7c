"""What waits for whoever keeps the installation, and what an observer or an auditor may read."""

from collections.abc import Iterator

from sqlmodel import Session, col, func, select

from app.calls.models import Call, CallState
from app.core import clock
from app.core.audit import AuditEntry
from app.core.format import both_text
from app.core.i18n import lazy
from app.core.mail import MailState, OutboxMail
from app.desk.queries import reach
from app.desk.queries.columns import columns
from app.desk.waiting import Waiting
from app.people.access import Actor
from app.people.models import Invitation, Role


def failed_mails(session: Session, _actor: Actor) -> Iterator[Waiting]:
    """Mails that could not be delivered."""
    query = columns(func.count(col(OutboxMail.id)), func.min(OutboxMail.created_at)).where(
        OutboxMail.state == MailState.FAILED
    )
    count, since = session.exec(query).one()
    if count:
        yield Waiting(lazy("Mails that could not be delivered"), "", "/log", since, count)


def invitations(session: Session, _actor: Actor) -> Iterator[Waiting]:
    """Invitations that nobody has answered and that still can be."""
    query = columns(func.count(col(Invitation.id)), func.min(Invitation.created_at)).where(
        col(Invitation.answered_at).is_(None), Invitation.expires_at > clock.now()
    )
    count, since = session.exec(query).one()
    if count:
        yield Waiting(lazy("Invitations without an answer"), "", "/users", since, count)


def new_entries(session: Session, _actor: Actor) -> Iterator[Waiting]:
    """What was done, for whoever audits it."""
    count, since = session.exec(select(func.count(col(AuditEntry.id)), func.max(AuditEntry.created_at))).one()
    if count:
        yield Waiting(lazy("Entries in the log"), "", "/log", since, count)


def watched_calls(session: Session, actor: Actor) -> Iterator[Waiting]:
    """Published calls, for whoever observes them."""
    query = columns(Call.id, Call.title, Call.published_at).where(
        Call.state == CallState.published, reach.calls(actor, Role.OBSERVER, Role.AUDITOR)
    )
    for key, title, since in session.exec(query):
        yield Waiting(lazy("Follow the call"), both_text(title), f"/manage/calls/{key}/board", since)
