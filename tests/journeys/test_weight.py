"""What the first visit of the proposal's form weighs on a phone's connection, counted by a real browser."""

from collections.abc import Callable
from datetime import datetime

import pytest
from playwright.sync_api import BrowserContext, Response
from sqlmodel import Session

from tests.journeys.conftest import Site
from tests.proposals import factories

pytestmark = pytest.mark.browser

MOST_BYTES = 40_000
MOST_REQUESTS = 8


@pytest.mark.parametrize("section", ["summary", "problem", "work_plan", "budget"])
def test_the_first_visit_of_a_form_fits_in_forty_kilobytes(
    site: Site, session: Session, context: BrowserContext, at: Callable[[str], datetime], section: str
) -> None:
    at("2020-09-01T12:00:00-05:00")
    call = factories.open_call(session)
    organisation, owner = factories.applicant(session)
    proposal = factories.draft(session, call, organisation, owner)
    session.commit()
    site.sign_in(context, owner)
    page = context.new_page()
    seen: list[Response] = []
    page.on("response", lambda response: seen.append(response))  # noqa: PLW0108 -- Playwright marks its handlers
    page.goto(f"{site.address}/proposals/{proposal.id}/sections/{section}", wait_until="networkidle")
    weights = {response.url: response.request.sizes()["responseBodySize"] for response in seen}
    assert page.title()
    assert len(seen) <= MOST_REQUESTS, weights
    assert sum(weights.values()) <= MOST_BYTES, weights
