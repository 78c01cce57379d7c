"""The bench asks both applications for pages that they have: figures of refusals would be figures of nothing."""

import pytest
from fastapi import FastAPI

from app.core.db import Database
from app.core.settings import Settings
from bench.__main__ import typed
from bench.baseline import create_app
from bench.load import load
from bench.plan import SAVERS, targets
from bench.queries import answer
from tests.support.client import Client
from tests.support.loop import Loop

READ, SENT = 200, 303


def test_each_page_of_the_bench_is_answered_by_the_house_and_by_the_bare_application(
    client: Client,
    app: FastAPI,
    database: Database,
    own_settings: Settings,
    loop: Loop,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with database.transaction() as filling:
        loaded = load(filling, 3, drafts=SAVERS + 2)
    asked = targets(loaded, typed(database, loaded))
    monkeypatch.setenv("BENCH_DATABASE_URL", database.url.render_as_string(hide_password=False))
    bare = create_app()
    seen = {
        (target.name, who): loop.run(answer(asked_of, make(1)[0])).status_code
        for target in asked
        for who, asked_of, make in (("house", app, target.house), ("bare", bare, target.bare))
    }
    wanted = {
        (target.name, who): SENT if target.name in {"save of a section", "submission"} else READ
        for target in asked
        for who in ("house", "bare")
    }
    assert seen == wanted
