"""The commission: seats, declarations of interest, score sheets, discussions."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Index, Text, UniqueConstraint, text
from sqlmodel import Field

from app.calls.scoring.models import Sector
from app.core.columns import Cents, EnumText, Json, Table, UTCDateTime


class InvitationState(StrEnum):
    """The answer to an invitation to the commission [F3]."""

    invited = "invited"
    accepted = "accepted"
    declined = "declined"


class Part(StrEnum):
    """The two people of a seat [F11]."""

    member = "member"
    alternate = "alternate"


class Conflict(StrEnum):
    """What a person declares of one proposal before its file opens."""

    none = "none"
    possible = "possible"
    recuse = "recuse"


class SheetState(StrEnum):
    """A score sheet is written or locked."""

    open = "open"
    submitted = "submitted"


class Seat(Table, table=True):
    """A place in the commission of a call: an institution, its sector, a member and perhaps an alternate."""

    __tablename__ = "seat"
    __table_args__ = (
        UniqueConstraint("call_id", "institution"),
        UniqueConstraint("call_id", "member_id"),
        CheckConstraint("alternate_id IS NULL OR alternate_id <> member_id", name="two_people"),
        CheckConstraint("invitation <> 'declined' OR decline_reason <> ''", name="decline_has_reason"),
        Index(
            "one_chair",
            "call_id",
            unique=True,
            sqlite_where=text("chair = 1"),
            postgresql_where=text("chair"),
        ),
    )

    call_id: str = Field(foreign_key="call.id", index=True)
    institution: str
    sector: Sector = Field(sa_type=EnumText(Sector))
    order_index: int = 0
    chair: bool = False
    member_id: str = Field(foreign_key="person.id", index=True)
    invitation: InvitationState = Field(default=InvitationState.invited, sa_type=EnumText(InvitationState))
    responded_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    decline_reason: str = ""
    alternate_id: str | None = Field(default=None, foreign_key="person.id", index=True)
    alternate_invitation: InvitationState | None = Field(default=None, sa_type=EnumText(InvitationState))
    alternate_responded_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    alternate_decline_reason: str = ""


class ConflictDeclaration(Table, table=True):
    """What one person of a seat declared of one proposal. A later declaration replaces the earlier in words only."""

    __tablename__ = "conflict_declaration"
    __table_args__ = (
        UniqueConstraint("candidacy_id", "user_id"),
        CheckConstraint("kind = 'none' OR reason <> ''", name="conflict_has_reason"),
    )

    candidacy_id: str = Field(foreign_key="candidacy.id")
    seat_id: str = Field(foreign_key="seat.id", index=True)
    user_id: str = Field(foreign_key="person.id", index=True)
    kind: Conflict = Field(sa_type=EnumText(Conflict))
    reason: str = Field(default="", sa_type=Text)
    declared_at: datetime = Field(sa_type=UTCDateTime)


LIVE_SHEET = text("retired_at IS NULL")


class ScoreSheet(Table, table=True):
    """One person's scores of one proposal. A retired sheet counts nowhere and stays in the dossier."""

    __tablename__ = "score_sheet"
    __table_args__ = (
        Index(
            "one_live_sheet",
            "candidacy_id",
            "seat_id",
            unique=True,
            sqlite_where=LIVE_SHEET,
            postgresql_where=LIVE_SHEET,
        ),
        CheckConstraint(
            "state <> 'submitted' OR (total IS NOT NULL AND digest IS NOT NULL)", name="submitted_is_sealed"
        ),
        CheckConstraint("total >= 0", name="total_not_negative"),
    )

    candidacy_id: str = Field(foreign_key="candidacy.id", index=True)
    seat_id: str = Field(foreign_key="seat.id", index=True)
    reviewer_id: str = Field(foreign_key="person.id", index=True)
    state: SheetState = Field(default=SheetState.open, sa_type=EnumText(SheetState))
    revision: int = 0
    total: Decimal | None = Field(default=None, sa_type=Cents)
    digest: str | None = None
    submitted_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    retired_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    retired_reason: str = ""


class SheetScore(Table, table=True):
    """The value and comment for one criterion; None is not scored yet, which is not 0."""

    __tablename__ = "sheet_score"
    __table_args__ = (
        UniqueConstraint("sheet_id", "criterion_id"),
        CheckConstraint("value IS NULL OR value >= 0", name="value_not_negative"),
    )

    sheet_id: str = Field(foreign_key="score_sheet.id")
    criterion_id: str = Field(foreign_key="criterion.id", index=True)
    value: int | None = None
    comment: str = Field(default="", sa_type=Text)


class SheetVersion(Table, table=True):
    """What a sheet said each time it was submitted; reopening never erases it."""

    __tablename__ = "sheet_version"
    __table_args__ = (UniqueConstraint("sheet_id", "number"),)

    sheet_id: str = Field(foreign_key="score_sheet.id")
    number: int
    content: dict[str, Any] = Field(sa_type=Json)
    total: Decimal = Field(sa_type=Cents)
    digest: str
    submitted_at: datetime = Field(sa_type=UTCDateTime)
    reopened_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    reopened_by: str | None = Field(default=None, foreign_key="person.id")
    reopen_reason: str = Field(default="", sa_type=Text)


class Discussion(Table, table=True):
    """That the commission talked a disagreement over, and what it concluded."""

    __tablename__ = "discussion"
    __table_args__ = (UniqueConstraint("candidacy_id"), CheckConstraint("note <> ''", name="discussion_has_note"))

    candidacy_id: str = Field(foreign_key="candidacy.id")
    note: str = Field(sa_type=Text)
    discussed_at: datetime = Field(sa_type=UTCDateTime)
    recorded_by: str = Field(foreign_key="person.id")


class CommissionCalendar(Table, table=True):
    """Until when the commission of a call declares and scores."""

    __tablename__ = "commission_calendar"
    __table_args__ = (UniqueConstraint("call_id"), CheckConstraint("declare_by <= score_by", name="dates"))

    call_id: str = Field(foreign_key="call.id")
    declare_by: date
    score_by: date
