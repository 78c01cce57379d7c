"""Alembic's entry: the address comes from the command that runs it, else from the settings."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection
from sqlalchemy.types import TypeDecorator

from app.core.db import Database
from app.core.settings import settings
from app.tables import metadata


def plainly(kind: str, item: Any, _: Any) -> str | Literal[False]:  # noqa: ANN401 -- alembic gives any schema item
    """Write our column types as what the database keeps, so that a migration never changes with our code."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False


def migrate(connection: Connection) -> None:
    """Run the migrations on one connection, in one transaction."""
    context.configure(
        connection=connection,
        target_metadata=metadata(),
        render_as_batch=True,
        compare_type=True,
        render_item=plainly,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()


def main() -> None:
    """Use the caller's connection, or open one."""
    given: Connection | None = context.config.attributes.get("connection")
    if given is not None:
        migrate(given)
        return
    database = Database(context.config.get_main_option("sqlalchemy.url") or settings().database)
    with database.engine.begin() as connection:
        migrate(connection)
    database.close()


main()
