"""The server's own log: runs, and the gaps between them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, select

from app.core import uptime
from app.core.uptime import Outage, ServerRun, gaps

NOON = datetime(2020, 9, 7, 12, tzinfo=UTC)


def minute(n: float) -> datetime:
    return NOON + timedelta(minutes=n)


@pytest.fixture(autouse=True)
def fresh_process(monkeypatch):
    monkeypatch.setattr(uptime._Own, "run_id", None)


def beats(session: Session, at, *minutes: float) -> None:
    for each in minutes:
        at(minute(each))
        uptime.beat(session)
        session.flush()


def test_ticks_in_a_row_are_one_run(session: Session, at):
    beats(session, at, 0, 0.25, 0.5, 1)
    [run] = session.exec(select(ServerRun)).all()
    assert (run.started_at, run.seen_at) == (minute(0), minute(1))
    assert uptime.outages(session, minute(0), minute(1)) == []


def test_more_than_a_minute_without_a_tick_is_an_outage(session: Session, at):
    beats(session, at, 0, 0.5, 5, 5.5)
    assert uptime.outages(session, minute(0), minute(5.5)) == [Outage(minute(0.5), minute(5))]


def test_a_restart_is_seen_however_short(session: Session, at):
    beats(session, at, 0, 0.5)
    uptime.stop(session)
    beats(session, at, 0.75)
    assert uptime.outages(session, minute(0), minute(0.75)) == [Outage(minute(0.5), minute(0.75))]
    assert session.exec(select(ServerRun.stopped).order_by(ServerRun.started_at)).all() == [True, False]


def test_nothing_is_claimed_of_the_time_before_the_log(session: Session, at):
    assert uptime.outages(session, minute(-9), minute(9)) == []
    beats(session, at, 0, 0.5)
    assert uptime.known_since(session) == minute(0)
    assert uptime.outages(session, minute(-9), minute(0.5)) == []


def test_a_server_that_is_down_now_is_said(session: Session, at):
    beats(session, at, 0)
    at(minute(10))
    assert uptime.outages(session, minute(0), minute(30)) == [Outage(minute(0), minute(10))]


_runs = st.lists(st.tuples(st.integers(0, 100), st.integers(0, 30)).map(lambda p: (minute(p[0]), minute(p[0] + p[1]))))


@given(_runs)
def test_gaps_never_touch_a_run_and_stay_inside_the_period(runs: list[tuple[datetime, datetime]]):
    for gap in gaps(runs, minute(0), minute(150)):
        assert minute(0) <= gap.since < gap.until <= minute(150)
        assert all(end <= gap.since or start >= gap.until for start, end in runs)
