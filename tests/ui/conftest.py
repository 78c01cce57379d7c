"""Macros by themselves: with an application behind them, so that addresses and tokens are real."""

from collections.abc import Callable
from typing import Any

import pytest
from fastapi import FastAPI
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from selectolax.lexbor import LexborNode as Node

from app.core import templating
from app.core.forms import Bound, Form


class Anything(Form):
    """Macros look at what was typed, not at the class."""


def one(page: HTMLParser, selector: str) -> Node:
    """The only node that fits."""
    found = page.css(selector)
    assert len(found) == 1, f"{selector}: {len(found)}"
    return found[0]


@pytest.fixture
def render(app: FastAPI) -> Callable[..., HTMLParser]:
    """A template from a string, as a parsed page."""
    assert app

    def rendered(source: str, **context: Any) -> HTMLParser:
        return HTMLParser(templating.environment.from_string(source).render(context))

    return rendered


@pytest.fixture
def form() -> Bound[Anything]:
    """A form in which a title was typed, and its state was forgotten."""
    bound = Bound.blank(Anything, {"title": "Agua <segura>", "state": "", "axes": ["OAX"]})
    bound.add_error("state", "Elija un estado.")
    return bound
