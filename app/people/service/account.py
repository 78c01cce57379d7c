"""Changes that people make to their own account."""

from typing import Any

from sqlmodel import Session

from app.core import audit
from app.people.access import Actor


def change_account(session: Session, actor: Actor, values: dict[str, Any]) -> None:
    """Change one's own name, post, phone and language."""
    user = actor.user
    user.name, user.post, user.phone, user.locale = values["name"], values["post"], values["phone"], values["language"]
    audit.record(session, "user.changed", user, actor=actor)
