"""Every part of a call on a narrow phone without JavaScript: nothing beside the page, and its own button saves it."""

import pytest
from playwright.sync_api import Browser

from app.calls.parts import PARTS
from tests.calls import factories
from tests.journeys.conftest import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]
NARROW = {"width": 320, "height": 640}


def test_each_part_fits_and_is_saved_without_scripts(site: Site, chromium: Browser) -> None:
    with site.database.transaction() as session:
        team = factories.team(session)
        call = factories.filled(session, team)
        drafter, here = team.officer, f"/manage/calls/{call.id}"
    phone = chromium.new_context(viewport=NARROW, locale="es-MX", java_script_enabled=False)
    site.sign_in(phone, drafter)
    page = phone.new_page()
    wide, unsaved = [], []
    for key in PARTS:
        page.goto(f"{site.address}{here}/parts/{key}")
        if page.evaluate("document.documentElement.scrollWidth") > NARROW["width"]:
            wide.append(key)
        with page.expect_navigation():
            page.get_by_role("button", name="Guardar", exact=True).last.click()
        if not page.url.endswith(here):
            unsaved.append((key, page.locator(".error").all_inner_texts()))
    phone.close()
    assert (wide, unsaved) == ([], [])
