"""Colours that can be read: a property, and the surfaces that they are read on."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.colours import DAY, LEAST, NIGHT, contrast, on_dark, on_light, parsed
from app.core.settings import ROOT

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@given(COLOURS)
def test_whatever_is_chosen_can_be_read_in_both_themes(colour):
    for shade, grounds in ((on_light(colour), DAY), (on_dark(colour), NIGHT)):
        assert min(contrast(shade.colour, ground) for ground in grounds) >= LEAST
        assert (shade.percent == 0) == (shade.asked_ratio >= LEAST)
        assert shade.percent or shade.colour == colour


@given(COLOURS)
def test_white_letters_can_be_read_on_the_light_one(colour):
    assert contrast("#ffffff", on_light(colour).colour) >= LEAST


def test_the_surfaces_are_those_of_the_style_sheet():
    tokens = (ROOT / "static/css/tokens.css").read_text()
    found = re.findall(r"--(?:paper|surface): (#[0-9a-f]{3,6});", tokens)
    assert [parsed(each) for each in found[:4]] == [*DAY, *NIGHT]


@pytest.mark.parametrize(
    ("typed", "colour"),
    [("#0B5C52", "#0b5c52"), ("0b5c52", "#0b5c52"), (" #abc ", "#aabbcc"), ("#12345", None), ("", None), ("red", None)],
)
def test_what_people_write_for_a_colour(typed, colour):
    assert parsed(typed) == colour
