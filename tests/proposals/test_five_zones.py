"""The deadline of each state, through the page, at its last second and one second after; also where a zone changed its rule."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session, col, select, update

from app.calls import queries
from app.calls.models import Call, DeadlineOverride, Milestone, MilestoneKind
from app.calls.states import Phase
from app.core.deadlines import deadline
from app.proposals.models import Submission
from tests.proposals.conftest import Scene

SECOND = timedelta(seconds=1)

FIVE = [
    ("MX-BCN", "America/Tijuana", "2020-09-08T06:59:59"),
    ("MX-BCS", "America/Mazatlan", "2020-09-08T05:59:59"),
    ("MX-SON", "America/Hermosillo", "2020-09-08T06:59:59"),
    ("MX-ROO", "America/Cancun", "2020-09-08T04:59:59"),
    ("MX-JAL", "America/Mexico_City", "2020-09-08T04:59:59"),
]
RULE_CHANGED = [
    ("MX-BCS", "America/Mazatlan", "2022-10-30T23:59", "2022-10-31T06:59:59"),
    ("MX-CHH", "America/Ojinaga", "2022-11-30T23:59", "2022-12-01T05:59:59"),
    ("MX-CHH", "America/Chihuahua", "2022-10-30T23:59", "2022-10-31T05:59:59"),
    ("MX-JAL", "America/Mexico_City", "2022-10-30T23:59", "2022-10-31T05:59:59"),
    ("MX-BCN", "America/Tijuana", "2020-11-01T23:59", "2020-11-02T07:59:59"),
    ("MX-BCN", "America/Tijuana", "2021-03-14T23:59", "2021-03-15T06:59:59"),
]


def from_state(scene: Scene, session: Session, state: str, wall: str, zone: str) -> datetime:
    """The organisation is of this state, which closes then; answers the instant that decides."""
    scene.organisation.state = scene.proposal.home_state = state
    scene.call.states = [*scene.call.states, state]
    read = deadline(wall, zone)
    session.add(DeadlineOverride(call_id=scene.call.id, state=state, wall=read.wall, zone=zone, at=read.at))
    session.flush()
    return read.at


def sent(scene: Scene, session: Session, at, instant: datetime) -> tuple[int, int]:
    """What the page answers at that instant, and how many submissions there are then."""
    at(instant.isoformat())
    answer = scene.client.as_user(scene.user).post(
        scene.url("/submit"), {"revision": str(scene.proposal.revision), "declaration": "on"}
    )
    return answer.status_code, len(session.exec(select(Submission)).all())


@pytest.mark.parametrize(("state", "zone", "utc"), FIVE)
def test_in_each_of_the_five_zones_the_last_second_is_in_and_the_next_is_out(
    ready: Scene, session: Session, at, state, zone, utc
):
    last = from_state(ready, session, state, "2020-09-07T23:59", zone)
    assert last == datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert sent(ready, session, at, last + SECOND) == (409, 0)
    assert sent(ready, session, at, last) == (303, 1)


@pytest.mark.parametrize(("state", "zone", "utc"), FIVE)
def test_a_second_before_is_in(ready: Scene, session: Session, at, state, zone, utc):
    last = from_state(ready, session, state, "2020-09-07T23:59", zone)
    assert sent(ready, session, at, last - SECOND) == (303, 1)


@pytest.mark.parametrize(("state", "zone", "wall", "utc"), RULE_CHANGED)
def test_on_a_day_when_a_zone_changed_its_rule(ready: Scene, session: Session, at, state, zone, wall, utc):
    last = from_state(ready, session, state, wall, zone)
    assert last == datetime.fromisoformat(utc).replace(tzinfo=UTC)
    launched_by(session, ready.call, last - timedelta(days=30))
    assert sent(ready, session, at, last + SECOND) == (409, 0)
    assert sent(ready, session, at, last) == (303, 1)


def launched_by(session: Session, call: Call, when: datetime) -> None:
    """The call was launched before."""
    launch = update(Milestone).where(col(Milestone.call_id) == call.id, col(Milestone.kind) == MilestoneKind.launch)
    session.exec(launch.values(at=when))
    session.expire_all()


def test_a_call_closes_by_the_clock_though_nothing_ran_at_that_instant(ready: Scene, session: Session, at):
    """Nobody asked anything between the last second and months later; no task was run."""
    at("2020-09-07T23:59:59-05:00")
    assert queries.is_open(session, ready.call, None, datetime(2020, 9, 8, 4, 59, 59, tzinfo=UTC))
    status, count = sent(ready, session, at, datetime(2020, 12, 24, 12, tzinfo=UTC))
    assert (status, count) == (409, 0)
    page = ready.client.get(f"/calls/{ready.call.slug}")
    assert "Cerrada" in page.text
    assert "Iniciar una propuesta" not in page.text
    table = queries.timetable(session, ready.call)
    assert table.phase(ready.call, datetime(2020, 9, 8, 5, 0, 0, tzinfo=UTC)) == Phase.evaluation
