"""Rows on their way into the tables, in batches."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, SQLModel


@dataclass
class Rows:
    """Keeps rows until a batch of them is sent."""

    session: Session
    waiting: dict[type[SQLModel], list[dict[str, Any]]] = field(default_factory=dict)

    def add(self, row: SQLModel) -> None:
        """Keep a row for its batch."""
        values = {name: getattr(row, name) for name in type(row).model_fields}
        self.waiting.setdefault(type(row), []).append(values)

    def flush(self) -> None:
        """Send what waits, tables in the order in which they were first used."""
        for table, values in self.waiting.items():
            if values:
                self.session.execute(insert(table), values)
                values.clear()
