"""Every screen in both languages, light and dark, on a phone and on a desk: no A or AA violation, no sideways scroll.

One load per screen and language; theme and width change in place.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

from app.core.edge import LANGUAGE_COOKIE
from app.core.i18n import LANGUAGES
from app.people.service.sessions import SESSION_COOKIE
from tests.support.crawl import GONE, Map
from tests.support.demo import House
from tests.support.pages import DESK, PHONE
from tests.support.server import serving

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.once, pytest.mark.xdist_group("demo")]

AXE = Axe().axe_script
EVERY = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
NARROW = {"width": 320, "height": 640}
ERRORS = "/no-such-page"


@pytest.fixture
def address(demo_house: House) -> Iterator[str]:
    """The demonstration on a port of the loopback."""
    demo_house.session.commit()
    with serving(demo_house.app) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_is_accessible(demo_house: House, context: BrowserContext, address: str, language: str) -> None:
    page = context.new_page()
    problems = []
    for role, urls in screens(demo_house.map()).items():
        enter(demo_house, context, address, role, language)
        for url in urls:
            page.goto(address + url)
            problems += [f"{role} {url} {problem}" for problem in looked_at(page)]
    assert problems == []


def screens(found: Map) -> dict[str, list[str]]:
    """One address per screen, by the first role that may look at it."""
    shown: dict[str, list[str]] = {"visitor": [ERRORS]}
    for path, urls in found.found.items():
        role = found.seen_by.get(urls[0]) if urls else None
        if role and found.is_page.get(urls[0]) and not path.startswith("/dev/mail/"):
            shown.setdefault(role, []).append(urls[0])
    return shown


def enter(house: House, context: BrowserContext, address: str, role: str, language: str) -> None:
    """Be this role in this language."""
    context.clear_cookies()
    cookies = [{"name": LANGUAGE_COOKIE, "value": language, "url": address}]
    if role in house.people:
        token = house.browser(role).cookies[SESSION_COOKIE]
        house.session.commit()
        cookies.append({"name": SESSION_COOKIE, "value": token, "url": address})
    context.add_cookies(cookies)


def looked_at(page: Page) -> Iterator[str]:
    """What axe says in each theme and width, and whether the page scrolls sideways at 320.

    Every rule is asked on a desk and on a phone in the light; in the dark those that see colours.
    """
    page.evaluate(AXE)
    for theme, rules in (("light", EVERY), ("dark", COLOURS)):
        page.emulate_media(color_scheme=theme)
        for size in (DESK, PHONE):
            page.set_viewport_size(size)
            yield from (f"{theme} {size['width']}: {said}" for said in violations(page, rules))
    page.set_viewport_size(NARROW)
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > NARROW["width"]:
        yield f"scrolls sideways at 320: {wide} wide"


def violations(page: Page, rules: dict[str, Any]) -> list[str]:
    """The broken rules with the first place of each."""
    found = page.evaluate("options => axe.run(document, options)", {"runOnly": rules, "resultTypes": ["violations"]})
    return [f"{each['id']} at {each['nodes'][0]['target']} ({len(each['nodes'])})" for each in found["violations"]]


def test_there_is_such_a_page_as_not_found(demo_house: House) -> None:
    assert demo_house.browser(None).get(ERRORS).status_code == GONE
