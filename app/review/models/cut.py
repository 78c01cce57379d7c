"""The cut at the end of a round: who goes on, named by one person and confirmed by another, each no with its reason."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Text, UniqueConstraint
from sqlmodel import Field

from app.core.columns import Table, UTCDateTime


class Cut(Table, table=True):
    """Who named and who confirmed the cut of a call, perhaps after a meeting with minutes; once confirmed it stays."""

    __tablename__ = "cut"
    __table_args__ = (
        CheckConstraint("confirmed_by IS NULL OR confirmed_by <> named_by", name="second_person_confirms"),
        CheckConstraint("(confirmed_by IS NULL) = (confirmed_at IS NULL)", name="confirmed_when"),
    )

    call_id: str = Field(foreign_key="call.id", unique=True)
    named_by: str = Field(foreign_key="person.id")
    named_at: datetime = Field(sa_type=UTCDateTime)
    minutes_id: str | None = Field(default=None, foreign_key="minutes.id")
    confirmed_by: str | None = Field(default=None, foreign_key="person.id")
    confirmed_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


class CutLine(Table, table=True):
    """What the cut says of one candidacy. `by_rule`: the published rule alone says it, and no other reason is needed."""

    __tablename__ = "cut_line"
    __table_args__ = (
        UniqueConstraint("cut_id", "candidacy_id"),
        CheckConstraint("goes_on OR by_rule OR reason <> ''", name="no_has_reason"),
    )

    cut_id: str = Field(foreign_key="cut.id")
    candidacy_id: str = Field(foreign_key="candidacy.id", index=True)
    goes_on: bool
    by_rule: bool
    reason: str = Field(default="", sa_type=Text)
