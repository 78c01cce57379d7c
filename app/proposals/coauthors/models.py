"""What co-authors say to each other about a draft: never sealed, never printed, never seen outside their organisation."""

from datetime import datetime

from sqlalchemy import Index, Text, UniqueConstraint
from sqlmodel import Field

from app.core.columns import Table, UTCDateTime


class Note(Table, table=True):
    """A comment on a section of a draft (blank: on the whole), or an answer to one.

    `thread_id` is the comment that began it, itself for the first; only the first is resolved. A first comment whose
    author took it back while others had answered stays without its text. `mailed_at`: the other members were told.
    """

    __tablename__ = "note"
    __table_args__ = (
        Index("notes_of_proposal", "proposal_id", "section", "created_at"),
        Index("notes_of_thread", "thread_id", "created_at"),
        Index("notes_to_mail", "mailed_at", "created_at"),
    )

    proposal_id: str = Field(foreign_key="proposal.id")
    section: str = Field(default="", max_length=60)
    thread_id: str = Field(max_length=16)
    text: str = Field(sa_type=Text)
    author_id: str = Field(foreign_key="person.id")
    resolved_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    resolved_by: str | None = Field(default=None, foreign_key="person.id")
    mailed_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


class NoteReader(Table, table=True):
    """A member who is told of comments by mail. Its identifier is the secret of the link that stops these mails."""

    __tablename__ = "note_reader"
    __table_args__ = (UniqueConstraint("user_id", "organisation_id"),)

    user_id: str = Field(foreign_key="person.id")
    organisation_id: str = Field(foreign_key="organisation.id")
    stopped_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
