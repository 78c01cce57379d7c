"""Photos of paper: small, upright, silent about place and device; what cannot be opened is refused in words."""

import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from app.core import photos
from app.core.errors import Refused
from app.core.i18n import using_locale
from app.core.photos import Leaf, album, must_open, tidied, turned
from app.core.sniffing import sniff
from tests.core import samples

pytestmark = pytest.mark.once

PLACE, MAKER, ORIENTATION = 0x8825, 0x010F, 0x0112
LYING = 6
"""The camera was held on its side: the picture is to be turned to the right."""


def photo(width: int = 400, height: int = 300, *, kind: str = "JPEG", mode: str = "RGB", orientation: int = 0) -> bytes:
    """A picture whose upper left corner is red, with the notes that a phone writes into it."""
    image = Image.new(mode, (width, height), "white")
    image.paste(Image.new("RGB", (width // 4, height // 4), "red").convert(mode), (0, 0))
    notes = Image.Exif()
    notes[MAKER] = "Telefono de Rosa"
    notes.get_ifd(PLACE)[1] = "N"
    notes.get_ifd(PLACE)[2] = (25.0, 26.0, 27.0)
    if orientation:
        notes[ORIENTATION] = orientation
    out = BytesIO()
    image.save(out, kind, exif=notes, comment=b"en casa de Rosa \xff\xd9") if kind == "JPEG" else image.save(out, kind)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("RGB")


def is_red(image: Image.Image, x: int, y: int) -> bool:
    red, green, _blue = image.getpixel((x, y))
    return red > 200 and green < 80


def refusal(data: bytes) -> str:
    with using_locale("es"), pytest.raises(Refused) as caught:
        tidied(data)
    return caught.value.reason


def test_a_large_photo_becomes_small_and_keeps_its_shape():
    made = tidied(photo(4000, 3000))
    assert (made.width, made.height) == (2200, 1650) == opened(made.data).size
    assert opened(made.small).size == (320, 240)


def test_a_photo_taken_on_its_side_stands_upright():
    made = tidied(photo(orientation=LYING))
    image = opened(made.data)
    assert image.size == (300, 400) == (made.width, made.height)
    assert is_red(image, 290, 10)
    assert not is_red(image, 10, 10)


def test_nothing_is_kept_of_place_phone_or_remark():
    before = photo(orientation=LYING)
    assert dict(Image.open(BytesIO(before)).getexif().get_ifd(PLACE))
    made = tidied(before)
    for data in (made.data, made.small):
        image = Image.open(BytesIO(data))
        assert dict(image.getexif()) == {}
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert b"Rosa" not in data
        assert b"Exif" not in data


@pytest.mark.parametrize("mode", ["RGBA", "P", "L", "1", "LA"])
def test_pictures_of_every_mode_become_pages(mode):
    made = tidied(photo(kind="PNG", mode=mode))
    assert opened(made.data).size == (400, 300)


def test_what_is_clear_becomes_white():
    out = BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(out, "PNG")
    assert opened(tidied(out.getvalue()).data).getpixel((20, 20)) == (255, 255, 255)


@pytest.mark.parametrize("share", [0.5, 0.95])
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photo_cut_short_is_refused_whatever_small_picture_ends_inside_it(kind, share):
    whole = photo(kind=kind)
    with using_locale("es"), pytest.raises(Refused, match="incomplet"):
        sniff(whole[: int(len(whole) * share)])


def test_an_end_put_on_again_does_not_mend_a_png():
    with using_locale("es"), pytest.raises(Refused, match="incompleta o dañada"):
        sniff(photo(kind="PNG")[:200] + b"IEND\xaeB`\x82")


def test_a_picture_of_too_many_points_is_refused_before_it_is_unpacked():
    def part(name: bytes, data: bytes) -> bytes:
        return struct.pack("!I", len(data)) + name + data + struct.pack("!I", zlib.crc32(name + data))

    for width, height in ((9000, 9000), (60_000, 60_000)):
        head = part(b"IHDR", struct.pack("!IIBBBBB", width, height, 8, 2, 0, 0, 0))
        bomb = b"\x89PNG\r\n\x1a\n" + head + part(b"IDAT", zlib.compress(b"\0" * 1000)) + part(b"IEND", b"")
        assert "más de 64 millones de puntos" in refusal(bomb)
        with pytest.raises(Refused):
            sniff(bomb)


@given(st.binary(max_size=400), st.sampled_from([b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", photo()[:600]]))
def test_no_bytes_bring_the_look_down(data, head):
    for look in (tidied, must_open):
        with pytest.raises(Refused):
            look(head + data)


def test_a_small_picture_is_turned_by_quarters():
    small = tidied(photo()).small
    once = opened(turned(small, 1))
    assert once.size == (240, 320)
    assert is_red(once, 230, 10)
    assert turned(small, 0) == turned(small, 4) == small


def test_photos_are_bound_in_their_order_as_they_are():
    pages = [tidied(photo(400, 300)), tidied(photo(300, 600))]
    leaves = [Leaf(page.data, page.width, page.height, turns) for page, turns in zip(pages, (1, 0), strict=True)]
    data = album(leaves)
    assert sniff(data)[1] == 2
    read = PdfReader(BytesIO(data)).pages
    assert [page.rotation for page in read] == [90, 0]
    assert [(round(page.mediabox.width), round(page.mediabox.height)) for page in read] == [(842, 632), (421, 842)]
    inside = [page["/Resources"]["/XObject"]["/Photo"] for page in read]
    assert [each._data for each in inside] == [page.data for page in pages]
    assert opened(read[0].images[0].data).size == (400, 300)


def test_a_phone_photo_in_heic_is_told_what_to_do():
    with using_locale("es"), pytest.raises(Refused, match="Más compatible"):
        sniff(b"\0\0\0\x18ftypheic" + b"\0" * 100)


def test_photos_of_few_points_are_left_at_their_size(monkeypatch):
    assert tidied(photo(200, 100)).width == 200
    monkeypatch.setattr(photos, "MOST_PIXELS", 1000)
    assert "puntos" in refusal(samples.jpg())
