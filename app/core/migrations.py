"""Bringing a database to the tables that this version needs."""

from alembic import command
from alembic.config import Config

from app.core.db import Database
from app.core.settings import ROOT


def migrate(database: Database) -> None:
    """Run every migration that the database has not had, in one transaction."""
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    with database.engine.connect().execution_options(write=True) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def current() -> str:
    """The name of the newest migration."""
    return (ROOT / "migrations" / "CURRENT").read_text().strip()
