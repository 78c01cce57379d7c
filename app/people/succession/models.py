"""The tables of a hand-over and of a claim."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, Text, text
from sqlmodel import Field

from app.core.columns import EnumText, Table, UTCDateTime


class Afterwards(StrEnum):
    """What becomes of an owner who hands over."""

    editor = "editor"
    viewer = "viewer"
    leaves = "leaves"


class Answer(StrEnum):
    """How a hand-over ended; one without an answer waits, or has expired."""

    agreed = "agreed"
    declined = "declined"
    taken_back = "taken_back"


class Handover(Table, table=True):
    """An owner offers the ownership to another member, who confirms it or not."""

    __tablename__ = "handover"
    __table_args__ = (CheckConstraint("from_id <> to_id", name="another_person"),)

    organisation_id: str = Field(foreign_key="organisation.id", index=True, max_length=16)
    from_id: str = Field(foreign_key="person.id", max_length=16)
    to_id: str = Field(foreign_key="person.id", max_length=16)
    afterwards: Afterwards = Field(sa_type=EnumText(Afterwards))
    expires_at: datetime = Field(sa_type=UTCDateTime)
    answer: Answer | None = Field(default=None, sa_type=EnumText(Answer))
    answered_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


class ClaimState(StrEnum):
    """How a claim stands."""

    waiting = "waiting"
    stopped = "stopped"
    taken_back = "taken_back"
    done = "done"


RUNNING = text("state = 'waiting'")


class Claim(Table, table=True):
    """A member says that nobody answers for the organisation any more; on `due_at` it is granted unless somebody objects."""

    __tablename__ = "ownership_claim"
    __table_args__ = (
        Index("one_running_claim", "organisation_id", unique=True, sqlite_where=RUNNING, postgresql_where=RUNNING),
    )

    organisation_id: str = Field(foreign_key="organisation.id", index=True, max_length=16)
    claimant_id: str = Field(foreign_key="person.id", max_length=16)
    reason: str = Field(sa_type=Text)
    due_at: datetime = Field(sa_type=UTCDateTime)
    state: ClaimState = Field(default=ClaimState.waiting, sa_type=EnumText(ClaimState))
    ended_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    objector: str = Field(default="", max_length=320)
    objection: str = Field(default="", sa_type=Text)


class ClaimVoice(Table, table=True):
    """One address that was told of a claim; its secret opens the page where an objection is raised."""

    __tablename__ = "claim_voice"

    claim_id: str = Field(foreign_key="ownership_claim.id", index=True, max_length=16)
    name: str = Field(max_length=300)
    email: str = Field(max_length=320)
    locale: str = Field(default="es", max_length=2)
    token_hash: str = Field(max_length=64, unique=True)
