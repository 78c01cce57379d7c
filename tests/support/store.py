"""Databases for tests: an SQLite file copied for each, or one PostgreSQL a worker, emptied after each."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from app.core.db import Database
from app.tables import metadata
from tests.support import postgres
from tests.support.watch import Watch

KIND = os.environ.get("CONVOCA_TEST_DB", "sqlite")


def template(folder: Path, worker: str) -> str:
    """The address of a database that has the tables and nothing else, made once a worker."""
    address = postgres.fresh(f"convoca_{worker}") if KIND == "postgres" else f"sqlite:///{folder / 'template.db'}"
    database = Database(address)
    metadata().create_all(database.engine)
    database.close()
    return address


def copy(address: str, folder: Path) -> str:
    """The address of this test's own database."""
    if KIND == "postgres":
        return address
    own = folder / "test.db"
    shutil.copyfile(address.removeprefix("sqlite:///"), own)
    return f"sqlite:///{own}"


@contextmanager
def opened(address: str) -> Iterator[tuple[Database, Watch]]:
    """A database under watch; on PostgreSQL the rows that came are taken away at the end."""
    database = Database(address)
    watch = Watch(database)
    try:
        yield database, watch
    finally:
        watch.close()
        if not database.is_sqlite:
            _empty(database, watch.touched)
        database.close()


def _empty(database: Database, tables: set[str]) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        for table in sorted(tables):
            connection.execute(text(f'DELETE FROM "{table}"'))
