"""A page that stays open tells within half a minute who else writes, and stops telling it."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlmodel import Session

from app.people.models import Level
from tests import factories as people
from tests.journeys.conftest import Site
from tests.proposals import factories

pytestmark = pytest.mark.browser
HALF_A_MINUTE = 31_000


def test_who_writes_elsewhere_appears_and_goes_without_loading_the_page(
    site: Site, session: Session, context: BrowserContext, browser_page: Page, at
):
    at("2020-09-01T12:00:00-05:00")
    call = factories.open_call(session)
    organisation, owner = factories.applicant(session)
    other = people.member(session, organisation, Level.EDITOR, name="Luisa Ortiz")
    proposal = factories.draft(session, call, organisation, owner)
    session.commit()
    site.sign_in(context, owner)
    browser_page.clock.install()
    browser_page.goto(f"{site.address}/proposals/{proposal.id}")
    sign = browser_page.locator(".tasks [data-writing=problem]")
    expect(sign).to_be_hidden()
    with site.database.transaction() as there:
        factories.save(there, proposal, "problem", {"description": "Uno"}, other)
    browser_page.clock.run_for(HALF_A_MINUTE)
    expect(sign).to_have_text("Luisa Ortiz está escribiendo aquí")
    at("2020-09-01T12:06:00-05:00")
    browser_page.clock.run_for(HALF_A_MINUTE)
    expect(sign).to_be_hidden()
