"""Who somebody is and whether a rule lets him or her: plain values, no web and no SQL."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from app.core.i18n import LazyText
from app.people.models import Level, Role, Scope, User

STAFF = frozenset({Role.OFFICER, Role.COORDINATOR, Role.FINANCE})
WRITERS = (Level.OWNER, Level.EDITOR)


@dataclass(frozen=True)
class Verdict:
    """Yes, no with a reason, or "there is no such thing"."""

    allowed: bool
    reason: str | LazyText = ""
    hidden: bool = False

    def __bool__(self) -> bool:
        return self.allowed


ALLOW = Verdict(allowed=True)


def deny(reason: str | LazyText) -> Verdict:
    """No, and why (403)."""
    return Verdict(allowed=False, reason=reason)


def hide() -> Verdict:
    """This person may not know that it exists (404)."""
    return Verdict(allowed=False, hidden=True)


@dataclass(frozen=True)
class Grant:
    """A role that holds today."""

    role: Role
    scope: Scope
    scope_id: str
    stands_in_for_id: str | None = None


@dataclass(frozen=True)
class Actor:
    """Somebody signed in, with the roles and memberships that hold today."""

    user: User
    grants: tuple[Grant, ...] = ()
    memberships: dict[str, Level] = field(default_factory=dict)
    session_id: str = ""

    @property
    def id(self) -> str:
        return self.user.id

    @property
    def name(self) -> str:
        return self.user.name

    def has(self, *roles: Role, programme_id: str | None = None, call_id: str | None = None) -> bool:
        """Whether one of these roles holds here; an installation's role holds everywhere."""
        return any(grant.role in roles and _reaches(grant, programme_id, call_id) for grant in self.grants)

    def has_anywhere(self, *roles: Role) -> bool:
        """Whether one of these roles holds at all."""
        return any(grant.role in roles for grant in self.grants)

    def is_staff(self, programme_id: str | None = None, call_id: str | None = None) -> bool:
        """Whether this is one of the programme's team (officer, coordinator or finance)."""
        return self.has(*STAFF, programme_id=programme_id, call_id=call_id)

    def scope_ids(self, scope: Scope, *roles: Role) -> frozenset[str]:
        """The programmes or calls in which one of these roles holds by itself."""
        return frozenset(g.scope_id for g in self.grants if g.scope == scope and g.role in roles)

    def everywhere(self, *roles: Role) -> bool:
        """Whether one of these roles holds in the whole installation."""
        return any(g.scope == Scope.INSTALLATION and g.role in roles for g in self.grants)

    def member_of(self, organisation_id: str, *levels: Level) -> bool:
        """Whether this is a member of the organisation (of one of these levels, if any is named)."""
        level = self.memberships.get(organisation_id)
        return level is not None and (not levels or level in levels)

    @property
    def organisation_ids(self) -> frozenset[str]:
        return frozenset(self.memberships)


def _reaches(grant: Grant, programme_id: str | None, call_id: str | None) -> bool:
    if grant.scope == Scope.INSTALLATION:
        return True
    if grant.scope == Scope.PROGRAMME:
        return programme_id is not None and grant.scope_id == programme_id
    return call_id is not None and grant.scope_id == call_id


def holds(starts_on: date | None, ends_on: date | None, today: date) -> bool:
    """Whether a dated role holds on a day (both ends included)."""
    return (starts_on is None or starts_on <= today) and (ends_on is None or today <= ends_on)


def first_refusal(verdicts: Iterable[Verdict]) -> Verdict:
    """The first verdict that says no, else yes."""
    return next((verdict for verdict in verdicts if not verdict), ALLOW)
