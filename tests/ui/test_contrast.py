"""The colours of both themes, against WCAG 2.2 AA."""

import re

import pytest

from app.core.settings import ROOT

TOKENS = (ROOT / "static/css/tokens.css").read_text()
ON_PAPER = ("ink", "muted", "link", "link-strong", "brand", "danger", "danger-strong")
PAIRS = [
    *((name, ground) for name in ON_PAPER for ground in ("paper", "surface")),
    *((colour, f"{colour}-bg") for colour in ("green", "amber", "red", "blue", "grey")),
    *(("ink", f"{colour}-bg") for colour in ("green", "amber", "red", "blue", "grey")),
    ("on-brand", "brand"),
    ("on-brand", "brand-strong"),
    ("on-danger", "danger-strong"),
    ("on-head", "head"),
]
EDGES = [
    ("edge", "paper"),
    ("edge", "surface"),
    ("focus", "paper"),
    ("focus", "surface"),
    ("on-head", "head"),
    ("brand", "paper"),
]


def _theme(selector: str) -> dict[str, str]:
    block = TOKENS[TOKENS.index(selector) :].partition("}")[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", block))


THEMES = {"light": _theme(":root {"), "dark": _theme(':root[data-theme="dark"] {')}


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(d * 2 for d in colour[1:])
    parts = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(theme: str, front: str, back: str) -> float:
    darker, lighter = sorted(_luminance(THEMES[theme][name]) for name in (front, back))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("front", "back"), PAIRS)
def test_text_can_be_read(theme: str, front: str, back: str) -> None:
    assert contrast(theme, front, back) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("front", "back"), EDGES)
def test_edges_and_focus_can_be_seen(theme: str, front: str, back: str) -> None:
    assert contrast(theme, front, back) >= 3


def test_both_ways_to_the_dark_are_the_same_dark() -> None:
    assert _theme(':root:not([data-theme="light"]) {') == THEMES["dark"]


def test_colours_are_written_in_the_tokens_only() -> None:
    for path in (ROOT / "static/css").glob("*.css"):
        if path.name not in {"tokens.css", "print.css"}:
            assert not re.findall(r"#[0-9a-f]{6}\b", path.read_text()), path.name
