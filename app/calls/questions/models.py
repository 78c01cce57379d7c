"""The table of the questions about a call. What was asked is kept as it was asked; what is published stands beside it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, Text
from sqlmodel import Field

from app.core.columns import Bilingual, EnumText, Table, UTCDateTime


class QuestionState(StrEnum):
    """From what somebody asked to what everybody reads. A merged one is answered where it was merged into."""

    waiting = "waiting"
    answered = "answered"
    published = "published"
    merged = "merged"
    set_aside = "set_aside"


class Channel(StrEnum):
    """How a question came. Only *page* is written by whoever asks; the others are recorded by staff."""

    page = "page"
    mail = "mail"
    phone = "phone"
    message = "message"
    session = "session"
    visit = "visit"


class Topic(StrEnum):
    """What a question is about, in the order of the public page."""

    who = "who"
    money = "money"
    territory = "territory"
    dates = "dates"
    papers = "papers"
    writing = "writing"
    site = "site"
    scoring = "scoring"
    after = "after"
    other = "other"


class CallQuestion(Table, table=True):
    """One question that somebody asked. `original` never changes; `words` is what the public reads, without names.

    `came_from` is a keyed digest of the connection, only to limit how many come from one.
    """

    __tablename__ = "call_question"
    __table_args__ = (
        Index("questions_by_state", "call_id", "state", "asked_at"),
        CheckConstraint("published_by IS NULL OR published_by <> answered_by", name="second_person_publishes"),
        CheckConstraint("state <> 'published' OR published_by IS NOT NULL", name="published_by_somebody"),
        CheckConstraint("state <> 'merged' OR merged_into_id IS NOT NULL", name="merged_into_something"),
        CheckConstraint("channel = 'page' OR recorded_by IS NOT NULL", name="recorded_by_somebody"),
    )

    call_id: str = Field(foreign_key="call.id")
    original: str = Field(sa_type=Text)
    language: str = Field(default="es", max_length=2)
    channel: Channel = Field(default=Channel.page, sa_type=EnumText(Channel))
    asked_at: datetime = Field(sa_type=UTCDateTime)
    asker: str = Field(default="", max_length=300)
    asker_email: str = Field(default="", max_length=320, index=True)
    asker_id: str | None = Field(default=None, foreign_key="person.id")
    came_from: str = Field(default="", max_length=64)
    recorded_by: str | None = Field(default=None, foreign_key="person.id")

    state: QuestionState = Field(default=QuestionState.waiting, sa_type=EnumText(QuestionState))
    revision: int = 0
    topic: Topic | None = Field(default=None, sa_type=EnumText(Topic))
    words: dict[str, str] = Field(default_factory=dict, sa_type=Bilingual)
    answer: dict[str, str] = Field(default_factory=dict, sa_type=Bilingual)
    search_key: str = Field(default="", sa_type=Text)
    changes_rules: bool = False
    amendment_id: str | None = Field(default=None, foreign_key="call_amendment.id")
    merged_into_id: str | None = Field(default=None, foreign_key="call_question.id", index=True)
    answered_by: str | None = Field(default=None, foreign_key="person.id")
    answered_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    published_by: str | None = Field(default=None, foreign_key="person.id")
    published_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
