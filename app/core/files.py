"""Files that people send: checked by content, written once, described by a row."""

import re
import unicodedata
from collections.abc import Collection
from decimal import Decimal
from pathlib import PurePath

from sqlmodel import Field, Session

from app.core.columns import EnumText, Table, new_id
from app.core.errors import Refused
from app.core.format import number
from app.core.i18n import _
from app.core.looking import Look, look
from app.core.money import half_up
from app.core.scanning import ScanState
from app.core.seals import digest
from app.core.sniffing import KINDS, Kind, sniff
from app.core.storage import storage

LIMIT = 10 * 1024 * 1024
_NAME_MAX = 150
_ENDING_MAX = 10
# Endings that hide behind another: "acta.exe.pdf". A doubled ".pdf.pdf" is only a slip of the keyboard.
_HIDDEN = frozenset({
    "7z", "bat", "cmd", "com", "dll", "docm", "dotm", "exe", "hta", "htm", "html", "jar", "js",
    "lnk", "msi", "php", "ps1", "rar", "scr", "sh", "svg", "vbs", "xlsm", "xltm", "zip",
})  # fmt: skip


class StoredFile(Table, table=True):
    """A file as it arrived. `media_type` is read from the content, never from the name; `sha256` is hexadecimal."""

    __tablename__ = "stored_file"

    filename: str = Field(max_length=200)
    media_type: str = Field(max_length=100)
    kind: str = Field(max_length=8)
    size: int
    sha256: str = Field(max_length=64, index=True)
    pages: int | None = None
    scan: ScanState = Field(default=ScanState.NOT_SCANNED, sa_type=EnumText(ScanState))


def store(
    session: Session,
    data: bytes,
    filename: str,
    *,
    kinds: Collection[str],
    limit: int = LIMIT,
    field: str | None = None,
) -> StoredFile:
    """Check a file and keep it; `kinds` are keys of KINDS. Raises Refused with a sentence for its sender, beside `field`."""
    try:
        return keep(session, prepare(data, filename, kinds=kinds, limit=limit))
    except Refused as refusal:
        raise Refused(refusal.reason, refusal.field or field) from None


def prepare(data: bytes, filename: str, *, kinds: Collection[str], limit: int = LIMIT) -> StoredFile:
    """The slow half of `store`, which needs no transaction: the look and the bytes. `keep` adds the row."""
    name = clean_name(filename)
    seen = check(data, name, kinds=kinds, limit=limit)
    if seen.health is ScanState.INFECTED:
        raise Refused(_("Our scanner found a virus in “%(name)s”. We did not keep the file.", name=name))
    return _put(data, name, seen)


def keep(session: Session, stored: StoredFile) -> StoredFile:
    """The row of a file whose bytes are there: a row without them would be a lie, they without a row are only litter."""
    session.add(stored)
    session.flush()
    return stored


def keep_made(session: Session, data: bytes, filename: str) -> StoredFile:
    """Keep a document that we made ourselves (a receipt, a ruling): no scan, the same evidence."""
    kind, pages = sniff(data)
    return keep(session, _put(data, clean_name(filename), Look(kind, pages, ScanState.CLEAN, digest(data))))


def read(stored: StoredFile) -> bytes:
    """The bytes as they arrived; ValueError when they are no longer what was sealed."""
    data = storage().get(place(stored.id))
    if digest(data) != stored.sha256:
        message = f"stored file {stored.id} no longer has its digest"
        raise ValueError(message)
    return data


def check(data: bytes, filename: str, *, kinds: Collection[str], limit: int = LIMIT) -> Look:
    """What a file is, or Refused: empty, too large, of another type than its name or the request says."""
    if not data:
        raise Refused(_("“%(name)s” is empty.", name=filename))
    if len(data) > limit:
        sizes = {"size": said_size(len(data)), "limit": said_size(limit)}
        raise Refused(_("“%(name)s” weighs %(size)s MB; the limit is %(limit)s MB.", name=filename, **sizes))
    seen = _looked(data)
    _check_name(filename, seen.kind)
    if seen.kind.key not in kinds:
        wanted = ", ".join(key.upper() for key in KINDS if key in kinds)
        raise Refused(
            _(
                "“%(name)s” is %(kind)s. Send one of these: %(wanted)s.",
                name=filename,
                kind=str(seen.kind.words),
                wanted=wanted,
            )
        )
    return seen


def _looked(data: bytes) -> Look:
    try:
        return look(data)
    except OSError:
        raise Refused(_("Our virus scanner does not answer. Please send the file again in a few minutes.")) from None


def clean_name(filename: str) -> str:
    """The last part of a path, without control characters, at most 150 characters, its ending kept."""
    name = PurePath(unicodedata.normalize("NFC", filename).replace("\\", "/")).name
    name = "".join(char for char in name if unicodedata.category(char) not in {"Cc", "Cf"}).strip(" .")
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > _ENDING_MAX:
        return name[:_NAME_MAX] or "file"
    return f"{stem[: _NAME_MAX - len(ending) - 1]}.{ending}"


def _check_name(filename: str, kind: Kind) -> None:
    endings = [ending.lower() for ending in re.split(r"\.", filename)[1:]]
    if not endings or endings[-1] not in kind.endings:
        raise Refused(
            _(
                "“%(name)s” is in truth %(kind)s. Send it with its own ending, .%(ending)s.",
                name=filename,
                kind=str(kind.words),
                ending=kind.endings[0],
            )
        )
    others = _HIDDEN.union(*(known.endings for known in KINDS.values())).difference(kind.endings)
    if others.intersection(endings[:-1]):
        raise Refused(
            _("“%(name)s” has two endings. Rename it with one, .%(ending)s.", name=filename, ending=kind.endings[0])
        )


def _put(data: bytes, name: str, seen: Look) -> StoredFile:
    stored = StoredFile(
        id=new_id(),
        filename=name,
        media_type=seen.kind.media_type,
        kind=seen.kind.key,
        size=len(data),
        sha256=seen.sha256,
        pages=seen.pages,
        scan=seen.health,
    )
    storage().put(place(stored.id), data)
    return stored


def place(file_id: str) -> str:
    """Where the storage keeps a file."""
    return f"{file_id[:2]}/{file_id}"


def said_size(size: int) -> str:
    """Bytes in megabytes, as sentences say them."""
    return number(half_up(Decimal(size) / (1024 * 1024), 1))
