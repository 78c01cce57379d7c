"""The server's own log: when it ran, so that nobody has to take an outage on trust.

A row is one unbroken run. The background tick moves its end on; a start, or a gap between two ticks, begins another.
What no run covers is an outage; before the first run nothing is known.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Index
from sqlmodel import Field, Session, col, func, select

from app.core import clock
from app.core.columns import Table, UTCDateTime

EVERY = 15.0
GAP, SECOND = timedelta(seconds=60), timedelta(seconds=1)


class ServerRun(Table, table=True):
    """The server ran from `started_at` to `seen_at`; `stopped` says that it was told to stop."""

    __tablename__ = "server_run"
    __table_args__ = (Index("server_runs_by_time", "seen_at", "started_at"),)

    started_at: datetime = Field(sa_type=UTCDateTime)
    seen_at: datetime = Field(sa_type=UTCDateTime)
    stopped: bool = False


@dataclass(frozen=True)
class Outage:
    """No process of this installation was seen running between these instants."""

    since: datetime
    until: datetime


class _Own:
    """The run of this process; None until its first tick."""

    run_id: str | None = None


def beat(session: Session) -> None:
    """The tick: this process still runs. After more than a minute without one, the gap stays in the log."""
    now = clock.now()
    run = session.get(ServerRun, _Own.run_id) if _Own.run_id else None
    if run is None or run.stopped or now - run.seen_at > GAP:
        run = ServerRun(started_at=now, seen_at=now)
        session.add(run)
        session.flush()
        _Own.run_id = run.id
    run.seen_at = max(run.seen_at, now)


def stop(session: Session) -> None:
    """The process was told to stop."""
    run = session.get(ServerRun, _Own.run_id) if _Own.run_id else None
    if run is not None:
        run.seen_at, run.stopped = max(run.seen_at, clock.now()), True
    _Own.run_id = None


def outages(session: Session, since: datetime, until: datetime) -> Sequence[Outage]:
    """What no run covers between two instants, oldest first; nothing is claimed of the time before the first run."""
    known = known_since(session)
    runs = session.exec(
        select(ServerRun)
        .where(col(ServerRun.seen_at) >= since - GAP, col(ServerRun.started_at) <= until)
        .order_by(col(ServerRun.started_at), col(ServerRun.id))
    ).all()
    if known is None:
        return []
    return gaps([(run.started_at, run.seen_at) for run in runs], max(since, known), min(until, clock.now()))


def known_since(session: Session) -> datetime | None:
    """The instant of the first run that was written down."""
    return session.exec(select(func.min(ServerRun.started_at, type_=UTCDateTime))).one()


def gaps(runs: Sequence[tuple[datetime, datetime]], since: datetime, until: datetime) -> list[Outage]:
    """The parts of a period that no run covers. The last run is granted one tick of grace: it may be running still."""
    found, covered = [], since
    for start, end in sorted(runs):
        if start > covered:
            found.append(Outage(covered, min(start, until)))
        covered = max(covered, end)
    if covered + GAP < until:
        found.append(Outage(covered, until))
    return [each for each in found if each.until - each.since >= SECOND]
