"""What was asked of a partner organisation, and what it answered."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, Text
from sqlmodel import Field

from app.core.columns import EnumText, Table, UTCDateTime


class ConsentState(StrEnum):
    """What became of one asking; an unanswered one expires with its link."""

    asked = "asked"
    agreed = "agreed"
    declined = "declined"
    withdrawn = "withdrawn"


class PartnerConsent(Table, table=True):
    """One asking: a mailed link to one row of the network. The newest one of a row counts.

    `seen` is the digest of the row as it was asked; another text voids the answer.
    """

    __tablename__ = "partner_consent"
    __table_args__ = (
        Index("consents_of_proposal", "proposal_id", "row_id"),
        CheckConstraint("state NOT IN ('agreed', 'declined') OR answered_at IS NOT NULL", name="answer_has_moment"),
        CheckConstraint("state <> 'declined' OR reason <> ''", name="decline_has_reason"),
    )

    proposal_id: str = Field(foreign_key="proposal.id")
    row_id: str = Field(max_length=16)
    seen: str = Field(max_length=64)
    name: str = Field(max_length=300)
    contact: str = Field(max_length=300)
    email: str = Field(max_length=320)
    state: ConsentState = Field(default=ConsentState.asked, sa_type=EnumText(ConsentState))
    token_hash: str = Field(max_length=64, unique=True)
    asked_by: str = Field(foreign_key="person.id")
    expires_at: datetime = Field(sa_type=UTCDateTime)
    answered_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    answered_by: str = Field(default="", max_length=300)
    reason: str = Field(default="", sa_type=Text)
