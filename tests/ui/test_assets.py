"""What travels: addresses that change with the content, compressed bodies, and the byte budget of a first visit."""

import gzip
import hashlib
import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from app.core.assets import Assets, squeezed
from app.core.settings import ROOT
from tests.support.client import Client

STATIC = ROOT / "static"
FIRST_PAINT = 14_000
CSS = 8_000


@pytest.fixture(scope="module")
def assets() -> Assets:
    return Assets()


def test_htmx_is_the_release_that_the_readme_names() -> None:
    found = hashlib.sha256((STATIC / "vendor/htmx.min.js").read_bytes()).hexdigest()
    assert found in (STATIC / "vendor/README.md").read_text()


def test_the_stylesheet_leaves_room_for_the_page_before_the_first_paint(assets: Assets) -> None:
    assert len(assets["app.css"].packed or b"") <= CSS < FIRST_PAINT


def test_the_scripts_and_icons_of_a_first_visit_fit_beside_the_page(assets: Assets) -> None:
    names = ("app.css", "js/app.js", "vendor/htmx.min.js", "icons.svg", "favicon.svg")
    assert sum(len(assets[name].packed or b"") for name in names) <= 40_000 - 6_000 - 6_000


def test_squeezing_keeps_what_the_stylesheet_says() -> None:
    css = "/* a */ a > b :hover ,\n c::before { content: ' ; x' ; margin: calc(1px + 2px) 0; }\n@media (min-width: 2em) and (hover) { d { e: f } }"
    assert (
        squeezed(css)
        == "a > b :hover,c::before{content: ' ; x';margin:calc(1px + 2px) 0}@media (min-width: 2em) and (hover){d{e:f}}"
    )


def test_an_unknown_file_is_named_with_those_that_there_are(assets: Assets) -> None:
    with pytest.raises(LookupError, match=r"nothing\.js.*app\.css"):
        assets.address("nothing.js")


def test_a_file_is_kept_for_a_year_under_its_mark_and_not_under_another(client: Client, assets: Assets) -> None:
    fresh = client.get(assets.address("app.css"))
    stale = client.get("/static/000000000000/app.css")
    assert (fresh.status_code, stale.status_code) == (200, 200)
    assert "immutable" in fresh.headers["cache-control"]
    assert stale.headers["cache-control"] == "no-cache"
    assert client.get("/static/000000000000/../app/main.py").status_code == 404


def test_the_file_that_travels_is_the_one_on_the_disk(assets: Assets) -> None:
    for name in ("js/app.js", "icons.svg"):
        assert gzip.decompress(assets[name].packed or b"") == (STATIC / name).read_bytes()


def test_every_icon_that_a_template_asks_for_is_in_the_sprite() -> None:
    there = set(re.findall(r'symbol id="([\w-]+)"', (STATIC / "icons.svg").read_text()))
    wanted = re.compile(r"""icon(?:\.icon)?(?:\(|=)["']([\w-]+)["']""")
    asked = {name for path in Path(ROOT / "templates").rglob("*.html") for name in wanted.findall(path.read_text())}
    assert asked <= there


def test_a_page_asks_for_no_more_than_it_shows(client: Client) -> None:
    page = HTMLParser(client.get("/help").text)
    fetched = [
        node.attributes.get("src") or node.attributes.get("href")
        for node in page.css("script[src], link[rel=stylesheet], link[rel=icon]")
    ]
    assert len(fetched) <= 5
    assert all(address and address.startswith("/static/") for address in fetched)
