"""Named selects over people and organisations."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, func, or_
from sqlmodel import Session, col, select

from app.core.text import folded
from app.people.access import Actor
from app.people.models import Invitation, Membership, Organisation, Role, RoleGrant, Scope, SignInSession, User


def user(session: Session, key: str, *, lock: bool = False) -> User | None:
    """A person by identifier."""
    return session.get(User, key, with_for_update=lock or None)


def user_by_email(session: Session, email: str) -> User | None:
    """A person by mail address (kept in lower case)."""
    return session.exec(select(User).where(User.email == email.lower())).first()


def organisation(session: Session, key: str, *, lock: bool = False) -> Organisation | None:
    """An organisation by identifier."""
    return session.get(Organisation, key, with_for_update=lock or None)


def invitation_by_hash(session: Session, token_hash: str) -> Invitation | None:
    """An invitation by the hash of its secret."""
    return session.exec(select(Invitation).where(Invitation.token_hash == token_hash)).first()


def my_organisations(session: Session, actor: Actor) -> Sequence[Organisation]:
    """The organisations that somebody belongs to, in order of name."""
    return session.exec(
        select(Organisation)
        .where(col(Organisation.id).in_(actor.organisation_ids), col(Organisation.merged_into_id).is_(None))
        .order_by(Organisation.sort_key)
    ).all()


def members(session: Session, organisation_id: str) -> Sequence[tuple[Membership, User]]:
    """Who is in an organisation now, owners first."""
    return session.exec(
        select(Membership, User)
        .join(User, col(User.id) == col(Membership.user_id))
        .where(Membership.organisation_id == organisation_id, col(Membership.ended_at).is_(None))
        .order_by(col(Membership.level).desc(), User.name)
    ).all()


def open_invitations(session: Session, organisation_id: str) -> Sequence[Invitation]:
    """Invitations to an organisation that wait for an answer."""
    return session.exec(
        select(Invitation).where(Invitation.organisation_id == organisation_id, col(Invitation.answered_at).is_(None))
    ).all()


def people_of(session: Session, organisation_ids: Sequence[str]) -> Sequence[tuple[str, User]]:
    """(organisation id, person) for everybody who is in one of these organisations now."""
    return session.exec(
        select(Membership.organisation_id, User)
        .join(User, col(User.id) == col(Membership.user_id))
        .where(
            col(Membership.organisation_id).in_(organisation_ids),
            col(Membership.ended_at).is_(None),
            col(User.active).is_(True),
        )
    ).all()


def holders(
    session: Session, *roles: Role, programme_id: str | None = None, call_id: str | None = None
) -> Sequence[User]:
    """Who holds one of these roles for this programme or call (dates are not looked at: letters go to all)."""
    places: list[ColumnElement[bool]] = [col(RoleGrant.scope) == Scope.INSTALLATION]
    if programme_id:
        places.append((col(RoleGrant.scope) == Scope.PROGRAMME) & (col(RoleGrant.scope_id) == programme_id))
    if call_id:
        places.append((col(RoleGrant.scope) == Scope.CALL) & (col(RoleGrant.scope_id) == call_id))
    holding = select(RoleGrant.user_id).where(col(RoleGrant.role).in_(roles), or_(*places))
    return session.exec(
        select(User).where(col(User.id).in_(holding), col(User.active).is_(True)).order_by(User.name)
    ).all()


def user_list(session: Session, search: str, limit: int = 200) -> Sequence[Row[Any]]:
    """People with how many roles and organisations each has; columns, not entities."""
    roles = select(func.count()).where(col(RoleGrant.user_id) == col(User.id)).scalar_subquery()
    organisations = (
        select(func.count())
        .where(col(Membership.user_id) == col(User.id), col(Membership.ended_at).is_(None))
        .scalar_subquery()
    )
    query = select(User.id, User.name, User.email, User.active, roles, organisations).order_by(User.name).limit(limit)  # type: ignore[call-overload]  # six columns; sqlmodel types four
    if search:
        like = f"%{search.lower()}%"
        query = query.where(or_(func.lower(User.name).like(like), col(User.email).like(like)))
    return session.exec(query).all()  # type: ignore[no-any-return]


def grants_of(session: Session, user_id: str) -> Sequence[RoleGrant]:
    """Every role of a person, past and future ones too."""
    return session.exec(select(RoleGrant).where(RoleGrant.user_id == user_id).order_by(col(RoleGrant.created_at))).all()


def grant(session: Session, key: str, *, lock: bool = False) -> RoleGrant | None:
    """A role of a person."""
    return session.get(RoleGrant, key, with_for_update=lock or None)


def browsers_of(session: Session, user_id: str) -> Sequence[SignInSession]:
    """Where a person is signed in."""
    return session.exec(
        select(SignInSession)
        .where(SignInSession.user_id == user_id, col(SignInSession.ended_at).is_(None))
        .order_by(col(SignInSession.last_seen_at).desc())
    ).all()


def organisations_like(session: Session, legal_name: str, rfc: str | None) -> Sequence[Organisation]:
    """Organisations of the same RFC or the same folded name: likely the same one (fact D5)."""
    same: list[ColumnElement[bool]] = [col(Organisation.search_key) == folded(legal_name)]
    if rfc:
        same.append(col(Organisation.rfc) == rfc)
    return session.exec(select(Organisation).where(or_(*same), col(Organisation.merged_into_id).is_(None))).all()


def organisation_list(session: Session, search: str, limit: int = 500) -> Sequence[Organisation]:
    """Organisations by folded name or RFC."""
    query = select(Organisation).where(col(Organisation.merged_into_id).is_(None))
    query = query.order_by(Organisation.sort_key).limit(limit)
    if search:
        query = query.where(
            or_(col(Organisation.search_key).contains(folded(search)), col(Organisation.rfc) == search.upper())
        )
    return session.exec(query).all()


def membership(session: Session, organisation_id: str, user_id: str) -> Membership | None:
    """A person's place in an organisation, while it lasts."""
    return session.exec(
        select(Membership).where(
            Membership.organisation_id == organisation_id,
            Membership.user_id == user_id,
            col(Membership.ended_at).is_(None),
        )
    ).first()
