"""Which calls stand in the archive."""

from datetime import datetime

from sqlmodel import Field

from app.core.columns import Table, UTCDateTime


class CallArchived(Table, table=True):
    """A call in the archive: since when, and who put it there. Taken out, its row goes; the audit keeps both acts."""

    __tablename__ = "call_archived"

    call_id: str = Field(foreign_key="call.id", unique=True)
    archived_at: datetime = Field(sa_type=UTCDateTime)
    archived_by: str = Field(foreign_key="person.id")
