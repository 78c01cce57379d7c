"""People and organisations for tests; each stage adds its own factories beside its tests."""

from itertools import count
from typing import Any

from sqlmodel import Session

from app.core.text import folded
from app.people.models import Level, Membership, Organisation, Role, RoleGrant, Scope, User

_numbers = count(1)


def user(session: Session, name: str = "Ana Torres", **values: Any) -> User:
    """A person with an address of his or her own."""
    person = User(name=name, email=values.pop("email", f"persona{next(_numbers)}@ejemplo.org"), **values)
    session.add(person)
    session.flush()
    return person


def staff(session: Session, role: Role = Role.OFFICER, scope_id: str = "", **values: Any) -> User:
    """A person with a role in a programme, or in the whole installation when none is named."""
    person = user(session, values.pop("name", f"{role.value.title()} de prueba"), **values)
    grant(session, person, role, scope=Scope.PROGRAMME if scope_id else Scope.INSTALLATION, scope_id=scope_id)
    return person


def grant(
    session: Session, person: User, role: Role, *, scope: Scope = Scope.INSTALLATION, scope_id: str = ""
) -> RoleGrant:
    """A role for a person who exists."""
    held = RoleGrant(user_id=person.id, role=role, scope=scope, scope_id=scope_id)
    session.add(held)
    session.flush()
    return held


def organisation(session: Session, name: str = "Vigilancia Ciudadana de Colima, A.C.", **values: Any) -> Organisation:
    """A CSO of Colima, unless told otherwise."""
    key = folded(name)
    found = Organisation(legal_name=name, sort_key=key, search_key=key, **{"state": "MX-COL", **values})
    session.add(found)
    session.flush()
    return found


def member(session: Session, of: Organisation, level: Level = Level.OWNER, **values: Any) -> User:
    """A person who belongs to an organisation."""
    person = user(session, values.pop("name", "Lucía Ramos"), **values)
    session.add(Membership(user_id=person.id, organisation_id=of.id, level=level))
    session.flush()
    return person
