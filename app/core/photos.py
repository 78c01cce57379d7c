"""Photos of paper: made small, upright and silent about where they were taken, and bound into one PDF.

All of it is slow: never on the loop, never inside a transaction.
"""

import struct
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from app.core.errors import Refused
from app.core.i18n import _

if TYPE_CHECKING:  # Pillow is imported where a picture is opened: a command starts without it
    from PIL import Image
    from pypdf.generic import StreamObject

MOST_PIXELS = 64_000_000
"""More than the largest common phone takes; a picture of that many still fits into the memory of a small server."""
SIDE = 2200
"""The longer side of a page: about 190 dots an inch on A4, which reads well and weighs little."""
SMALL_SIDE = 320
_QUALITY = 80
_A4_LONG = 842.0
_at_once = threading.BoundedSemaphore(2)


@dataclass(frozen=True)
class Photo:
    """One page: a JPEG with nothing but its picture, and the same picture small."""

    data: bytes
    small: bytes
    width: int
    height: int


@dataclass(frozen=True)
class Leaf:
    """A page as it is bound: its JPEG and how many quarters it is turned to the right."""

    data: bytes
    width: int
    height: int
    turns: int = 0


def tidied(data: bytes) -> Photo:
    """A photo as a page; Refused for what cannot be opened to its end or has too many pixels."""
    with _at_once:
        image = _upright(data)
        small = image.copy()
        small.thumbnail((SMALL_SIDE, SMALL_SIDE))
        return Photo(_jpeg(image), _jpeg(small), *image.size)


def upright(data: bytes) -> "Image.Image":
    """A picture as it was held, on white, without anything that its file said beside it."""
    with _at_once:
        return _upright(data)


def must_open(data: bytes) -> None:
    """Refuse a picture that is cut short, broken, or a bomb: its header alone proves nothing."""
    with _at_once:
        image = _opened(data)
        image.draft("L", (SMALL_SIDE, SMALL_SIDE))
        _load(image)


def turned(data: bytes, turns: int) -> bytes:
    """A small JPEG, turned to the right by quarters."""
    from PIL import Image

    with Image.open(BytesIO(data), formats=("JPEG",)) as image:
        return _jpeg(image.rotate(-90 * turns, expand=True)) if turns % 4 else data


def _upright(data: bytes) -> "Image.Image":
    """Small first, since turning a large picture is dear; then as the phone was held, and on white where it was clear."""
    from PIL import Image

    image = _opened(data)
    image.draft("RGB", (SIDE, SIDE))
    _load(image)
    image.thumbnail((SIDE, SIDE))
    standing = _as_held(image)
    if standing.has_transparency_data:
        sheet = Image.new("RGBA", standing.size, "white")
        sheet.alpha_composite(standing.convert("RGBA"))
        standing = sheet
    plain = standing.convert("RGB")
    plain.info.clear()
    return plain


def _as_held(image: "Image.Image") -> "Image.Image":
    """Turned as its camera noted. A note that cannot be read is none: the person turns the page by its button."""
    from PIL import ImageOps

    try:
        return ImageOps.exif_transpose(image)
    except (ArithmeticError, LookupError, OSError, SyntaxError, TypeError, ValueError, struct.error):
        return image


def _opened(data: bytes) -> "Image.Image":
    """The picture by its header, not yet unpacked."""
    from PIL import Image, UnidentifiedImageError

    try:
        image = Image.open(BytesIO(data), formats=("JPEG", "PNG"))
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise Refused(_too_many()) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise Refused(_broken()) from None
    if image.width * image.height > MOST_PIXELS:
        raise Refused(_too_many())
    return image


def _load(image: "Image.Image") -> None:
    """Unpack it to its last line."""
    try:
        image.load()
    except (EOFError, LookupError, OSError, SyntaxError, ValueError, struct.error):
        # A broken picture makes its reader fail in any of these ways; to its owner they are one.
        raise Refused(_broken()) from None


def _too_many() -> str:
    return _(
        "This picture has more than %(n)s million points. Take it again with a smaller size.",
        n=MOST_PIXELS // 1_000_000,
    )


def _broken() -> str:
    return _("This picture is incomplete or broken. Take it again, or save it again and send the new copy.")


def _jpeg(image: "Image.Image") -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()


def album(leaves: Sequence[Leaf]) -> bytes:
    """One PDF with a page for each photo; the photos go in as they are, so nothing is lost by binding them."""
    from pypdf import PdfWriter
    from pypdf.generic import DictionaryObject, NameObject, StreamObject

    writer = PdfWriter()
    for leaf in leaves:
        scale = _A4_LONG / max(leaf.width, leaf.height)
        width, height = round(leaf.width * scale, 2), round(leaf.height * scale, 2)
        page = writer.add_blank_page(width, height)
        drawing = StreamObject()
        drawing.set_data(f"q {width} 0 0 {height} 0 0 cm /Photo Do Q".encode())
        named = DictionaryObject({NameObject("/Photo"): writer._add_object(_picture(leaf))})  # noqa: SLF001 -- pypdf has no other way
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): named})
        page[NameObject("/Contents")] = writer._add_object(drawing)  # noqa: SLF001 -- the same
        page.rotate(leaf.turns % 4 * 90)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _picture(leaf: Leaf) -> "StreamObject":
    """The JPEG as PDF takes it: its bytes unchanged under the name of their packing."""
    from pypdf.generic import NameObject, NumberObject, StreamObject

    picture = StreamObject()
    picture.set_data(leaf.data)
    said = {
        "/Type": NameObject("/XObject"),
        "/Subtype": NameObject("/Image"),
        "/Width": NumberObject(leaf.width),
        "/Height": NumberObject(leaf.height),
        "/ColorSpace": NameObject("/DeviceRGB"),
        "/BitsPerComponent": NumberObject(8),
        "/Filter": NameObject("/DCTDecode"),
    }
    picture.update({NameObject(name): value for name, value in said.items()})
    return picture
