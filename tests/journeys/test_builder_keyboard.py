"""Every screen on which a call is built, by keyboard alone, and the pages beside its parts on a phone without scripts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from app.calls import service
from app.calls.models import Call
from app.calls.parts import PARTS
from app.calls.parts.questionnaire import Sections
from app.calls.parts.rounds import Rounds
from app.calls.questionnaire.asked import Asked
from app.calls.questions.service import ask
from app.calls.rounds.models import CutKind
from app.core import clock
from tests.calls import asking, factories
from tests.journeys.conftest import Site
from tests.programmes import factories as programmes
from tests.questionnaire.forms import EVERY, KEY

pytestmark = [pytest.mark.browser, pytest.mark.slow]
NARROW = {"width": 320, "height": 640}
STOPS = """() => {
  const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")];
  const seen = all.filter((each) => each.tabIndex >= 0 && !each.disabled && each.type !== "hidden"
    && each.checkVisibility({ visibilityProperty: true }));
  const reached = seen.filter((each) => {
    if (each.type !== "radio") return true;
    const group = seen.filter((other) => other.type === "radio" && other.name === each.name && other.form === each.form);
    return each === (group.find((other) => other.checked) || group[0]);
  });
  reached.forEach((each, place) => (each.dataset.stop = place));
  return reached.length;
}"""
HERE = """() => {
  const now = document.activeElement;
  if (!now || now === document.body) return null;
  const ring = (each) => getComputedStyle(each).outlineStyle !== "none" && parseFloat(getComputedStyle(each).outlineWidth) >= 2;
  const name = `${now.tagName} ${now.id || now.name || now.textContent.trim().slice(0, 40)}`;
  return [now.dataset.stop ?? name, ring(now) || Boolean(now.closest(".file") && ring(now.closest(".file"))), name];
}"""


@dataclass(frozen=True)
class Place:
    """A browser with somebody of the team in it, and the two calls: one in preparation, one that is public."""

    site: Site
    page: Page
    draft: str
    public: str
    programme: str
    question: str

    def go(self, path: str) -> None:
        answer = self.page.goto(self.site.address + path)
        assert answer is not None
        assert answer.ok, path

    def press(self, button: Locator, key: str) -> None:
        """A key on a button that loads the page again."""
        with self.page.expect_navigation():
            button.press(key)

    @property
    def focused(self) -> str:
        said: str = self.page.evaluate("document.activeElement.id || document.activeElement.value || ''")
        return said


def _prepared(session: Any, team: factories.Team) -> tuple[Call, Call, str]:
    draft = factories.filled(session, team)
    sections = PARTS["questionnaire"].read(session, draft).sections
    own = (
        Asked(KEY, title=factories.both("La milpa"), questions=EVERY),
        Asked("own_otra", title=factories.both("Otra")),
    )
    service.save_part(session, draft, "questionnaire", Sections((*sections, *own)), revision=0, actor=team.drafts)
    service.save_part(session, draft, "rounds", Rounds(CutKind.eligible), revision=0, actor=team.drafts)
    public = asking.with_dates(session, team, programme=programmes.programme(session, code="OTRO"))
    asked = ask(session, public, "¿Cómo?", email="a@b.example", arrived=clock.now(), connection="1.1.1.1", actor=None)
    return draft, public, asked.id


@pytest.fixture
def prepared(site: Site, at: Any) -> dict[str, Any]:
    at("2020-08-17T12:00:00-05:00")
    with site.database.transaction() as session:
        team = factories.team(session)
        draft, public, question = _prepared(session, team)
        return {
            "who": team.officer,
            "draft": f"/manage/calls/{draft.id}",
            "public": f"/manage/calls/{public.id}",
            "programme": f"/programmes/{draft.programme_id}",
            "question": question,
        }


def _opened(site: Site, browser: BrowserContext, prepared: dict[str, Any]) -> Place:
    site.sign_in(browser, prepared["who"])
    rest = {name: text for name, text in prepared.items() if name != "who"}
    return Place(site, browser.new_page(), **rest)


@pytest.fixture
def place(site: Site, context: BrowserContext, prepared: dict[str, Any]) -> Place:
    return _opened(site, context, prepared)


@pytest.fixture
def phone(site: Site, chromium: Browser, prepared: dict[str, Any]) -> Iterator[Place]:
    browser = chromium.new_context(viewport=NARROW, locale="es-MX", java_script_enabled=False)
    yield _opened(site, browser, prepared)
    browser.close()


def _screens(place: Place) -> list[str]:
    beside = (
        "",
        "/documents",
        "/templates",
        "/branding",
        "/branding/logos/new",
        f"/questionnaire/{KEY}",
        "/next-round",
    )
    return [
        *(f"{place.draft}/parts/{key}" for key in PARTS),
        *(place.draft + path for path in beside),
        f"{place.programme}/calls/new",
        *(place.public + path for path in ("/extend", "/plan", "/questions", f"/questions/{place.question}")),
        *(place.public + path for path in ("/questions/record", "/cancel", "/parts/basics", "/parts/questionnaire")),
    ]


def _walk(page: Page) -> Iterator[str]:
    """Tab from the top to the end: what is not reached in its turn, and where the focus cannot be seen."""
    stops = page.evaluate(STOPS)
    for turn in range(stops):
        page.keyboard.press("Tab")
        found = page.evaluate(HERE)
        if found is None:
            yield f"after {turn} of {stops} stops the focus is lost"
            return
        at, ring, name = found
        if str(at) != str(turn):
            yield f"stop {turn} of {stops}: {name} ({at})"
            return
        if not ring:
            yield f"not seen: {name}"
    page.keyboard.press("Tab")
    if (end := page.evaluate(HERE)) and str(end[0]) not in {"0", str(stops - 1)}:
        yield f"after the last stop: {end[2]}"


def test_each_screen_is_walked_from_its_first_link_to_its_last_button_in_the_order_read(place: Place) -> None:
    wrong = {}
    for path in _screens(place):
        place.go(path)
        if found := list(_walk(place.page)):
            wrong[path] = found
    assert wrong == {}


@pytest.mark.parametrize("with_scripts", ["place", "phone"])
def test_whoever_adds_a_row_goes_on_in_it(request: pytest.FixtureRequest, with_scripts: str) -> None:
    here: Place = request.getfixturevalue(with_scripts)
    rows = {
        "themes": ("rows", "f-rows-3-name_es"),
        "money": ("rows", "f-rows-3-name_es"),
        "calendar": ("rows", "f-rows-0-state"),
        "papers": ("rows", "f-rows-2-title_es"),
    }
    reached = {}
    for key, (table, _wanted) in rows.items():
        here.go(f"{here.draft}/parts/{key}")
        button = here.page.locator(f"[data-rows={table}] > button[name=add]")
        if with_scripts == "place":
            button.press("Enter")
        else:
            here.press(button, "Enter")
        reached[key] = here.focused
    assert {key: _row(name) for key, name in reached.items()} == {key: _row(name) for key, (_t, name) in rows.items()}


def _row(name: str) -> str:
    """The field of a row, whatever its number: with scripts a blank row was there before."""
    return "-".join(part for part in name.split("-") if not part.isdigit())


@pytest.mark.parametrize("with_scripts", ["place", "phone"])
@pytest.mark.parametrize("path", ["parts/questionnaire", f"questionnaire/{KEY}"])
def test_whoever_moves_copies_or_adds_goes_on_where_the_row_is(
    request: pytest.FixtureRequest, with_scripts: str, path: str
) -> None:
    here: Place = request.getfixturevalue(with_scripts)
    here.go(f"{here.draft}/{path}")
    rows = here.page.locator("main section.part")
    last = rows.count() - 1
    here.press(rows.nth(last).locator("button[name=move]").first, "Enter")
    assert here.focused == f"rows-{last - 1}-up"
    here.page.keyboard.press("Tab")
    assert here.focused == f"rows-{last - 1}-down"
    here.press(here.page.locator(":focus"), "Space")
    assert here.focused == f"rows-{last}-up"  # at the end, the other way is left
    first = "kind" if "parts" not in path else "title_es"
    here.press(rows.nth(last).locator("button[name=copy]"), "Enter")
    assert here.focused == f"f-rows-{last + 1}-{first}"
    here.press(here.page.locator("main button[name=add]").last, "Space")
    assert here.focused == f"f-rows-{last + 2}-{first}"


def test_the_pages_beside_the_parts_fit_a_narrow_phone_and_are_saved_without_scripts(phone: Place) -> None:
    wide = []
    for path in _screens(phone):
        phone.go(path)
        if phone.page.evaluate("document.documentElement.scrollWidth") > NARROW["width"]:
            wide.append(path)
    assert wide == []
    kept = {
        f"{phone.draft}/questionnaire/{KEY}": {},
        f"{phone.public}/plan": {"free-0-on": "15/09/2020", "free-0-name": "Puente"},
        f"{phone.public}/questions/{phone.question}": {"answer_es": "Así."},
        f"{phone.programme}/calls/new": {"title_es": "Otra más", "edition": "3"},
        f"{phone.draft}/next-round": {"title_es": "Segunda vuelta"},
        f"{phone.draft}/branding": {"accent": "#8A1538"},
    }
    stayed = {path: said for path, fields in kept.items() if (said := _saved(phone, path, fields))}
    assert stayed == {}


SAVES = ("Guardar", "Guardar el borrador", "Iniciar")


def _saved(phone: Place, path: str, fields: dict[str, str]) -> list[str]:
    phone.go(path)
    for name, text in fields.items():
        phone.page.locator(f"[name='{name}']").first.fill(text)
    said = "|".join(SAVES)
    phone.press(phone.page.locator("main").get_by_role("button", name=re.compile(f"^({said})$")).last, "Enter")
    errors: list[str] = phone.page.locator(".problems, .error").all_inner_texts()
    return errors


def test_a_deadline_is_extended_by_keyboard_without_scripts(phone: Place) -> None:
    phone.go(f"{phone.public}/extend")
    page = phone.page
    page.locator("#f-on").fill("10/09/2020")
    page.locator("#f-at").fill("23:59")
    page.locator("#f-reason_es").fill("Un huracán.")
    page.locator("#f-signed").press("Space")
    with page.expect_navigation():
        page.locator("main form[method=post] button.main").press("Enter")
    assert page.locator(".problems").count() == 0, page.locator(".problems").all_inner_texts()
    assert page.url.endswith("#amendments")
