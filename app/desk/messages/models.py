"""The tables of the messages that staff write to a segment of a call."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from app.core.columns import Bilingual, EnumText, Table, UTCDateTime


class Segment(StrEnum):
    """To whom. The last two exist once the results are published: before, the very choice would tell them."""

    drafting = "drafting"
    sent = "sent"
    followers = "followers"
    registered = "registered"
    eligible = "eligible"
    ineligible = "ineligible"


class MessageState(StrEnum):
    """Written, then sent once or thrown away."""

    draft = "draft"
    sent = "sent"
    discarded = "discarded"


class CallMessage(Table, table=True):
    """One message. `home` is the state of the organisations (ISO code), only for the registered ones of a state."""

    __tablename__ = "call_message"
    __table_args__ = (CheckConstraint("state <> 'sent' OR sent_by IS NOT NULL", name="sent_by_somebody"),)

    call_id: str = Field(foreign_key="call.id", index=True)
    segment: Segment = Field(sa_type=EnumText(Segment))
    home: str = Field(default="", max_length=6)
    subject: dict[str, str] = Field(sa_type=Bilingual)
    body: dict[str, str] = Field(sa_type=Bilingual)
    state: MessageState = Field(default=MessageState.draft, sa_type=EnumText(MessageState))
    written_by: str = Field(foreign_key="person.id")
    sent_by: str | None = Field(default=None, foreign_key="person.id")
    sent_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    left_out: int = 0


class CallMessageMail(Table, table=True):
    """One mail of a message; an address has one. Its identifier is the secret of the link that stops further ones."""

    __tablename__ = "call_message_mail"
    __table_args__ = (UniqueConstraint("message_id", "email"),)

    message_id: str = Field(foreign_key="call_message.id")
    mail_id: str = Field(foreign_key="outbox_mail.id")
    email: str = Field(max_length=320)


class MessageStop(Table, table=True):
    """An address that wants no more messages of a call. What the call must tell (receipt, amendment, result) still goes."""

    __tablename__ = "message_stop"
    __table_args__ = (UniqueConstraint("call_id", "email"),)

    call_id: str = Field(foreign_key="call.id")
    email: str = Field(max_length=320)
