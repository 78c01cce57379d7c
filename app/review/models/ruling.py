"""The ruling, its signatures, the donor's decisions, awards and letters."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Text, UniqueConstraint
from sqlmodel import Field

from app.core.columns import Cents, EnumText, Json, Table, UTCDateTime


class RulingState(StrEnum):
    """How far a ruling is: drafted, being signed, frozen, with the donor, decided, published."""

    draft = "draft"
    signing = "signing"
    signed = "signed"
    sent = "sent"
    decided = "decided"
    published = "published"


class Decision(StrEnum):
    """The donor's answer on one proposal [G1]."""

    approved = "approved"
    conditions = "conditions"
    returned = "returned"
    objected = "objected"


class AwardState(StrEnum):
    """What became of an award."""

    offered = "offered"
    accepted = "accepted"
    declined = "declined"
    retracted = "retracted"
    contracted = "contracted"


class Ruling(Table, table=True):
    """The act of the commission: ranking, selection and reserve list. Frozen with its digest once all have signed."""

    __tablename__ = "ruling"
    __table_args__ = (
        UniqueConstraint("call_id", "number"),
        CheckConstraint("(digest IS NULL) = (frozen_at IS NULL)", name="frozen_with_digest"),
        CheckConstraint("state IN ('draft', 'signing') OR digest IS NOT NULL", name="signed_is_frozen"),
    )

    call_id: str = Field(foreign_key="call.id", index=True)
    number: int = 1
    state: RulingState = Field(default=RulingState.draft, sa_type=EnumText(RulingState))
    considerations: str = Field(default="", sa_type=Text)
    ranking: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    draft_digest: str
    digest: str | None = None
    frozen_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    file_id: str | None = Field(default=None, foreign_key="stored_file.id")
    sent_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    decided_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    replaces_id: str | None = Field(default=None, foreign_key="ruling.id")


class RulingSignature(Table, table=True):
    """One seat's signature under the very digest that was read, with its dissent if it has one [F8]."""

    __tablename__ = "ruling_signature"
    __table_args__ = (UniqueConstraint("ruling_id", "seat_id"),)

    ruling_id: str = Field(foreign_key="ruling.id")
    seat_id: str = Field(foreign_key="seat.id", index=True)
    user_id: str = Field(foreign_key="person.id")
    draft_digest: str
    dissent: str = Field(default="", sa_type=Text)
    signed_at: datetime = Field(sa_type=UTCDateTime)


class DonorDecision(Table, table=True):
    """The donor's answer on one proposal of a ruling; only an approval needs no reason."""

    __tablename__ = "donor_decision"
    __table_args__ = (
        UniqueConstraint("ruling_id", "candidacy_id"),
        CheckConstraint("decision = 'approved' OR reason <> ''", name="decision_has_reason"),
    )

    ruling_id: str = Field(foreign_key="ruling.id")
    candidacy_id: str = Field(foreign_key="candidacy.id", index=True)
    decision: Decision = Field(sa_type=EnumText(Decision))
    reason: str = Field(default="", sa_type=Text)
    decided_by: str = Field(foreign_key="person.id")
    decided_at: datetime = Field(sa_type=UTCDateTime)


class Award(Table, table=True):
    """What is offered to an organisation once the donor has approved it."""

    __tablename__ = "award"
    __table_args__ = (
        UniqueConstraint("candidacy_id"),
        CheckConstraint("amount >= 0", name="amount_not_negative"),
        CheckConstraint("state NOT IN ('declined', 'retracted') OR reason <> ''", name="ending_has_reason"),
    )

    candidacy_id: str = Field(foreign_key="candidacy.id")
    amount: Decimal = Field(sa_type=Cents)
    currency: str
    conditions: str = Field(default="", sa_type=Text)
    state: AwardState = Field(default=AwardState.offered, sa_type=EnumText(AwardState), index=True)
    offered_at: datetime = Field(sa_type=UTCDateTime)
    answered_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    answered_by: str | None = Field(default=None, foreign_key="person.id")
    reason: str = Field(default="", sa_type=Text)


class Letter(Table, table=True):
    """The words an applicant was sent: frozen, so that the page and the mail always say the same."""

    __tablename__ = "letter"
    __table_args__ = (UniqueConstraint("candidacy_id", "kind"),)

    candidacy_id: str = Field(foreign_key="candidacy.id")
    kind: str
    content: dict[str, Any] = Field(sa_type=Json)
    issued_at: datetime = Field(sa_type=UTCDateTime)
