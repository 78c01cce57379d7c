"""Links in mails of later stages that sign their reader in and lead to one page."""

import secrets
from datetime import timedelta

from sqlmodel import Session

from app.core import clock
from app.people.models import NO_CODE, SignInCode, User
from app.people.service.sessions import token_hash

LINK_LIFE = timedelta(days=14)


def sign_in_link(session: Session, user: User, goal: str) -> str:
    """A path, good once: its page has a button that signs this person in and goes on to `goal`."""
    secret = secrets.token_urlsafe(24)
    session.add(
        SignInCode(
            email=user.email,
            code_hash=NO_CODE,
            link_hash=token_hash(secret),
            next_path=goal,
            expires_at=clock.now() + LINK_LIFE,
        )
    )
    return f"/sign-in/link/{secret}"
