"""The page that shows every macro, and the frame of every page."""

import re

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from app.core.settings import ROOT, configure, settings
from tests.support.client import Client
from tests.ui.conftest import one

TEMPLATES = ROOT / "templates"
MACRO = re.compile(r"{%-? macro ([a-z]\w*)\(")


@pytest.fixture
def demo(client: Client) -> Client:
    configure(settings().model_copy(update={"demo": True}))
    return client


def test_only_a_demo_shows_the_components(client: Client) -> None:
    assert client.get("/dev/components").status_code == 404


def test_every_macro_is_on_the_components_page() -> None:
    pages = "".join(
        path.read_text()
        for path in [*(TEMPLATES / "dev").rglob("*.html"), *(TEMPLATES / "ui").glob("*.html"), TEMPLATES / "base.html"]
    )
    for path in sorted((TEMPLATES / "ui").glob("*.html")):
        if path.stem == "meta":  # for the head of a page: nobody sees it
            continue
        room = path.read_text()
        for name in MACRO.findall(room):
            assert f"ui.{path.stem}.{name}(" in pages or f"{{{{ {name}(" in room, f"ui.{path.stem}.{name}"


def test_the_title_says_that_there_are_errors(demo: Client) -> None:
    page = HTMLParser(demo.get("/dev/components?errors=1").text)
    assert one(page, "title").text().startswith("Error:")
    assert len(page.css("#problems li")) == 11


@pytest.mark.parametrize("query", ["", "?errors=1"])
def test_ids_are_one_of_a_kind_and_every_description_is_there(demo: Client, query: str) -> None:
    page = HTMLParser(demo.get(f"/dev/components{query}").text)
    ids = [node.attributes["id"] for node in page.css("[id]")]
    assert len(ids) == len(set(ids))
    pointed = {
        each
        for name in ("aria-describedby", "aria-labelledby", "for")
        for node in page.css(f"[{name}]")
        for each in (node.attributes[name] or "").split()
    }
    assert pointed <= set(ids)


def test_no_style_or_handler_is_written_into_the_page(demo: Client) -> None:
    page = HTMLParser(demo.get("/dev/components?errors=1").text)
    written = {
        name
        for node in page.css("*")
        for name in node.attributes
        if name == "style" or name.startswith(("on", "hx-on"))
    }
    assert written == set()
    assert not page.css("script:not([src])")
    assert not page.css("style")


def test_a_demo_says_so_and_is_not_indexed(demo: Client) -> None:
    page = HTMLParser(demo.get("/dev/components").text)
    assert one(page, "meta[name=robots]").attributes["content"] == "noindex"
    assert "ficticios" in one(page, ".demo").text()


def test_the_frame_offers_the_other_language_and_the_content(demo: Client) -> None:
    page = HTMLParser(demo.get("/dev/components").text)
    assert one(page, "a.skip").attributes["href"] == "#main"
    assert one(page, "a[hreflang=en]").attributes["href"] == "/dev/components?lang=en"
    assert "Hora del servidor" in one(page, "footer").text()


def test_an_error_page_says_what_to_do_and_how_to_find_it_in_the_log(client: Client) -> None:
    answer = client.get("/no-such-page")
    page = HTMLParser(answer.text)
    assert answer.status_code == 404
    assert one(page, "h1").text() == "Esta página no existe"
    assert one(page, "main code").text() == answer.headers["x-request-id"]
