"""A colour that a programme chooses, and the nearest one that can be read on our own surfaces (WCAG 2.2 AA)."""

import re
from dataclasses import dataclass
from functools import cache

LEAST = 4.5
"""The contrast of common text; white letters on the colour need as much."""
DAY = ("#ffffff", "#f3f6f5")
NIGHT = ("#14191b", "#1d2427")
"""Our surfaces in the light and in the dark theme: `--paper` and `--surface` of tokens.css."""
_BLACK, _WHITE = (0, 0, 0), (255, 255, 255)
_Points = tuple[int, int, int]


@dataclass(frozen=True)
class Shade:
    """A colour as it is shown on some ground: how much was added to it, and what it and the one asked for contrast by."""

    colour: str
    ratio: float
    asked_ratio: float
    percent: int


def parsed(text: str) -> str | None:
    """#0b5c52 out of what people write: with or without #, in three or six figures; None for anything else."""
    bare = text.strip().removeprefix("#").lower()
    if re.fullmatch(r"[0-9a-f]{3}", bare):
        bare = "".join(figure * 2 for figure in bare)
    return f"#{bare}" if re.fullmatch(r"[0-9a-f]{6}", bare) else None


@cache
def on_light(colour: str) -> Shade:
    """The colour on light paper, darker if it must be: white letters can be read on it too."""
    return _nearest(colour, DAY, _BLACK)


@cache
def on_dark(colour: str) -> Shade:
    """The colour on dark paper, lighter if it must be."""
    return _nearest(colour, NIGHT, _WHITE)


def contrast(one: str, other: str) -> float:
    """How far two colours stand apart, from 1 to 21."""
    darker, lighter = sorted((_luminance(_points(one)), _luminance(_points(other))))
    return (lighter + 0.05) / (darker + 0.05)


def _nearest(colour: str, grounds: tuple[str, ...], towards: _Points) -> Shade:
    asked = _least(colour, grounds)
    for percent in range(101):
        mixed = _mixed(_points(colour), towards, percent)
        if (ratio := _least(mixed, grounds)) >= LEAST:
            return Shade(mixed, ratio, asked, percent)
    message = f"black or white itself can be read on {grounds}"
    raise AssertionError(message)


def _least(colour: str, grounds: tuple[str, ...]) -> float:
    return min(contrast(colour, ground) for ground in grounds)


def _mixed(points: _Points, towards: _Points, percent: int) -> str:
    parts = (a + (b - a) * percent // 100 for a, b in zip(points, towards, strict=True))
    return "#" + "".join(f"{part:02x}" for part in parts)


def _points(colour: str) -> _Points:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(points: _Points) -> float:
    red, green, blue = (_linear(point / 255) for point in points)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
