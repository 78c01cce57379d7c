"""The people of the demo: the team, the donor, those who watch, the organisations' own people."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from sqlmodel import Session

from app.core.text import folded
from app.demo.content import organisations, read
from app.people.access import Actor
from app.people.models import LegalForm, Organisation, OrganisationKind, Role, Scope, User
from app.people.service import organisations as kept
from app.people.service import roles
from app.people.service.sessions import actor_for

ROLES: dict[str, str] = {
    "officer": "oficial@convoca.example",
    "coordinator": "coordinacion@convoca.example",
    "finance": "finanzas@convoca.example",
    "commission-cpc": "cpc@convoca.example",
    "commission-unam": "unam@convoca.example",
    "commission-cce": "cce@convoca.example",
    "donor": "donor@convoca.example",
    "observer": "observacion@convoca.example",
    "auditor": "auditoria@convoca.example",
    "administrator": "administracion@convoca.example",
}


@dataclass
class Cast:
    """Everybody by mail address, and the organisations by name; `actor` knows the roles of this very moment."""

    session: Session
    users: dict[str, User] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    by_id: dict[str, Organisation] = field(default_factory=dict)
    owners: dict[str, User] = field(default_factory=dict)

    def actor(self, key: str) -> Actor:
        """Somebody of `ROLES`, with today's roles."""
        return actor_for(self.session, self.users[ROLES[key]])

    def owner(self, organisation: Organisation) -> Actor:
        """Who writes for an organisation."""
        return actor_for(self.session, self.owners[organisation.id])

    @cached_property
    def blocks(self) -> dict[str, dict[str, Any]]:
        """The written organisations by their names."""
        return {block["name"]: block for block in organisations()}


def gather_team(cast: Cast) -> None:
    """The first administrator and, by that person's hand, everybody else with a role in the whole installation."""
    session = cast.session
    team = read("people")["team"]
    first = _user(session, team[0], None)
    roles.grant(session, first, Role.ADMINISTRATOR, Scope.INSTALLATION, actor=None)
    cast.users[first.email] = first
    keeper = actor_for(session, first)
    for person in team[1:]:
        user = _user(session, person, keeper)
        roles.grant(session, user, Role(person["role"]), Scope.INSTALLATION, actor=keeper)
        cast.users[user.email] = user
    for person in read("people")["commission"]:
        cast.users[person["email"]] = _user(session, person, keeper)


def register(cast: Cast, block: dict[str, Any]) -> Organisation:
    """One organisation and its owner, who registers it."""
    session = cast.session
    user = roles.create_user(session, _address(block["name"]), block["representative"], actor=None)
    roles.consent(session, user)
    organisation = kept.create(session, _values(block), actor=actor_for(session, user))
    cast.organisations[block["name"]] = cast.by_id[organisation.id] = organisation
    cast.owners[organisation.id] = user
    return organisation


def _user(session: Session, person: dict[str, str], keeper: Actor | None) -> User:
    user = roles.create_user(session, person["email"], person["name"], actor=keeper, locale=person.get("locale", "es"))
    user.post = person["post"]
    roles.consent(session, user)
    return user


def _address(name: str) -> str:
    word = folded(name).split(",")[0]
    return f"contacto@{''.join(char for char in word if char.isascii() and char.isalnum())}.example"


def _values(block: dict[str, Any]) -> dict[str, Any]:
    return {
        "legal_name": block["name"],
        "kind": OrganisationKind(block["kind"]),
        "legal_form": LegalForm(block["legal_form"]),
        "rfc": block.get("rfc"),
        "cluni": block.get("cluni"),
        "state": block["state"],
        "municipality": block["municipality"],
        "working_states": sorted({block["state"], block.get("works_in", block["state"])}),
        "founded_on": date.fromisoformat(block["founded_on"]),
        "representative_name": block["representative"],
        "representative_email": _address(block["name"]),
        "phone": block["phone"],
        "protected": block.get("protected", False),
    }
