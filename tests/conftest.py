"""What every test may ask for: a database of its own, a browser without a window, a clock that stands still."""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlmodel import Session, select

from app import main
from app.core import clock, looking, settings
from app.core.db import Database
from app.core.i18n import set_locale
from app.core.mail import OutboxMail
from tests.support import demo, postgres, store
from tests.support.client import ORIGIN, Client
from tests.support.loop import Loop
from tests.support.pages import chromium, context
from tests.support.watch import Watch

# A process may run one Playwright only, so its browser belongs to the whole suite, not to a folder of it.
__all__ = ["chromium", "context"]

signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave aside what needs something this machine has not, and say what."""
    why = postgres.missing() if store.KIND == "postgres" else None
    for item in items:
        if store.KIND == "postgres" and item.get_closest_marker("once"):
            item.add_marker(pytest.mark.skip(reason="the same on every database: ran on SQLite"))
        elif why:
            item.add_marker(pytest.mark.skip(reason=f"no PostgreSQL: {why}"))


@pytest.fixture(scope="session")
def worker(request: pytest.FixtureRequest) -> str:
    """The name of this process among its fellows."""
    return getattr(request.config, "workerinput", {}).get("workerid", "main")


@pytest.fixture(scope="session")
def loop() -> Iterator[Loop]:
    """Where the browser without a window lives."""
    living = Loop()
    yield living
    living.close()


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory, worker: str) -> str:
    """The address of a database with tables only, made once a process."""
    return store.template(tmp_path_factory.mktemp("template"), worker)


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """The application, wired once a process; each test gives it its own database."""
    unused = Database("sqlite://")
    return main.create_app(test_settings(tmp_path_factory.mktemp("data")), database=unused)


def test_settings(folder: Path) -> settings.Settings:
    """The settings of an installation that belongs to a test."""
    return settings.Settings(data_dir=folder, secret="only for tests", base_url=ORIGIN, background=False)


test_settings.__test__ = False


@pytest.fixture(autouse=True)
def own_settings(app: FastAPI, tmp_path: Path) -> Iterator[settings.Settings]:
    """Fresh settings, in a data folder of the test's own."""
    settings.configure(test_settings(tmp_path))
    set_locale("es")
    looking._seen.clear()
    yield settings.settings()
    clock.shift(timedelta(0))


@pytest.fixture
def watch(empty_database: str, tmp_path: Path) -> Iterator[Watch]:
    """The test's own database with an eye on its statements."""
    with store.opened(store.copy(empty_database, tmp_path)) as (_, watching):
        yield watching


@pytest.fixture
def database(watch: Watch) -> Database:
    """The test's own database."""
    return watch.database


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A session that sees what the client does, and the other way round."""
    with database.session(write=False) as opened:
        yield opened


@pytest.fixture
def client(app: FastAPI, watch: Watch, session: Session, loop: Loop) -> Iterator[Client]:
    """A visitor's browser; `client.as_user(user)` signs in."""
    app.state.database = watch.database
    browser = Client(app, session, loop, watch.during)
    yield browser
    browser.close()


@pytest.fixture
def at() -> Iterator[Callable[[str | datetime], datetime]]:
    """Stand still at an instant: `at("2020-09-07T18:00:00-05:00")`; may be called again."""
    with ExitStack() as stack:

        def stand(instant: str | datetime) -> datetime:
            moment = datetime.fromisoformat(instant) if isinstance(instant, str) else instant
            stack.enter_context(clock.at(moment))
            return clock.now()

        yield stand


@pytest.fixture
def outbox(session: Session) -> Callable[..., list[OutboxMail]]:
    """The mails queued so far, oldest first."""

    def read(_: Session | None = None) -> list[OutboxMail]:
        return list(session.exec(select(OutboxMail).order_by(OutboxMail.created_at)).all())

    return read


@pytest.fixture
def count_queries(client: Client, watch: Watch) -> Callable[[str], int]:
    """How many statements a page needs: the same for one row and for three."""

    def count(url: str) -> int:
        with watch.counting() as statements:
            assert client.get(url).status_code == 200, url
        return len([statement for statement in statements if not statement.startswith("PRAGMA")])

    return count


@pytest.fixture(scope="session")
def demo_loaded(tmp_path_factory: pytest.TempPathFactory, worker: str) -> demo.Loaded:
    """The demonstration as it is today (the moment "running"), loaded once a process."""
    return demo.load(tmp_path_factory.mktemp("demo"), "running", worker)


@pytest.fixture
def demo_house(app: FastAPI, demo_loaded: demo.Loaded, loop: Loop) -> Iterator[demo.House]:
    """The loaded demonstration, with a browser for each role."""
    with demo.House(app, demo_loaded, loop) as house:
        yield house
