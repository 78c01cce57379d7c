"""A logo made fit to be served: drawn anew on white, so that nothing but its picture travels. Slow: never on the loop."""

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from app.core.errors import Refused
from app.core.files import check, clean_name
from app.core.i18n import _
from app.core.photos import upright
from app.core.scanning import ScanState

if TYPE_CHECKING:  # Pillow is imported where a picture is opened
    from PIL import Image

HEAVIEST = 2 * 1024 * 1024
LARGEST = (480, 192)
SMALLEST_SIDE = 120
_COLOURS = 128
_FAINT = 24
"""Of 255 steps from the darkest to the lightest point: with fewer, nobody sees more than a white plate."""


@dataclass(frozen=True)
class Drawn:
    """A PNG with nothing but its picture."""

    data: bytes
    width: int
    height: int


def drawn(data: bytes, filename: str) -> Drawn:
    """The logo out of a file that somebody sent, whatever its name says; Refused in words."""
    name = clean_name(filename)
    if _is_svg(data):
        raise Refused(
            _(
                "“%(name)s” is an SVG drawing, which can carry programs, so we do not take it. Export it as PNG, %(width)s points wide, and send that.",
                name=name,
                width=LARGEST[0],
            )
        )
    if check(data, name, kinds=("png", "jpg"), limit=HEAVIEST).health is ScanState.INFECTED:
        raise Refused(_("Our scanner found a virus in “%(name)s”. We did not keep the file.", name=name))
    image = upright(data)
    _must_show(image)
    image.thumbnail(LARGEST)
    out = BytesIO()
    image.quantize(_COLOURS).save(out, "PNG", optimize=True)
    return Drawn(out.getvalue(), *image.size)


def _is_svg(data: bytes) -> bool:
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith(b"<") and b"<svg" in head


def _must_show(image: "Image.Image") -> None:
    if max(image.size) < SMALLEST_SIDE:
        raise Refused(
            _(
                "This picture measures %(width)s × %(height)s points and would be blurred on paper: send one of at least %(least)s on its longer side.",
                width=image.width,
                height=image.height,
                least=SMALLEST_SIDE,
            )
        )
    steps = image.convert("L").histogram()
    seen = [step for step, points in enumerate(steps) if points]
    if seen[-1] - seen[0] < _FAINT:
        raise Refused(
            _("On white nothing of this logo can be seen: send the version that is made for a light background.")
        )
