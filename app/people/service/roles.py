"""Roles: given, taken back, lent to a stand-in; every change is in the log."""

import secrets
from collections.abc import Callable
from datetime import date

from sqlmodel import Session, select

from app.core import audit, clock
from app.core.errors import Refused
from app.core.i18n import _, using_locale
from app.people import mails, queries
from app.people.access import Actor, holds
from app.people.models import Consent, Invitation, Role, RoleGrant, Scope, User
from app.people.service.organisations import INVITATION_LIFE, join
from app.people.service.sessions import ZONE, end_all_sessions, token_hash
from app.people.words import ROLES

NOTICE = "2026-11"


def create_user(session: Session, email: str, name: str, *, actor: Actor | None, locale: str = "es") -> User:
    """A person the installation knows by name."""
    if queries.user_by_email(session, email):
        raise Refused(_("Somebody with this address is registered already."), "email")
    user = User(email=email.lower(), name=name, locale=locale)
    session.add(user)
    session.flush()
    audit.record(session, "user.created", user, actor=actor)
    return user


def grant(  # noqa: PLR0913 -- a role is who, what, where, and from when to when
    session: Session,
    user: User,
    role: Role,
    scope: Scope,
    scope_id: str = "",
    *,
    actor: Actor | None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    stands_in_for: User | None = None,
) -> RoleGrant:
    """Give a role. A stand-in holds it only for dates, and never for himself or herself."""
    if stands_in_for is not None and (stands_in_for.id == user.id or ends_on is None):
        raise Refused(_("A stand-in is another person and has a last day."), "ends_on")
    if starts_on and ends_on and ends_on < starts_on:
        raise Refused(_("The last day is before the first."), "ends_on")
    row = RoleGrant(
        user_id=user.id,
        role=role,
        scope=scope,
        scope_id=scope_id,
        starts_on=starts_on,
        ends_on=ends_on,
        stands_in_for_id=stands_in_for.id if stands_in_for else None,
        granted_by=actor.id if actor else None,
    )
    session.add(row)
    session.flush()
    audit.record(
        session, "role.granted", user, actor=actor, detail={"role": role, "scope": scope, "scope_id": scope_id}
    )
    return row


def revoke(session: Session, row: RoleGrant, *, actor: Actor) -> None:
    """Take a role back; the last administrator stays."""
    user = queries.user(session, row.user_id)
    if user is None:
        raise Refused(_("This role is gone already."))
    if row.role == Role.ADMINISTRATOR and _administrators(session) <= 1:
        raise Refused(_("The installation needs an administrator. Name another one first."))
    audit.record(
        session,
        "role.revoked",
        user,
        actor=actor,
        detail={"role": row.role, "scope": row.scope, "scope_id": row.scope_id},
    )
    session.delete(row)


def _administrators(session: Session) -> int:
    today = clock.today(ZONE)
    rows = session.exec(
        select(RoleGrant).where(RoleGrant.role == Role.ADMINISTRATOR, RoleGrant.scope == Scope.INSTALLATION)
    ).all()
    return sum(holds(row.starts_on, row.ends_on, today) for row in rows)


def set_active(session: Session, user: User, *, active: bool, actor: Actor) -> None:
    """Close an account or open it again; closing signs the person out everywhere."""
    if user.id == actor.id and not active:
        raise Refused(_("You cannot close your own account."))
    user.active = active
    if not active:
        end_all_sessions(session, user, actor=actor)
    audit.record(session, "user.opened" if active else "user.closed", user, actor=actor)


def invite(
    session: Session, email: str, name: str, role: Role, scope: Scope, scope_id: str = "", *, actor: Actor
) -> Invitation:
    """Ask somebody by mail to take a role."""
    known = queries.user_by_email(session, email)
    token = secrets.token_urlsafe(24)
    invitation = Invitation(
        token_hash=token_hash(token),
        email=email.lower(),
        name=name,
        role=role,
        scope=scope,
        scope_id=scope_id,
        invited_by=actor.id,
        expires_at=clock.now() + INVITATION_LIFE,
    )
    session.add(invitation)
    session.flush()
    audit.record(session, "role.invited", invitation, actor=actor, detail={"role": role, "scope": scope})
    language = known.locale if known else "es"
    with using_locale(language):
        role_name = str(ROLES[role])
    mails.invited_to_role(session, invitation, by=actor.name, role=role_name, token=token, language=language)
    return invitation


def open_invitation(session: Session, token: str) -> Invitation | None:
    """An invitation that can still be answered; looking burns nothing."""
    found = queries.invitation_by_hash(session, token_hash(token))
    if found is None or found.answered_at is not None or found.expires_at < clock.now():
        return None
    return found


def accept(session: Session, invitation: Invitation, *, name: str, sign_in: Callable[[User], Actor]) -> Actor:
    """Take what was offered. The link came to the mail address, so it also signs in; answers who that is."""
    user = queries.user_by_email(session, invitation.email)
    if user is None:
        user = create_user(session, invitation.email, name, actor=None)
    elif not user.name:
        user.name = name
    consent(session, user)
    actor = sign_in(user)
    if invitation.organisation_id:
        join(session, invitation, actor=actor)
    elif invitation.role and invitation.scope:
        grant(session, user, invitation.role, invitation.scope, invitation.scope_id, actor=actor)
    invitation.answered_at = clock.now()
    return actor


def consent(session: Session, user: User) -> None:
    """Keep that somebody agreed to the privacy notice as it stands."""
    session.add(Consent(user_id=user.id, notice=NOTICE))
    audit.record(session, "user.consented", user, actor=user, detail={"notice": NOTICE})


def introduce(session: Session, actor: Actor, *, name: str, language: str, post: str | None) -> None:
    """The first visit: a name, a language and consent (fact D6)."""
    actor.user.name, actor.user.locale, actor.user.post = name, language, post
    consent(session, actor.user)
