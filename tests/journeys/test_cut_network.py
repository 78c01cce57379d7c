"""Writing over a line that is cut, on a server that fails, beside other people: every word is kept, and said to be."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import pytest
from playwright.sync_api import Browser, BrowserContext, LocatorAssertions, Page, Route, expect
from sqlmodel import Session, select

from app.people.models import Level, Organisation, User
from app.people.service.sessions import SESSION_COOKIE
from app.proposals.models import Proposal, SectionVersion
from app.proposals.queries import section_row
from tests import factories as people
from tests.journeys.conftest import Site
from tests.proposals import factories

pytestmark = pytest.mark.browser

SAVED = re.compile("Guardado a las")
OFFLINE = re.compile("Sin conexión|No hay conexión")
KEPT = "Object.keys(localStorage).filter(key => key.startsWith('convoca:')).length"


@dataclass
class Desk:
    """A proposal, the browser of its owner, and the database behind it."""

    site: Site
    session: Session
    page: Page
    proposal: Proposal
    organisation: Organisation
    owner: User

    @property
    def address(self) -> str:
        return f"{self.site.address}/proposals/{self.proposal.id}/sections/problem"

    @property
    def said(self) -> set[str]:
        """Every text that the server ever acknowledged, standing or set aside."""
        self.session.rollback()
        return {version.data["description"] for version in self.session.exec(select(SectionVersion))}

    @property
    def stands(self) -> str:
        self.session.rollback()
        row = section_row(self.session, self.proposal.id, "problem")
        return str(row.data["description"]) if row else ""

    def another(self, context: BrowserContext) -> Page:
        opened = context.new_page()
        opened.goto(self.address)
        return opened


@pytest.fixture
def desk(site: Site, session: Session, browser_page: Page, at: Callable[[str], datetime]) -> Desk:
    at("2020-09-01T12:00:00-05:00")
    call = factories.open_call(session)
    organisation, owner = factories.applicant(session)
    proposal = factories.draft(session, call, organisation, owner)
    session.commit()
    site.sign_in(browser_page.context, owner)
    there = Desk(site, session, browser_page, proposal, organisation, owner)
    browser_page.goto(there.address)
    return there


def write(page: Page, words: str) -> None:
    """Type at the end of the description, key by key."""
    page.locator("#f-description").press("Control+End")
    page.locator("#f-description").press_sequentially(words)


def state(page: Page) -> LocatorAssertions:
    return expect(page.locator("#saved"))


def wait_for_save(page: Page) -> None:
    state(page).to_have_text(SAVED)
    nothing_waits(page)


def nothing_waits(page: Page) -> None:
    """The server has every word of this page, and the device no copy."""
    expect(page.locator("form[data-unsent]")).to_have_count(0)
    assert page.evaluate(KEPT) == 0


def answer_once(page: Page, status: int) -> None:
    """The next save is answered so by the server, or by what stands before it; those after it pass."""
    page.route("**/sections/problem", lambda route: refuse(route, status), times=1)


def refuse(route: Route, status: int) -> None:
    route.fulfill(status=status, content_type="text/html", body="<h1>No</h1>")


def only_reading(route: Route) -> None:
    if route.request.method == "POST":
        route.abort("internetdisconnected")
    else:
        route.continue_()


def hurry(page: Page) -> None:
    """What is tried again after a pause is tried at once: the page is looked at again."""
    page.evaluate("dispatchEvent(new Event('online'))")


def test_what_is_typed_before_and_after_a_cut_arrives_when_the_line_returns(desk: Desk) -> None:
    write(desk.page, "Uno")
    wait_for_save(desk.page)
    desk.page.context.set_offline(True)
    write(desk.page, " y dos")
    state(desk.page).to_have_text(OFFLINE)
    write(desk.page, " y tres")
    desk.page.context.set_offline(False)
    wait_for_save(desk.page)
    assert desk.stands == "Uno y dos y tres"


def test_a_tab_closed_without_a_line_leaves_its_words_for_the_next_one(desk: Desk) -> None:
    desk.page.context.set_offline(True)
    write(desk.page, "Sin línea")
    state(desk.page).to_have_text(OFFLINE)
    desk.page.close()
    desk.page.context.set_offline(False)
    page = desk.another(desk.page.context)
    expect(page.locator("#f-description")).to_have_value("Sin línea")
    state(page).to_have_text(SAVED)
    nothing_waits(page)
    assert desk.stands == "Sin línea"


def test_what_cannot_be_sent_yet_is_shown_where_it_was_typed(desk: Desk) -> None:
    desk.page.route("**/sections/problem", only_reading)
    write(desk.page, "Todavía no")
    state(desk.page).to_have_text(OFFLINE)
    desk.page.reload()
    expect(desk.page.locator("#f-description")).to_have_value("Todavía no")
    write(desk.page, ", pero ya casi")
    desk.page.unroute("**/sections/problem")
    hurry(desk.page)
    wait_for_save(desk.page)
    assert desk.stands == "Todavía no, pero ya casi"


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (500, "El servidor no pudo guardarlo"),
        (503, "El servidor no pudo guardarlo"),
        (409, "no lo recibió"),
        (413, "no lo recibió"),
    ],
)
def test_a_refused_save_is_shown_and_the_words_arrive_later(desk: Desk, status: int, words: str) -> None:
    answer_once(desk.page, status)
    write(desk.page, "Algo")
    state(desk.page).to_contain_text(words)
    assert desk.said == set()
    assert desk.page.evaluate(KEPT) == 1
    write(desk.page, " más")
    wait_for_save(desk.page)
    assert desk.stands == "Algo más"


def test_what_a_network_before_ours_answers_is_not_taken_for_a_save(desk: Desk) -> None:
    answer_once(desk.page, 200)
    write(desk.page, "En el hotel")
    state(desk.page).to_have_text(OFFLINE)
    hurry(desk.page)
    wait_for_save(desk.page)
    assert desk.stands == "En el hotel"


def test_two_writers_see_both_versions_and_a_person_chooses(desk: Desk, chromium: Browser) -> None:
    colleague = people.member(desk.session, desk.organisation, Level.EDITOR)
    desk.session.commit()
    other = chromium.new_context(locale="es-MX")
    desk.site.sign_in(other, colleague)
    theirs = desk.another(other)
    write(theirs, "De ella")
    wait_for_save(theirs)
    write(desk.page, "De él")
    state(desk.page).to_contain_text("mire las dos versiones y elija")
    write(desk.page, " y algo más")
    expect(desk.page.locator("#saved a")).to_be_visible()
    nothing_waits(desk.page)
    desk.page.locator("#saved a").click()
    expect(desk.page.locator("main")).to_contain_text("De ella")
    expect(desk.page.locator("main")).to_contain_text("De él y algo más")
    desk.page.get_by_role("button", name="Usar esta versión").click()
    expect(desk.page.locator("#f-description")).to_have_value("De él y algo más")
    assert desk.said == {"De ella", "De él", "De él y algo más"}
    other.close()


def test_two_tabs_keep_their_copies_apart(desk: Desk) -> None:
    second = desk.another(desk.page.context)
    desk.page.context.set_offline(True)
    write(desk.page, "Primera")
    write(second, "Segunda")
    state(desk.page).to_have_text(OFFLINE)
    state(second).to_have_text(OFFLINE)
    assert desk.page.evaluate(KEPT) == 2
    desk.page.context.set_offline(False)
    for page in (desk.page, second):
        expect(page.locator("form[data-unsent]")).to_have_count(0)
    nothing_waits(second)
    assert desk.said == {"Primera", "Segunda"}


def test_what_was_saved_by_its_button_is_no_second_version_later(desk: Desk, context: BrowserContext) -> None:
    """The button saved it; the copy was still on the device when somebody else went on writing."""
    write(desk.page, "Por el botón")
    desk.page.get_by_role("button", name="Guardar y salir").click()
    expect(desk.page.locator("h1")).to_be_visible()
    desk.page.wait_for_url(f"**/proposals/{desk.proposal.id}")
    factories.save(desk.session, desk.proposal, "problem", {"description": "Otra persona siguió"}, desk.owner)
    desk.session.commit()
    page = desk.another(context)
    expect(page.locator("#f-description")).to_have_value("Otra persona siguió")
    state(page).to_have_text(SAVED)
    nothing_waits(page)
    assert desk.said == {"Por el botón", "Otra persona siguió"}
    expect(page.locator("#saved a")).to_have_count(0)


def test_a_session_that_ends_while_typing_asks_to_sign_in_and_goes_on(desk: Desk) -> None:
    write(desk.page, "Antes")
    wait_for_save(desk.page)
    desk.page.context.clear_cookies(name=SESSION_COOKIE)
    write(desk.page, " y después")
    state(desk.page).to_contain_text("Su sesión terminó")
    desk.page.locator("#saved a").click()
    expect(desk.page.locator("#f-email")).to_be_visible()
    assert desk.page.locator("input[name=next]").input_value() == f"/proposals/{desk.proposal.id}/sections/problem"
    desk.site.sign_in(desk.page.context, desk.owner)
    desk.page.goto(desk.address)
    expect(desk.page.locator("#f-description")).to_have_value("Antes y después")
    state(desk.page).to_have_text(SAVED)
    nothing_waits(desk.page)
    assert desk.stands == "Antes y después"


def test_a_shared_computer_keeps_nothing_and_forgets_at_signing_out(desk: Desk) -> None:
    desk.page.evaluate("localStorage.setItem('convoca:antes', 'x')")
    desk.page.context.add_cookies([{"name": "convoca_shared", "value": "1", "url": desk.site.address}])
    desk.page.goto(desk.address)
    desk.page.context.set_offline(True)
    write(desk.page, "En el cibercafé")
    state(desk.page).to_contain_text("Deje abierta esta página")
    assert desk.page.evaluate(KEPT) == 1
    desk.page.context.set_offline(False)
    state(desk.page).to_have_text(SAVED)
    assert desk.stands == "En el cibercafé"
    desk.page.goto(f"{desk.site.address}/account")
    desk.page.get_by_role("button", name="Salir", exact=True).click()
    desk.page.wait_for_url(f"{desk.site.address}/")
    assert desk.page.evaluate(KEPT) == 0
