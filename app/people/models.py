"""People, their organisations, their roles, and how they are signed in."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from app.core.columns import EnumText, Json, Table, UTCDateTime


class Role(StrEnum):
    """What somebody does for a programme, a call or the whole installation."""

    ADMINISTRATOR = "administrator"
    OFFICER = "officer"
    COORDINATOR = "coordinator"
    FINANCE = "finance"
    DONOR = "donor"
    COMMISSION = "commission"
    OBSERVER = "observer"
    AUDITOR = "auditor"


class Scope(StrEnum):
    """How far a role reaches; a programme's role counts for its calls."""

    INSTALLATION = "installation"
    PROGRAMME = "programme"
    CALL = "call"


class Level(StrEnum):
    """What a member may do in an organisation."""

    OWNER = "owner"
    EDITOR = "editor"
    VIEWER = "viewer"


class OrganisationKind(StrEnum):
    """Kinds of civil society organisation (fact D7), and who else may apply where a call admits it (fact F6)."""

    NGO = "ngo"
    VOLUNTEERS = "volunteers"
    MOVEMENT = "movement"
    COMMUNITY = "community"
    UNION = "union"
    CHARITY = "charity"
    CLUB = "club"
    COOPERATIVE = "cooperative"
    ENVIRONMENTAL = "environmental"
    PROFESSIONAL = "professional"
    CONSUMER = "consumer"
    RELIGIOUS = "religious"
    MEDIA = "media"
    ACADEMIC = "academic"
    PERSON = "person"
    PUBLIC = "public"


class LegalForm(StrEnum):
    """How an organisation is constituted (fact D3)."""

    AC = "ac"
    IAP = "iap"
    IBP = "ibp"
    SC = "sc"
    COOPERATIVE = "cooperative"
    PUBLIC = "public"
    NONE = "none"


class User(Table, table=True):
    """A person with a mail address."""

    __tablename__ = "person"
    email: str = Field(max_length=320, unique=True)
    name: str = Field(max_length=300)
    locale: str = Field(default="es", max_length=2)
    phone: str | None = Field(default=None, max_length=40)
    post: str | None = Field(default=None, max_length=300)
    active: bool = True


class Consent(Table, table=True):
    """A person's consent to one version of the privacy notice."""

    __tablename__ = "consent"
    user_id: str = Field(foreign_key="person.id", index=True, max_length=16)
    notice: str = Field(max_length=20)


class RoleGrant(Table, table=True):
    """A role given to a person, for a time; a stand-in acts in another's place."""

    __tablename__ = "role_grant"
    user_id: str = Field(foreign_key="person.id", index=True, max_length=16)
    role: Role = Field(sa_type=EnumText(Role))
    scope: Scope = Field(sa_type=EnumText(Scope))
    scope_id: str = Field(default="", max_length=16, index=True)
    starts_on: date | None = None
    ends_on: date | None = None
    stands_in_for_id: str | None = Field(default=None, foreign_key="person.id", max_length=16)
    granted_by: str | None = Field(default=None, max_length=16)


class Organisation(Table, table=True):
    """A civil society organisation, kept once for all its proposals."""

    __tablename__ = "organisation"
    legal_name: str = Field(max_length=300)
    acronym: str | None = Field(default=None, max_length=40)
    sort_key: str = Field(max_length=300, index=True)
    search_key: str = Field(max_length=300)
    kind: OrganisationKind = Field(default=OrganisationKind.NGO, sa_type=EnumText(OrganisationKind))
    legal_form: LegalForm = Field(default=LegalForm.AC, sa_type=EnumText(LegalForm))
    rfc: str | None = Field(default=None, max_length=13, index=True)
    cluni: str | None = Field(default=None, max_length=20)
    state: str = Field(max_length=6, index=True)
    municipality: str | None = Field(default=None, max_length=120)
    working_states: Any = Field(default_factory=list, sa_type=Json)
    founded_on: date | None = None
    representative_name: str | None = Field(default=None, max_length=300)
    representative_email: str | None = Field(default=None, max_length=320)
    phone: str | None = Field(default=None, max_length=40)
    protected: bool = False
    network: bool = False
    merged_into_id: str | None = Field(default=None, foreign_key="organisation.id", max_length=16)


class Membership(Table, table=True):
    """A person in an organisation."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("user_id", "organisation_id"),)
    user_id: str = Field(foreign_key="person.id", index=True, max_length=16)
    organisation_id: str = Field(foreign_key="organisation.id", index=True, max_length=16)
    level: Level = Field(sa_type=EnumText(Level))
    ended_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


class Invitation(Table, table=True):
    """A person asked by mail to join an organisation or to take a role."""

    __tablename__ = "invitation"
    token_hash: str = Field(max_length=64, unique=True)
    email: str = Field(max_length=320, index=True)
    name: str = Field(default="", max_length=300)
    organisation_id: str | None = Field(default=None, foreign_key="organisation.id", index=True, max_length=16)
    level: Level | None = Field(default=None, sa_type=EnumText(Level))
    role: Role | None = Field(default=None, sa_type=EnumText(Role))
    scope: Scope | None = Field(default=None, sa_type=EnumText(Scope))
    scope_id: str = Field(default="", max_length=16)
    invited_by: str = Field(max_length=16)
    expires_at: datetime = Field(sa_type=UTCDateTime)
    answered_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


NO_CODE = ""


class SignInCode(Table, table=True):
    """A mailed code and link, good once and for a short time. `code_hash` is NO_CODE where a mail brings a link alone."""

    __tablename__ = "sign_in_code"
    email: str = Field(max_length=320, index=True)
    code_hash: str = Field(max_length=64)
    link_hash: str = Field(max_length=64, unique=True)
    next_path: str = Field(default="", max_length=500)
    name: str = Field(default="", max_length=300)
    expires_at: datetime = Field(sa_type=UTCDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    failures: int = 0


class FailedCode(Table, table=True):
    """A wrong code from an address: only failures are counted there, since phones share addresses."""

    __tablename__ = "failed_code"
    address: str = Field(max_length=64, index=True)


class SignInSession(Table, table=True):
    """Somebody signed in on one browser."""

    __tablename__ = "sign_in_session"
    token_hash: str = Field(max_length=64, unique=True)
    user_id: str = Field(foreign_key="person.id", index=True, max_length=16)
    browser: str = Field(default="", max_length=300)
    last_seen_at: datetime = Field(sa_type=UTCDateTime)
    expires_at: datetime = Field(sa_type=UTCDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
