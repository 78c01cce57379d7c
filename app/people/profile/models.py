"""The tables of an organisation's profile. The bank account stands apart: no list, export or snapshot reads it."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, Text, text
from sqlmodel import Field

from app.core.columns import EnumText, Table, UTCDateTime


class AccountState(StrEnum):
    """How an account stands; a new one waits until a second person has compared it with its proof."""

    waiting = "waiting"
    in_force = "in_force"
    refused = "refused"
    taken_back = "taken_back"
    replaced = "replaced"


WAITING, IN_FORCE = text("state = 'waiting'"), text("state = 'in_force'")


class BankAccount(Table, table=True):
    """One account of an organisation with its proof: given by one person, checked by another."""

    __tablename__ = "bank_account"
    __table_args__ = (
        Index("one_account_waits", "organisation_id", unique=True, sqlite_where=WAITING, postgresql_where=WAITING),
        Index("one_account_holds", "organisation_id", unique=True, sqlite_where=IN_FORCE, postgresql_where=IN_FORCE),
        CheckConstraint("checked_by IS NULL OR checked_by <> given_by", name="second_person_checks"),
        CheckConstraint("state <> 'in_force' OR checked_by IS NOT NULL", name="in_force_is_checked"),
    )

    organisation_id: str = Field(foreign_key="organisation.id", index=True, max_length=16)
    bank: str = Field(max_length=300)
    clabe: str = Field(max_length=18)
    holder: str = Field(max_length=300)
    proof_id: str = Field(foreign_key="stored_file.id", max_length=16)
    state: AccountState = Field(default=AccountState.waiting, sa_type=EnumText(AccountState))
    given_by: str = Field(foreign_key="person.id", max_length=16)
    checked_by: str | None = Field(default=None, foreign_key="person.id", max_length=16)
    checked_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    refusal: str = Field(default="", sa_type=Text)


class BoardMember(Table, table=True):
    """Somebody of the board, in an office, for a time."""

    __tablename__ = "board_member"
    __table_args__ = (CheckConstraint("until IS NULL OR since IS NULL OR since <= until", name="term"),)

    organisation_id: str = Field(foreign_key="organisation.id", index=True, max_length=16)
    name: str = Field(max_length=300)
    office: str = Field(max_length=300)
    since: date | None = None
    until: date | None = None
    order_index: int = 0


class Mandate(Table, table=True):
    """The legal representative's term and the power of attorney; the name and address stand with the organisation."""

    __tablename__ = "mandate"
    __table_args__ = (CheckConstraint("until IS NULL OR since IS NULL OR since <= until", name="term"),)

    organisation_id: str = Field(foreign_key="organisation.id", unique=True, max_length=16)
    name: str = Field(max_length=300)
    since: date | None = None
    until: date | None = None
    power_id: str | None = Field(default=None, foreign_key="stored_file.id", max_length=16)


class PaperKind(StrEnum):
    """The papers that calls keep asking for."""

    deed = "deed"
    power = "power"
    tax_status = "tax_status"
    tax_opinion = "tax_opinion"
    registry = "registry"
    address = "address"
    identity = "identity"
    other = "other"


class OrganisationPaper(Table, table=True):
    """A paper kept once, offered to every proposal. Taking it away keeps the row: proposals may have used the file."""

    __tablename__ = "organisation_paper"
    __table_args__ = (
        CheckConstraint("expires_on IS NULL OR issued_on IS NULL OR issued_on <= expires_on", name="life"),
    )

    organisation_id: str = Field(foreign_key="organisation.id", index=True, max_length=16)
    kind: PaperKind = Field(sa_type=EnumText(PaperKind))
    title: str = Field(default="", max_length=300)
    file_id: str = Field(foreign_key="stored_file.id", max_length=16)
    issued_on: date | None = None
    expires_on: date | None = None
    added_by: str = Field(foreign_key="person.id", max_length=16)
    removed_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
