"""Small real files of each kind, made here so that each test can spoil its own copy."""

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

from docx import Document
from PIL import Image
from pypdf import PdfWriter

from app.core.sheets import Column, Sheet, workbook

ODT_TYPE = "application/vnd.oasis.opendocument.text"


def pdf(pages: int = 1, *, password: str | None = None, owner: str | None = None) -> bytes:
    """Blank pages; `password` opens it, `owner` alone only restricts what may be done with it."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width=612, height=792)
    if password is not None or owner is not None:
        writer.encrypt(user_password=password or "", owner_password=owner, algorithm="AES-256")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def png() -> bytes:
    """One black pixel."""
    parts = [(b"IHDR", struct.pack("!IIBBBBB", 1, 1, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b"")]
    body = b"".join(struct.pack("!I", len(d)) + n + d + struct.pack("!I", zlib.crc32(n + d)) for n, d in parts)
    return b"\x89PNG\r\n\x1a\n" + body


def jpg() -> bytes:
    """A small white picture."""
    out = BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "JPEG")
    return out.getvalue()


def docx() -> bytes:
    """A Word document of one line."""
    document, out = Document(), BytesIO()
    document.add_paragraph("Acta constitutiva")
    document.save(out)
    return out.getvalue()


def xlsx() -> bytes:
    """A workbook of one cell."""
    return workbook([Sheet("Hoja", [Column("Nombre")], [["Ñandú"]])])


def odt(**more: bytes) -> bytes:
    """An OpenDocument text; `more` are further entries, with _ for / in their names."""
    return zipped(
        {"mimetype": ODT_TYPE.encode(), "content.xml": b"<office:document-content/>"}
        | {k.replace("_", "/"): v for k, v in more.items()}
    )


def zipped(entries: dict[str, bytes]) -> bytes:
    """A compressed folder with these entries."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return out.getvalue()


def with_entry(data: bytes, name: str, content: bytes) -> bytes:
    """The same compressed file with one entry more."""
    out = BytesIO(data)
    with ZipFile(out, "a") as archive:
        archive.writestr(name, content)
    return out.getvalue()


SAMPLES = {"pdf": pdf, "jpg": jpg, "png": png, "docx": docx, "xlsx": xlsx, "odt": odt}
