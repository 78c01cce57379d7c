"""Templates: they compile, they are short, and they keep to the content policy and to the macros."""

import re
from pathlib import Path

import pytest

from app.core.settings import ROOT
from app.core.templating import environment

pytestmark = pytest.mark.once

TEMPLATES = ROOT / "templates"
LINES = 200
MACROS = {"ui", "dev"}
FORBIDDEN = {
    "a style attribute: the content policy drops it": re.compile(r"<[a-z][^>]*\sstyle\s*=", re.IGNORECASE),
    "an event attribute: the content policy drops it": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "hx-on or js: runs code from the page": re.compile(r"hx-on|[\"']js:"),
    "a script in the page": re.compile(r"<script(?![^>]*\ssrc=)", re.IGNORECASE),
    "the safe filter: text goes out as it came in": re.compile(r"\|\s*safe\b"),
}
BARE_CONTROL = re.compile(r"<(?:input|select|textarea|table)\b", re.IGNORECASE)


def pages() -> list[Path]:
    """Every template of a page."""
    return sorted(TEMPLATES.rglob("*.html"))


def name(path: Path) -> str:
    return path.relative_to(TEMPLATES).as_posix()


def test_every_template_compiles() -> None:
    for path in [*pages(), *TEMPLATES.rglob("*.md")]:
        environment.get_template(name(path))


def test_templates_are_short() -> None:
    long = [f"{name(path)}: {lines}" for path in pages() if (lines := len(path.read_text().splitlines())) > LINES]
    assert long == []


@pytest.mark.parametrize("what", FORBIDDEN)
def test_templates_have_no(what: str) -> None:
    found = [name(path) for path in pages() if path.parent.name != "mail" and FORBIDDEN[what].search(path.read_text())]
    assert found == [], what


def test_controls_and_tables_are_macros() -> None:
    bare = [
        f"{name(path)}:{number}: {line.strip()}"
        for path in pages()
        if path.relative_to(TEMPLATES).parts[0] not in MACROS | {"mail"}
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if BARE_CONTROL.search(line)
    ]
    assert bare == []
