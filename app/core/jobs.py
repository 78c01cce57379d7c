"""What is done without a request: ticks at intervals, each in its own short transaction."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from sqlmodel import Session

from app.core.db import Database
from app.core.postman import deliver
from app.core.settings import settings

log = logging.getLogger("convoca.jobs")

MAIL_PAUSE = 2.0


@dataclass(frozen=True)
class Tick:
    """A named piece of work that may be repeated at any time without harm."""

    name: str
    seconds: float
    run: Callable[[Session], object]


TICKS: dict[str, Tick] = {}


def every(name: str, seconds: float, run: Callable[[Session], object]) -> None:
    """Do this at intervals; registering a name again replaces it."""
    TICKS[name] = Tick(name, seconds, run)


def run_once(database: Database) -> None:
    """Every tick once, now (tests, the demo and `convoca worker --once`)."""
    for tick in TICKS.values():
        with database.transaction() as session:
            tick.run(session)


async def work(database: Database) -> None:
    """Tick and deliver until cancelled."""
    loops = [_loop(tick.name, tick.seconds, _in_transaction(database, tick)) for tick in TICKS.values()]
    if settings().smtp_host:
        loops.append(_loop("mail", MAIL_PAUSE, lambda: deliver(database)))
    await asyncio.gather(*loops)


def _in_transaction(database: Database, tick: Tick) -> Callable[[], Awaitable[object]]:
    async def once() -> None:
        with database.transaction() as session:
            tick.run(session)

    return once


async def _loop(name: str, seconds: float, once: Callable[[], Awaitable[object]]) -> None:
    while True:
        try:
            await once()
        except Exception:  # one failed round must not end the work; the next may pass
            log.exception("tick %s failed", name)
        await asyncio.sleep(seconds)
