"""The words of an answer, whatever it is: a page, a spreadsheet, a PDF, an archive, a calendar."""

import io
import zipfile
from html import unescape

import httpx2
import pypdf

ZIPPED = b"PK\x03\x04"
PDF = b"%PDF-"
PICTURES = (b"\x89PNG", b"\xff\xd8", b"wOF2")


def words(response: httpx2.Response) -> str:
    """What somebody could read in it."""
    return said(response.content)


def said(data: bytes) -> str:
    """The words of some bytes; an archive says what its members say."""
    if data.startswith(ZIPPED):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "\n".join(said(archive.read(name)) for name in archive.namelist())
    if data.startswith(PDF):
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    return "" if data.startswith(PICTURES) else unescape(data.decode("utf-8", "replace"))
