"""The demonstration, loaded once a process by the product's own verbs, for the tests that look at all of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from fastapi import FastAPI
from sqlmodel import Session

from app.commands import demo
from app.core.db import Database
from app.core.installation import load_clock
from app.core.settings import Settings, configure
from app.people.models import User
from app.people.service import demo as doors
from app.people.service.sessions import actor_for
from tests.support import postgres, secrets, store
from tests.support.client import ORIGIN, Client
from tests.support.crawl import Map
from tests.support.loop import Loop
from tests.support.watch import Watch


@dataclass
class Loaded:
    """A loaded moment: its settings (its database among them), role -> entry path, and where its links lead."""

    settings: Settings
    links: dict[str, str]
    map: Map | None = None


def load(folder: Path, moment: str, worker: str) -> Loaded:
    """Load one moment into a folder of its own."""
    url = postgres.fresh(f"demo_{moment}_{worker}") if store.KIND == "postgres" else ""
    config = Settings(
        data_dir=folder, database_url=url, secret="only for tests", demo=True, background=False, base_url=ORIGIN
    )
    return Loaded(config, demo.load(config, moment))


class Visitor(Client):
    """A browser on the machine of the demonstration, whose doors open to nobody else; it looks at faults too."""

    origin = "http://127.0.0.1"


@dataclass
class House:
    """The loaded demonstration with its doors: a browser for each role."""

    app: FastAPI
    loaded: Loaded
    loop: Loop
    database: Database = field(init=False)

    def __post_init__(self) -> None:
        configure(self.loaded.settings)
        self.database = Database(self.loaded.settings.database)
        self.app.state.database = self.database

    def __enter__(self) -> Self:
        self._watch = Watch(self.database)
        self._session = self.database.session(write=False)
        self.session: Session = self._session.__enter__()
        load_clock(self.session)
        return self

    def __exit__(self, *exception: object) -> None:
        self._session.__exit__(None, None, None)
        self._watch.close()
        self.database.close()

    @cached_property
    def people(self) -> dict[str, User]:
        """Role -> the person who enters by its door."""
        return {role: user for role, _, user in doors.doors(self.session)}

    def browser(self, role: str | None) -> Client:
        """A browser in which this role is signed in, or nobody."""
        client = Visitor(self.app, self.session, self.loop, self._watch.during)
        browser = client.as_user(self.people[role]) if role else client
        browser.expect_faults = True
        return browser

    def everybody(self) -> Iterator[tuple[str, Client]]:
        """A visitor, and each role."""
        yield "visitor", self.browser(None)
        for role in self.people:
            yield role, self.browser(role)

    @contextmanager
    def asking(self, role: str) -> Iterator[Callable[..., Any]]:
        """Ask a guard what it expects of this role, in a reading of its own."""
        user = self.people.get(role)
        actor = actor_for(self.session, user) if user else None
        yield lambda ask, *arguments: ask(*arguments, actor, self.session)
        self.session.commit()

    def map(self) -> Map:
        """All addresses that anybody's links lead to, found once."""
        if self.loaded.map is None:
            found = Map(self.app, secrets=secrets.known(self.session))
            for role, client in self.everybody():
                found.explore(role, client)
            self.loaded.map = found
        return self.loaded.map
