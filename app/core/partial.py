"""Files that arrive in pieces over a thin line (tus 1.0, the core): each piece is kept with the row that counts it."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import LargeBinary
from sqlmodel import Field, Session, col, delete, select

from app.core import clock
from app.core.columns import Table
from app.core.errors import Refused
from app.core.format import number
from app.core.i18n import _

LIFE = timedelta(days=2)
"""How long an unfinished file waits for its next piece."""
LARGEST_PIECE = 1024 * 1024
MEGABYTE = 1024 * 1024


class PartialUpload(Table, table=True):
    """A file on its way: who sends it, what for, and how many of its bytes are here.

    `taken`: it arrived and was taken; the row stays for a while, for a sender who never heard so.
    """

    __tablename__ = "partial_upload"
    owner_id: str = Field(max_length=16, index=True)
    goal: str = Field(max_length=100)
    filename: str = Field(max_length=300)
    length: int
    received: int = 0
    taken: bool = False


class PartialPiece(Table, table=True):
    """The bytes from `start` on."""

    __tablename__ = "partial_piece"
    upload_id: str = Field(foreign_key="partial_upload.id", index=True, max_length=16)
    start: int
    data: bytes = Field(sa_type=LargeBinary)


class WrongOffset(Exception):  # noqa: N818 -- a word of the protocol
    """The piece does not begin where the last one ended; `received` says where."""

    def __init__(self, received: int) -> None:
        super().__init__(received)
        self.received = received


def begin(session: Session, *, owner_id: str, goal: str, filename: str, length: int, limit: int) -> PartialUpload:
    """Announce a file of so many bytes; Refused when it is empty or larger than may be sent."""
    if length <= 0:
        raise Refused(_("“%(name)s” is empty.", name=filename))
    if length > limit:
        sizes = {"size": number(Decimal(length) / MEGABYTE, 1), "limit": number(Decimal(limit) / MEGABYTE, 0)}
        raise Refused(_("“%(name)s” weighs %(size)s MB; the limit is %(limit)s MB.", name=filename, **sizes))
    upload = PartialUpload(owner_id=owner_id, goal=goal, filename=filename[:300], length=length)
    session.add(upload)
    session.flush()
    return upload


def find(session: Session, key: str, *, owner_id: str, goal: str) -> PartialUpload | None:
    """An unfinished file of this person for this goal, locked while its next piece is added."""
    found = session.get(PartialUpload, key, with_for_update=True)
    return found if found and (found.owner_id, found.goal) == (owner_id, goal) else None


def append(session: Session, upload: PartialUpload, offset: int, data: bytes) -> bool:
    """Add a piece; answers whether the file is whole now. A piece that came twice is told where to go on."""
    if offset != upload.received or upload.received + len(data) > upload.length:
        raise WrongOffset(upload.received)
    if data:
        session.add(PartialPiece(upload_id=upload.id, start=offset, data=data))
    upload.received += len(data)
    session.add(upload)
    session.flush()
    return upload.received == upload.length


def whole(session: Session, upload_id: str) -> bytes:
    """The file, its pieces in order."""
    mine = select(PartialPiece).where(PartialPiece.upload_id == upload_id).order_by(col(PartialPiece.start))
    return b"".join(piece.data for piece in session.exec(mine))


def settle(session: Session, upload: PartialUpload) -> None:
    """The file is kept elsewhere now: its pieces go."""
    session.exec(delete(PartialPiece).where(col(PartialPiece.upload_id) == upload.id))
    upload.taken = True
    session.add(upload)


def discard(session: Session, upload: PartialUpload) -> None:
    """Let go of a file that nobody wants."""
    _delete(session, [upload.id])


def forget_old(session: Session) -> int:
    """Let go of what nobody has finished, and of the rows of what was. A tick; answers how many."""
    old = session.exec(select(PartialUpload.id).where(PartialUpload.created_at < clock.now() - LIFE)).all()
    _delete(session, old)
    return len(old)


def _delete(session: Session, keys: Any) -> None:  # noqa: ANN401 -- identifiers
    session.exec(delete(PartialPiece).where(col(PartialPiece.upload_id).in_(keys)))
    session.exec(delete(PartialUpload).where(col(PartialUpload.id).in_(keys)))
