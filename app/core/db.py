"""The unit of work: one request, one transaction, committed before the answer leaves.

The law: no suspension between BEGIN and COMMIT. Bodies are read before, slow work runs after or apart.
"""

import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Annotated, Any

from fastapi import Depends, Request
from sqlalchemy import Connection, Engine, create_engine, event, insert
from sqlalchemy.engine import make_url
from sqlmodel import Session

from app.core.audit import READINGS, AccessEntry

__all__ = ["Database", "Db", "Session", "unit_of_work"]

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=15000",
)
_APPENDED = insert(AccessEntry.__table__)  # type: ignore[attr-defined]  # SQLModel does not tell of its tables
_POSTGRES_LIMITS = "-c statement_timeout=30000 -c lock_timeout=5000 -c timezone=UTC"


class Database:
    """An engine with our transaction rules on it."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine: Engine = _sqlite_engine(url) if self.is_sqlite else _postgres_engine(url)
        self._held = threading.local()
        event.listen(self.engine, "begin", self._on_begin)
        event.listen(self.engine, "commit", self._on_end)
        event.listen(self.engine, "rollback", self._on_end)

    @contextmanager
    def transaction(self, *, write: bool = True) -> Iterator[Session]:
        """A session whose work is committed at the end of the block, or undone by an error."""
        with self.session(write=write) as session:
            yield session
            session.commit()

    @contextmanager
    def session(self, *, write: bool) -> Iterator[Session]:
        """A session that the caller commits; a writer takes its lock at once."""
        with Session(self.engine, expire_on_commit=False) as session:
            if write:
                session.connection(execution_options={"write": True})
            yield session

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()

    def _on_begin(self, connection: Connection) -> None:
        if getattr(self._held, "open", False):
            message = "this thread already holds an open transaction"
            raise RuntimeError(message)
        if self.is_sqlite:
            writes = connection.get_execution_options().get("write")
            connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
        self._held.open = True

    def _on_end(self, _: Connection) -> None:
        self._held.open = False


def _sqlite_engine(url: str) -> Engine:
    engine = create_engine(url, connect_args={"timeout": 15, "isolation_level": None})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: object) -> None:  # noqa: ANN401 -- a driver's connection has no common type
        for pragma in _PRAGMAS:
            connection.execute(pragma)

    return engine


def _postgres_engine(url: str) -> Engine:
    return create_engine(url, pool_pre_ping=True, pool_size=10, connect_args={"options": _POSTGRES_LIMITS})


async def unit_of_work(request: Request) -> AsyncIterator[Session]:
    """One request, one transaction: commit before the answer leaves, undo on any error.

    What is read under watch is noted in a short transaction of its own, so that a reading page stays a reading one.
    """
    database: Database = request.app.state.database
    with database.session(write=request.method not in SAFE_METHODS) as session:
        request.state.session = session
        yield session
        session.commit()
        entries = session.info.pop(READINGS, None)
    if entries:
        with database.transaction() as apart:
            apart.execute(_APPENDED, [entry.model_dump(exclude={"id"}) for entry in entries])


async def _of_this_request(request: Request) -> Session:
    session: Session = request.state.session
    return session


UNIT_OF_WORK = Depends(unit_of_work, scope="function")
"""What every route begins with: the others find its session at the request (each nested dependency costs at every visit)."""
Db = Annotated[Session, Depends(_of_this_request)]
