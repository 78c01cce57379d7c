"""Migrations: they lead to the models on both databases, and the head is named in CURRENT."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from app.core.db import Database
from app.core.settings import ROOT
from app.tables import metadata
from tests.support import postgres, store


@pytest.fixture
def bare(tmp_path: Path, worker: str) -> Iterator[Database]:
    """A database without a table."""
    address = postgres.fresh(f"bare_{worker}") if store.KIND == "postgres" else f"sqlite:///{tmp_path / 'bare.db'}"
    database = Database(address)
    yield database
    database.close()


def configuration(connection: object | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    config.attributes["connection"] = connection
    return config


def test_models_equal_migrations(bare: Database) -> None:
    with bare.engine.begin() as connection:
        command.upgrade(configuration(connection), "head")
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata()) == []


def test_migrations_can_be_undone(bare: Database) -> None:
    with bare.engine.begin() as connection:
        command.upgrade(configuration(connection), "head")
        command.downgrade(configuration(connection), "base")
        left = connection.execute(text("SELECT count(*) FROM alembic_version")).scalar_one()
    assert left == 0


@pytest.mark.once
def test_current_names_the_head() -> None:
    script = ScriptDirectory.from_config(configuration())
    assert (ROOT / "migrations" / "CURRENT").read_text().strip() == script.get_current_head()
