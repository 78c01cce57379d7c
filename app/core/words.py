"""Words people write: how many there are, and light Markdown made into safe HTML."""

from collections.abc import Sequence
from functools import cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup

_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "h3", "h4", "h5", "h6"}
_DEMOTED = {"h1": "h3", "h2": "h4", "h3": "h5", "h4": "h6", "h5": "h6", "h6": "h6"}


def word_count(text: str) -> int:
    """Runs of anything between the white space of `str.split`; the counter of static/js/app.js splits at the same."""
    return len(text.split())


def markdown(text: str) -> Markup:
    """Paragraphs, lists, emphasis, quotes, headings (from level 3 down) and links; HTML and pictures stay text."""
    return Markup(_cleaner().clean(_parser().render(text)))  # noqa: S704 -- cleaned on this very line


@cache
def _cleaner() -> nh3.Cleaner:
    attributes = {"a": {"href"}, "ol": {"start"}}
    return nh3.Cleaner(tags=_TAGS, attributes=attributes, url_schemes={"http", "https", "mailto"}, url_relative="deny")


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True})
    parser.disable(["image", "code", "fence", "backticks", "hr", "html_block", "html_inline"])
    for rule in ("heading_open", "heading_close"):
        parser.add_render_rule(rule, _demoted)
    return parser


def _demoted(
    _renderer: RendererProtocol, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType
) -> str:
    token = tokens[index]
    return f"<{'/' if token.nesting < 0 else ''}{_DEMOTED[token.tag]}>"
