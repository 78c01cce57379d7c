import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.settings import ROOT
from app.core.words import markdown, word_count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("   \n\t", 0),
        ("una", 1),
        (" dos  palabras\n", 2),
        ("no\u00a0se\u2003pegan\u0085nunca", 4),
        ("guion-bajo, coma", 2),
        ("cero\ufeffancho\u200b", 1),
    ],
)
def test_words_are_runs_between_white_space(text, count):
    assert word_count(text) == count


@given(st.lists(st.from_regex(r"[a-zñá]+", fullmatch=True)), st.sampled_from([" ", "\n", "\t", "\u2009", "\r\n\r\n"]))
def test_joining_words_keeps_their_number(words, between):
    assert word_count(between.join(words)) == len(words)


def test_the_counter_of_the_page_splits_at_the_same_white_space():
    script = (ROOT / "static/js/app.js").read_text(encoding="utf-8")
    (space,) = re.findall(r"const SPACE = /(.+)\+/;", script)
    in_browser = {point for point in range(0x10000) if re.fullmatch(space, chr(point))}
    assert in_browser == {point for point in range(0x10000) if chr(point).isspace()}


def test_light_markdown():
    text = "# Objeto\n\nUna *breve* y **clara**\nlínea\n\n1. uno\n2. dos\n\n> cita\n\n[liga](https://ejemplo.org)"
    assert str(markdown(text)) == (
        "<h3>Objeto</h3><p>Una <em>breve</em> y <strong>clara</strong><br>\nlínea</p>\n<ol>\n<li>uno</li>\n<li>dos</li>\n</ol>\n"
        '<blockquote>\n<p>cita</p>\n</blockquote>\n<p><a href="https://ejemplo.org" rel="noopener noreferrer">liga</a></p>\n'
    )


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "![x](https://a.b/c.png)",
        "<img src=x onerror=alert(1)>",
        "[x](data:text/html,x)",
        "[x](/users)",
    ],
)
def test_nothing_runs_and_nothing_is_fetched(text):
    made = str(markdown(text))
    assert not re.search(r"<(script|img)|href=\"(javascript|data|/)", made)


@given(st.text())
def test_any_text_becomes_only_known_tags(text):
    tags = set(re.findall(r"</?([a-z0-9]+)", str(markdown(text))))
    assert tags <= {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "h3", "h4", "h5", "h6"}


@given(st.from_regex(r"[a-zñ ]{1,30}", fullmatch=True).map(str.strip).filter(bool))
def test_plain_words_stay_themselves(text):
    assert html.unescape(str(markdown(text))) == f"<p>{text}</p>\n"
