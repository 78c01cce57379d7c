"""The corrections of a published answer: what it said, what it says, why, and since when."""

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from app.core.columns import Bilingual, Table, UTCDateTime


class AnswerCorrection(Table, table=True):
    """One correction. Until a second person publishes it, only the team reads it."""

    __tablename__ = "answer_correction"
    __table_args__ = (
        UniqueConstraint("question_id", "number"),
        CheckConstraint("published_by IS NULL OR published_by <> written_by", name="second_person_publishes"),
        CheckConstraint("(published_by IS NULL) = (published_at IS NULL)", name="published_when"),
    )

    question_id: str = Field(foreign_key="call_question.id")
    number: int
    before: dict[str, str] = Field(sa_type=Bilingual)
    after: dict[str, str] = Field(sa_type=Bilingual)
    reason: dict[str, str] = Field(sa_type=Bilingual)
    amendment_id: str | None = Field(default=None, foreign_key="call_amendment.id")
    written_by: str = Field(foreign_key="person.id")
    written_at: datetime = Field(sa_type=UTCDateTime)
    published_by: str | None = Field(default=None, foreign_key="person.id")
    published_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
