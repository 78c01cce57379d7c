"""An answer in three steps: what the route did, then slow work without a transaction, then one more short transaction."""

from collections.abc import Callable
from typing import Generic, TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from app.core.db import Database, Session

T = TypeVar("T")


class then(Response, Generic[T]):  # noqa: N801 -- reads as a verb: `return then(request, look, keep)`
    """Once the route's transaction has been committed, `work` runs in the slow pool and `finish` back on the loop.

    Much may have happened between the two, so `finish` reads anew whatever it changes and checks again what it must.
    """

    def __init__(self, request: Request, work: Callable[[], T], finish: Callable[[Session, T], Response]) -> None:
        super().__init__()
        self._database: Database = request.app.state.database
        self._work = work
        self._finish = finish

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        done = await run_in_threadpool(self._work)
        with self._database.transaction() as session:
            answer = self._finish(session, done)
        await answer(scope, receive, send)
