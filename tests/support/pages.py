"""Fixtures of a real browser: one process a session, one context a test; used by journeys and by the sweep."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, ViewportSize, sync_playwright

from tests.support import browser as finder

DESK: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A browser, headless; without one the test is left out, and `make test` says so."""
    path = finder.find()
    if path is None:
        pytest.skip("no browser: set APP_CHROMIUM, or run `python -m playwright install chromium`")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=path, chromium_sandbox=False, args=finder.ARGUMENTS, headless=True
        )
        yield started
        started.close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A person's browser with nothing in it, in Spanish."""
    fresh = chromium.new_context(viewport=DESK, locale="es-MX", timezone_id="America/Mexico_City")
    fresh.set_default_timeout(10_000)
    yield fresh
    fresh.close()
