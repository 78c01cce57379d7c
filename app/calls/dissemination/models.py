"""The log of the dissemination of a call."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from app.core.columns import EnumText, Table, UTCDateTime


class Medium(StrEnum):
    """By what a call was spread."""

    site = "site"
    social = "social"
    mail = "mail"
    messages = "messages"
    press = "press"
    radio = "radio"
    event = "event"
    visit = "visit"
    allies = "allies"
    other = "other"


class Dissemination(Table, table=True):
    """One time that a call was spread. `state` "" is the whole country; `reach` None is not known, which is not 0."""

    __tablename__ = "dissemination"
    __table_args__ = (CheckConstraint("reach >= 0", name="reach_not_negative"),)

    call_id: str = Field(foreign_key="call.id", index=True)
    medium: Medium = Field(sa_type=EnumText(Medium))
    what: str = Field(max_length=300)
    state: str = Field(default="", max_length=6)
    place: str = Field(default="", max_length=300)
    on: date
    link: str = Field(default="", max_length=300)
    reach: int | None = None
    source: str = Field(default="", max_length=300)
    recorded_by: str = Field(foreign_key="person.id")
    removed_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
