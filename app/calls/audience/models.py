"""People who listen without an account: subscriptions by mail, and registrations for sessions.

Leaving deletes the row, and with it the address.
"""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from app.core.columns import Bilingual, Table, UTCDateTime


class Subscription(Table, table=True):
    """A mail address that asked to be told: of one call, or of new calls of a theme and a state (blank: of any).

    It counts once it is confirmed from the mailbox itself; until `expires_at` only. `source` marks who asked, hashed,
    until then. The empty `call_id` stands for "new calls", so that one address asks for each thing once.
    """

    __tablename__ = "subscription"
    __table_args__ = (UniqueConstraint("email", "call_id", "theme", "state"),)

    email: str = Field(max_length=320, index=True)
    locale: str = Field(max_length=2)
    call_id: str = Field(default="", max_length=16, index=True)
    theme: str = Field(default="", max_length=300)
    state: str = Field(default="", max_length=6)
    source: str = Field(default="", max_length=64, index=True)
    expires_at: datetime = Field(sa_type=UTCDateTime)
    confirmed_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


class SessionGuest(Table, table=True):
    """Somebody who registered for a session. `attended` is None until somebody marks who came."""

    __tablename__ = "session_guest"
    __table_args__ = (UniqueConstraint("event_id", "email"),)

    event_id: str = Field(foreign_key="call_event.id", index=True)
    name: str = Field(max_length=300)
    email: str = Field(max_length=320, index=True)
    locale: str = Field(max_length=2)
    source: str = Field(default="", max_length=64, index=True)
    reminded_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    told_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    attended: bool | None = None


class SessionMaterial(Table, table=True):
    """A file of a session: slides, an exercise. It changes no rule, so it is no amendment."""

    __tablename__ = "session_material"

    event_id: str = Field(foreign_key="call_event.id", index=True)
    title: dict[str, str] = Field(sa_type=Bilingual)
    file_id: str = Field(foreign_key="stored_file.id")
    removed_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


class CalendarAddress(Table, table=True):
    """The secret address of a person's calendar: it is made from the identifier of this row, so a new row is a new address."""

    __tablename__ = "calendar_address"

    user_id: str = Field(foreign_key="person.id", unique=True, max_length=16)
