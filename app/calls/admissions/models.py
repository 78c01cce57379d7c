"""The act by which late proposals are admitted, or not."""

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from app.core.columns import Bilingual, Table, UTCDateTime


class LateAdmission(Table, table=True):
    """One answer to all the incidents of a call: proposed by one person, signed by another, public from then on.

    `until` is set where it admits; `affected` is how many proposals it answered. An unsigned one may be taken back.
    """

    __tablename__ = "late_admission"
    __table_args__ = (
        UniqueConstraint("call_id", "number"),
        CheckConstraint("number >= 1", name="number_from_one"),
        CheckConstraint("signed_by IS NULL OR signed_by <> proposed_by", name="second_person_signs"),
    )

    call_id: str = Field(foreign_key="call.id", index=True)
    number: int
    reason: dict[str, str] = Field(sa_type=Bilingual)
    until: datetime | None = Field(default=None, sa_type=UTCDateTime)
    zone: str = "America/Mexico_City"
    affected: int = 0
    proposed_by: str = Field(foreign_key="person.id")
    signed_by: str | None = Field(default=None, foreign_key="person.id")
    signed_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
