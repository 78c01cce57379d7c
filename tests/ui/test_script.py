"""app.js and the stylesheet in a real browser."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi import FastAPI
from playwright.sync_api import Browser, Page

from app.core.db import Database
from app.core.settings import configure, settings
from tests.support.server import serving

pytestmark = [pytest.mark.once, pytest.mark.browser]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture
def site(app: FastAPI, database: Database) -> Iterator[str]:
    configure(settings().model_copy(update={"demo": True}))
    app.state.database = database
    with serving(app) as port:
        yield f"http://127.0.0.1:{port}/dev/components"


@pytest.fixture
def page(chromium: Browser, site: str) -> Iterator[Page]:
    context = chromium.new_context(locale="es-MX")
    opened = context.new_page()
    opened.goto(site)
    yield opened
    context.close()


def test_the_browser_counts_words_as_python_does(page: Page) -> None:
    """One letter, a character, another letter: two words exactly where str.split() sees two."""
    split = page.evaluate(
        """() => {
          const area = document.getElementById("f-abstract"), line = document.getElementById("f-abstract-count"), found = [];
          for (let code = 1; code < 0xd800; code++) {
            area.value = "a" + String.fromCharCode(code) + "b";
            area.dispatchEvent(new Event("input", {bubbles: true}));
            if (line.textContent.includes("58")) found.push(code);
          }
          return found;
        }"""
    )
    assert split == [code for code in range(1, 0xD800) if len(f"a{chr(code)}b".split()) == 2]


def test_a_row_is_added_at_once_with_its_own_names(page: Page) -> None:
    rows = page.locator("[data-rows=rows]")
    before = rows.locator("[data-row]").count()
    rows.get_by_role("button", name="Agregar actividad").click()
    assert rows.locator("[data-row]").count() == before + 1
    added = rows.locator("[data-row]").last
    assert added.locator("input[type=text]").first.get_attribute("name") == f"rows-{before}-activity"
    assert added.locator("input[type=text]").first.evaluate("field => field === document.activeElement")
    assert page.evaluate(
        "document.querySelectorAll('[id]').length === new Set([...document.querySelectorAll('[id]')].map(e => e.id)).size"
    )


def test_the_error_summary_has_the_focus(page: Page, site: str) -> None:
    page.goto(f"{site}?errors=1")
    assert page.evaluate("document.activeElement.id") == "problems"


def test_the_menu_of_a_phone_opens_without_javascript(chromium: Browser, site: str) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800}, locale="es-MX")
    page = context.new_page()
    page.goto(site)
    link = page.get_by_role("link", name="English")
    assert not link.is_visible()
    page.get_by_role("button", name="Menú").click()
    assert link.is_visible()
    page.keyboard.press("Escape")
    assert not link.is_visible()
    context.close()


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1280, 1600])
def test_nothing_makes_the_page_scroll_sideways(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(page: Page, site: str, theme: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site}?errors=1")
    page.evaluate("theme => document.documentElement.dataset.theme = theme", theme)
    found = Axe().run(page, options={"runOnly": TAGS}).response["violations"]
    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found] == []


def test_cells_copied_from_a_spreadsheet_fill_fields_and_rows(page: Page) -> None:
    pasted = page.evaluate(
        """() => {
          const table = document.querySelector('[data-rows="rows"]'), first = table.querySelector(".cells .control");
          const data = new DataTransfer();
          data.setData("text/plain", "Uno\\t01/02/2021\\nDos\\t03/02/2021\\nTres\\t04/02/2021\\nCuatro\\t05/02/2021\\n");
          first.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
          return [...table.querySelectorAll("[data-row]")].map((row) => [...row.querySelectorAll(".cells .control")].slice(0, 2).map((each) => each.value));
        }"""
    )
    assert pasted == [
        ["Uno", "01/02/2021"],
        ["Dos", "03/02/2021"],
        ["Tres", "04/02/2021"],
        ["Cuatro", "05/02/2021"],
    ]
