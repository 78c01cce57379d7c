"""Watches what a database is asked: statements for counting, writes that a GET must not make."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, event

from app.core.db import SAFE_METHODS, Database

_WRITE = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(?P<table>\w+)', re.IGNORECASE)
READINGS = frozenset({"access_entry"})
"""What a GET may append to: the log of readings."""
DOORS = ("/dev/enter/",)
"""GETs that sign in, in the demonstration only."""


@dataclass
class Watch:
    """The statements of one database, since it was set on it."""

    database: Database
    statements: list[str] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)
    threads: list[tuple[int, int]] = field(default_factory=list)
    _reading: bool = False
    _begun_in: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        event.listen(self.database.engine, "before_cursor_execute", self._statement)
        event.listen(self.database.engine, "begin", self._begin)
        event.listen(self.database.engine, "commit", self._end)

    def close(self) -> None:
        """Stop watching."""
        event.remove(self.database.engine, "before_cursor_execute", self._statement)
        event.remove(self.database.engine, "begin", self._begin)
        event.remove(self.database.engine, "commit", self._end)

    @contextmanager
    def during(self, method: str, url: str) -> Iterator[None]:
        """A request is under way: if it only reads, a write fails it."""
        self._reading = method in SAFE_METHODS and not url.startswith(DOORS)
        try:
            yield
        finally:
            self._reading = False

    @contextmanager
    def counting(self) -> Iterator[list[str]]:
        """Collect the statements of the block."""
        found: list[str] = []
        kept, self.statements = self.statements, found
        try:
            yield found
        finally:
            self.statements = kept

    def _statement(self, *arguments: Any) -> None:
        statement: str = arguments[2]
        self.statements.append(statement)
        match = _WRITE.match(statement)
        if match is None:
            return
        self.touched.add(match["table"])
        if self._reading and match["table"] not in READINGS:
            message = f"a GET writes: {statement}"
            raise AssertionError(message)

    def _begin(self, connection: Connection) -> None:
        self._begun_in[id(connection)] = threading.get_ident()

    def _end(self, connection: Connection) -> None:
        began = self._begun_in.pop(id(connection), 0)
        self.threads.append((began, threading.get_ident()))
