"""The table of the register. Later stages and staff write it; calls and validation read it."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import CheckConstraint, Text, UniqueConstraint
from sqlmodel import Field

from app.core.columns import Cents, EnumText, Json, Table, UTCDateTime


class EntryKind(StrEnum):
    """What is known of an organisation: a grant that it received, or something that it owes."""

    grant = "grant"
    debt = "debt"


class RegisterEntry(Table, table=True):
    """One fact with its dates; open while `settled_on` is empty or ahead.

    An organisation is known by its RFC, or by its folded name where there is none: a list may come from before
    this installation. `source` names what wrote it ("agreement:<id>"); empty: staff did.
    """

    __tablename__ = "register_entry"
    __table_args__ = (
        UniqueConstraint("programme_id", "kind", "reference", "search_key"),
        CheckConstraint("amount >= 0", name="amount_not_negative"),
        CheckConstraint("settled_on IS NULL OR since IS NULL OR settled_on >= since", name="settled_after"),
    )

    programme_id: str = Field(foreign_key="programme.id", index=True)
    kind: EntryKind = Field(sa_type=EnumText(EntryKind))
    name: str = Field(max_length=300)
    search_key: str = Field(max_length=300, index=True)
    rfc: str | None = Field(default=None, max_length=13, index=True)
    reference: str = Field(max_length=300)
    amount: Decimal | None = Field(default=None, sa_type=Cents)
    currency: str = Field(default="MXN", max_length=3)
    since: date | None = None
    settled_on: date | None = None
    note: str = Field(default="", sa_type=Text)
    source: str = Field(default="", max_length=60, index=True)


class RegisterImport(Table, table=True):
    """A long list on its way in: how far it is, and what became of it.

    `done` counts every row twice: once when it was checked, once when it was taken in. `wrong` is told, never the list.
    """

    __tablename__ = "register_import"

    programme_id: str = Field(foreign_key="programme.id", index=True)
    rows: int
    done: int = 0
    new: int = 0
    changed: int = 0
    wrong: list[str] = Field(default_factory=list, sa_type=Json)
    seen_at: datetime = Field(sa_type=UTCDateTime)
    finished_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
