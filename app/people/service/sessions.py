"""Server-side sign-in sessions: one row a browser, ended at will."""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import bindparam, cast, null, union_all
from sqlalchemy import select as pick
from sqlmodel import Session, col, select

from app.core import audit, clock
from app.core.columns import EnumText, UTCDateTime
from app.people.access import Actor, Grant, holds
from app.people.models import Level, Membership, RoleGrant, SignInSession, User

SESSION_COOKIE = "convoca_session"
SHARED_COOKIE = "convoca_shared"
LIFETIME = timedelta(days=14)
RENEWAL = timedelta(days=1)
ZONE = "America/Mexico_City"


def token_hash(token: str) -> str:
    """What is kept of a secret that was given away."""
    return hashlib.sha256(token.encode()).hexdigest()


def open_session(session: Session, user: User, *, browser: str) -> str:
    """Sign somebody in on a browser; answers the secret for its cookie."""
    token = secrets.token_urlsafe(32)
    now = clock.now()
    row = SignInSession(
        token_hash=token_hash(token),
        user_id=user.id,
        browser=browser[:300],
        last_seen_at=now,
        expires_at=now + LIFETIME,
    )
    session.add(row)
    audit.record(session, "user.signed_in", user, actor=user)
    return token


# Asked at every request: built once, with columns where no row is changed.
_HOLDER: Any = (
    select(SignInSession, User)
    .join(User, col(User.id) == col(SignInSession.user_id))
    .where(
        col(SignInSession.token_hash) == bindparam("mark"),
        col(SignInSession.ended_at).is_(None),
        col(SignInSession.expires_at) > bindparam("now", type_=UTCDateTime()),
        col(User.active).is_(True),
    )
)
_RIGHTS = union_all(
    pick(
        col(RoleGrant.role),
        col(RoleGrant.scope),
        col(RoleGrant.scope_id),
        col(RoleGrant.stands_in_for_id),
        col(RoleGrant.starts_on),
        col(RoleGrant.ends_on),
        cast(null(), EnumText(Level)).label("level"),
    ).where(col(RoleGrant.user_id) == bindparam("user")),
    pick(null(), null(), col(Membership.organisation_id), null(), null(), null(), col(Membership.level)).where(
        col(Membership.user_id) == bindparam("user"), col(Membership.ended_at).is_(None)
    ),
)


def actor_of(session: Session, token: str, *, renew: bool = False) -> Actor | None:
    """Who holds this cookie now, with today's roles and memberships (two small queries).

    Typing prolongs a session: a request that writes renews it, once a day.
    """
    found = session.execute(_HOLDER, {"mark": token_hash(token), "now": clock.now()}).first()
    if found is None:
        return None
    row, user = found
    if renew and clock.now() - row.last_seen_at > RENEWAL:
        row.last_seen_at = clock.now()
        row.expires_at = row.last_seen_at + LIFETIME
    return actor_for(session, user, session_id=row.id)


def actor_for(session: Session, user: User, *, session_id: str = "") -> Actor:
    """A person with today's roles and memberships."""
    today = clock.today(ZONE)
    grants, memberships = [], {}
    for role, scope, scope_id, stands_in_for_id, starts_on, ends_on, level in session.execute(
        _RIGHTS, {"user": user.id}
    ):
        if level is not None:
            memberships[scope_id] = level
        elif holds(starts_on, ends_on, today):
            grants.append(Grant(role, scope, scope_id, stands_in_for_id))
    return Actor(user=user, grants=tuple(grants), memberships=memberships, session_id=session_id)


def device_of(actor: Actor | None, cookies: Mapping[str, str]) -> str:
    """Under whose name a browser may keep unsent words; nothing on a computer that was called shared."""
    return "" if actor is None or SHARED_COOKIE in cookies else actor.id


def end_session(session: Session, actor: Actor) -> None:
    """Sign out of this browser."""
    row = session.get(SignInSession, actor.session_id)
    if row is not None:
        row.ended_at = clock.now()
    audit.record(session, "user.signed_out", actor.user, actor=actor)


def end_all_sessions(session: Session, user: User, *, actor: Actor) -> int:
    """Sign a person out everywhere; answers from how many browsers."""
    rows = session.exec(
        select(SignInSession).where(SignInSession.user_id == user.id, col(SignInSession.ended_at).is_(None))
    ).all()
    for row in rows:
        row.ended_at = clock.now()
    audit.record(session, "user.signed_out_everywhere", user, actor=actor, detail={"browsers": len(rows)})
    return len(rows)
