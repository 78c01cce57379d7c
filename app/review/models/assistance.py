"""Technical assistance: comments on a section of a sealed version, and what the organisation answers [F6, F7]."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, Text
from sqlmodel import Field

from app.core.columns import Table, UTCDateTime


class VersionComment(Table, table=True):
    """One comment on one version; it stays with that version. The organisation reads it once it was sent.

    `section` is empty for the proposal as a whole; `by_commission` says in whose name it speaks.
    """

    __tablename__ = "version_comment"
    __table_args__ = (
        CheckConstraint("text <> ''", name="comment_has_text"),
        CheckConstraint("answer = '' OR sent_at IS NOT NULL", name="answer_to_what_was_sent"),
        Index("comments_of_version", "submission_id", "section", "created_at"),
    )

    submission_id: str = Field(foreign_key="submission.id")
    section: str = ""
    text: str = Field(sa_type=Text)
    author_id: str = Field(foreign_key="person.id")
    by_commission: bool = False
    sent_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    answer: str = Field(default="", sa_type=Text)
    answered_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    answered_by: str | None = Field(default=None, foreign_key="person.id")
