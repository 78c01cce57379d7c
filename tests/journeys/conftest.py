"""A real browser on a real server on the loopback: what a person does, step by step."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from fastapi import FastAPI
from playwright.sync_api import BrowserContext, Page

from app.core.db import Database
from app.core.settings import settings
from app.people.models import User
from app.people.service.sessions import SESSION_COOKIE, open_session
from tests.support.server import serving


@dataclass(frozen=True)
class Site:
    """The application as a person finds it."""

    address: str
    database: Database

    def sign_in(self, browser: BrowserContext, user: User) -> None:
        """Sign somebody in on this browser, as a mailed link would."""
        with self.database.transaction() as session:
            token = open_session(session, user, browser="journey")
        browser.add_cookies([{"name": SESSION_COOKIE, "value": token, "url": self.address}])


@pytest.fixture
def site(app: FastAPI, database: Database) -> Iterator[Site]:
    """The application on the test's own database, on a port of its own."""
    app.state.database = database
    with serving(app) as port:
        settings().base_url = f"http://127.0.0.1:{port}"
        yield Site(settings().base_url, database)


@pytest.fixture
def browser_page(context: BrowserContext) -> Page:
    """A window in which an error of a script fails the test."""
    page = context.new_page()
    page.on("pageerror", _fail)
    return page


def _fail(error: Exception) -> None:
    raise AssertionError(error)
