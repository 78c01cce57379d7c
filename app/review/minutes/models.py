"""Minutes of a meeting, their signatures and addenda, and whether a call shows them to everybody."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Text, UniqueConstraint
from sqlmodel import Field

from app.core.columns import EnumText, Json, Table, UTCDateTime


class MeetingKind(StrEnum):
    """What the commission met for."""

    installation = "installation"
    deliberation = "deliberation"
    shortlist = "shortlist"
    other = "other"


class MinutesState(StrEnum):
    """Minutes are written, signed, sealed."""

    draft = "draft"
    signing = "signing"
    sealed = "sealed"


class Choice(StrEnum):
    """How a seat answered a motion; whoever is out of the room gives no vote."""

    favour = "favour"
    against = "against"
    abstained = "abstained"
    out = "out"


class Minutes(Table, table=True):
    """One meeting. `draft` is what the writer keeps; `said` is the text that is signed, whole, with every name in it."""

    __tablename__ = "minutes"
    __table_args__ = (
        UniqueConstraint("call_id", "number"),
        CheckConstraint("(state = 'sealed') = (digest IS NOT NULL)", name="sealed_has_digest"),
        CheckConstraint("(digest IS NULL) = (sealed_at IS NULL)", name="sealed_when"),
    )

    call_id: str = Field(foreign_key="call.id", index=True)
    number: int
    kind: MeetingKind = Field(sa_type=EnumText(MeetingKind))
    state: MinutesState = Field(default=MinutesState.draft, sa_type=EnumText(MinutesState))
    held_at: datetime = Field(sa_type=UTCDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    place: str = ""
    link: str = ""
    draft: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    revision: int = 0
    written_by: str = Field(foreign_key="person.id")
    said: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    draft_digest: str = ""
    digest: str | None = None
    sealed_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


class MinutesSignature(Table, table=True):
    """Somebody who was there signs the very text that was read, with a dissent if there is one [F8]."""

    __tablename__ = "minutes_signature"
    __table_args__ = (UniqueConstraint("minutes_id", "seat_id"),)

    minutes_id: str = Field(foreign_key="minutes.id")
    seat_id: str = Field(foreign_key="seat.id", index=True)
    user_id: str = Field(foreign_key="person.id")
    draft_digest: str
    dissent: str = Field(default="", sa_type=Text)
    signed_at: datetime = Field(sa_type=UTCDateTime)


class MinutesAddendum(Table, table=True):
    """What corrects sealed minutes; the sealed text itself stays as it was signed."""

    __tablename__ = "minutes_addendum"
    __table_args__ = (
        UniqueConstraint("minutes_id", "number"),
        CheckConstraint("words <> '' AND reason <> ''", name="addendum_has_reason"),
    )

    minutes_id: str = Field(foreign_key="minutes.id")
    number: int
    words: str = Field(sa_type=Text)
    reason: str = Field(sa_type=Text)
    written_by: str = Field(foreign_key="person.id")
    written_at: datetime = Field(sa_type=UTCDateTime)
    digest: str


class MinutesSetting(Table, table=True):
    """Whether everybody may read the sealed minutes of a call once its results are public; not said is no."""

    __tablename__ = "minutes_setting"

    call_id: str = Field(foreign_key="call.id", unique=True)
    public: bool
    set_by: str = Field(foreign_key="person.id")
    set_at: datetime = Field(sa_type=UTCDateTime)
