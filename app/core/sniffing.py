"""What a file is by its content, whatever its name says; what it must not be is refused in words."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile, is_zipfile

from app.core.errors import Refused
from app.core.i18n import LazyText, _, lazy
from app.core.photos import must_open

_MAX_UNPACKED = 300 * 1024 * 1024
_MAX_ENTRIES = 20_000
_MAX_PART = 4 * 1024 * 1024
MOST_PAGES = 500


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of file we take: its key, media type, endings of its name and its words."""

    key: str
    media_type: str
    endings: tuple[str, ...]
    words: LazyText


_OFFICE = "application/vnd.openxmlformats-officedocument"
PDF = Kind("pdf", "application/pdf", ("pdf",), lazy("a PDF document"))
JPG = Kind("jpg", "image/jpeg", ("jpg", "jpeg"), lazy("a JPG picture"))
PNG = Kind("png", "image/png", ("png",), lazy("a PNG picture"))
DOCX = Kind("docx", f"{_OFFICE}.wordprocessingml.document", ("docx",), lazy("a Word document"))
XLSX = Kind("xlsx", f"{_OFFICE}.spreadsheetml.sheet", ("xlsx",), lazy("an Excel workbook"))
ODT = Kind("odt", "application/vnd.oasis.opendocument.text", ("odt",), lazy("an OpenDocument text"))
KINDS: dict[str, Kind] = {kind.key: kind for kind in (PDF, JPG, PNG, DOCX, XLSX, ODT)}

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEIC = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif"})
_PARTS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}
_MACRO_MARKS = ("vbaproject.bin", "basic/", "scripts/")


def sniff(data: bytes) -> tuple[Kind, int | None]:
    """The kind of a file and, for a PDF, its pages. Raises Refused for anything else, cut short, locked or double-natured."""
    kind = _first_look(data)
    _refuse_two_natures(data, kind)
    return kind, _LOOKS[kind.key](data)


def _refuse_two_natures(data: bytes, kind: Kind) -> None:
    """A file that another program would open as something else hides it from whoever checks it."""
    words = str(kind.words)
    if kind in (PDF, JPG, PNG) and is_zipfile(BytesIO(data)):
        raise Refused(
            _(
                "This file is two things at once: %(kind)s and a compressed folder. Save it again and send the new copy.",
                kind=words,
            )
        )
    if kind is not PDF and b"%PDF-" in data[:1024]:
        raise Refused(
            _("This file is two things at once: %(kind)s and a PDF. Save it again and send the new copy.", kind=words)
        )


def _first_look(data: bytes) -> Kind:
    if data.startswith(b"%PDF-"):
        return PDF
    if data.startswith(b"\xff\xd8\xff"):
        return JPG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data.startswith(b"PK\x03\x04"):
        return _packed_kind(data)
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        raise Refused(
            _(
                "This is a HEIC photo, which we cannot read. On an iPhone choose Settings, Camera, Formats, “Most Compatible” and take it again, or send it as JPG."
            )
        )
    if data.startswith(_OLD_OFFICE):
        raise Refused(
            _("This Office file has a password or an old format. Save it without a password as DOCX, XLSX or PDF.")
        )
    raise Refused(_("We could not tell what this file is. Send a PDF, JPG, PNG, DOCX, XLSX or ODT."))


def _packed_kind(data: bytes) -> Kind:
    names, mimetype = _entries(data)
    if mimetype == ODT.media_type.encode():
        return ODT
    for part, kind in _PARTS.items():
        if part in names:
            return kind
    raise Refused(_("This is a compressed folder. Send its documents one by one."))


def _entries(data: bytes) -> tuple[frozenset[str], bytes]:
    """Names inside, in lower case, and what the entry `mimetype` says."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            listed = archive.infolist()
            if len(listed) > _MAX_ENTRIES or sum(entry.file_size for entry in listed) > _MAX_UNPACKED:
                raise Refused(_too_much())
            mimetype = _part(archive, "mimetype") if "mimetype" in archive.namelist() else b""
            return frozenset(entry.filename.lower() for entry in listed), mimetype
    except (BadZipFile, NotImplementedError, RuntimeError, ValueError):
        raise Refused(_cut_short()) from None


def _part(archive: ZipFile, name: str) -> bytes:
    """An entry that describes the others: it is small, and one that is not must not fill the memory."""
    if archive.getinfo(name).file_size > _MAX_PART:
        raise Refused(_too_much())
    return archive.read(name)


def _look_at_pdf(data: bytes) -> int:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    if b"%%EOF" not in data[-2048:]:
        raise Refused(_cut_short())
    try:
        reader = PdfReader(BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
        pages = 0 if locked else len(reader.pages)
    except (
        PyPdfError,
        ArithmeticError,
        AttributeError,
        LookupError,
        RecursionError,
        TypeError,
        ValueError,
        NotImplementedError,
    ):
        # A broken file makes the reader fail in any of these ways; to its owner they are one.
        raise Refused(_("This PDF cannot be read. Open it, save it again and send the new copy.")) from None
    if locked:
        raise Refused(_("This PDF asks for a password. Save a copy without it."))
    if pages == 0:
        raise Refused(_("This PDF has no pages."))
    if pages > MOST_PAGES:
        raise Refused(
            _(
                "This PDF has %(pages)s pages; at most %(limit)s are taken. Send only those that were asked for.",
                pages=pages,
                limit=MOST_PAGES,
            )
        )
    return pages


def _look_at_jpg(data: bytes) -> None:
    if b"\xff\xd9" not in data:
        raise Refused(_cut_short())
    must_open(data)


def _look_at_png(data: bytes) -> None:
    if b"IEND\xaeB`\x82" not in data[-64:]:
        raise Refused(_cut_short())
    must_open(data)


def _look_inside(data: bytes) -> None:
    """Macros and passwords of an Office or OpenDocument file."""
    names, _mimetype = _entries(data)
    if any(name.endswith(mark) or name.startswith(mark) for name in names for mark in _MACRO_MARKS):
        raise Refused(
            _("This document carries macros (small programs). Save it without them, as DOCX, XLSX, ODT or PDF.")
        )
    with ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.lower() == "[content_types].xml" and b"macroenabled" in _part(archive, name).lower():
                raise Refused(
                    _("This document carries macros (small programs). Save it without them, as DOCX, XLSX, ODT or PDF.")
                )
            if name.lower() == "meta-inf/manifest.xml" and b"encryption-data" in _part(archive, name):
                raise Refused(_("This document asks for a password. Save a copy without it."))


def _too_much() -> str:
    return _("This file unpacks to far more than a document needs. Save it again with smaller pictures.")


def _cut_short() -> str:
    return _("This file is incomplete: its end is missing. Send it again.")


_LOOKS: dict[str, Callable[[bytes], int | None]] = {
    "pdf": _look_at_pdf,
    "jpg": _look_at_jpg,
    "png": _look_at_png,
    "docx": _look_inside,
    "xlsx": _look_inside,
    "odt": _look_inside,
}
