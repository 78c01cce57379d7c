"""Deadlines to the second in their zones, and the calendar that people subscribe to."""

from datetime import date, datetime, time, timedelta

import pytest
from icalendar import Calendar

from app.calls import queries
from app.calls.parts.calendar import OwnDeadline
from app.core import clock
from tests.calls import factories
from tests.calls.pages import save

DAY = date(2020, 9, 7)
OWN = (
    OwnDeadline("MX-BCN", DAY, time(23, 59), "America/Tijuana"),
    OwnDeadline("MX-SON", DAY, time(23, 59), "America/Hermosillo"),
)


@pytest.fixture
def call(session, team):
    return factories.published(session, team, own=OWN)


@pytest.mark.parametrize(
    ("state", "last"),
    [
        ("MX-JAL", "2020-09-07T23:59:59-05:00"),
        ("MX-ROO", "2020-09-07T23:59:59-05:00"),
        ("MX-BCN", "2020-09-07T23:59:59-07:00"),
        ("MX-SON", "2020-09-07T23:59:59-07:00"),
    ],
)
def test_the_second_of_the_deadline_is_in_and_the_next_is_out(session, call, state, last):
    instant = datetime.fromisoformat(last)
    assert queries.is_open(session, call, state, instant)
    assert queries.is_open(session, call, state, instant + timedelta(milliseconds=999))
    assert not queries.is_open(session, call, state, instant + timedelta(seconds=1))


def test_a_call_is_open_until_its_last_state_closes(session, client, call, at):
    at("2020-09-08T00:30:00-05:00")
    assert not queries.is_open(session, call, "MX-JAL", clock.now())
    assert "Abierta" in client.get("/").text
    at("2020-09-08T02:00:00-05:00")
    assert "Cerrada, en evaluación" in client.get("/").text


def test_nothing_arrives_before_the_launch(session, team, at):
    at("2020-08-10T12:00:00-05:00")
    call = factories.published(session, team, opens=date(2020, 8, 17))
    assert not queries.is_open(session, call, "MX-JAL", datetime.fromisoformat("2020-08-16T23:59:59-05:00"))
    assert queries.is_open(session, call, "MX-JAL", datetime.fromisoformat("2020-08-17T00:00:00-05:00"))


def test_the_last_day_is_counted_in_hours_and_said_in_red(client, call, at):
    at("2020-09-07T20:29:59-05:00")
    banner = client.html(client.get(f"/calls/{call.slug}")).css_first(".deadline")
    assert "Quedan 3 horas y 30 minutos." in banner.text()
    assert "red" in (banner.attributes["class"] or "")


def _events(client, call):
    feed = Calendar.from_ical(client.get(f"/calls/{call.slug}/calendar.ics").content)
    return {str(event["uid"]): event for event in feed.walk("VEVENT")}


def test_the_feed_keeps_its_identifiers_and_raises_its_sequence(client, officer, call):
    before = _events(client.visitor(), call)
    assert len(before) == 7
    answer = save(officer, call, "calendar", deadline_on="14/09/2020", reason_es="Más tiempo.")
    assert answer.status_code == 303
    after = _events(client.visitor(), call)
    assert set(after) == set(before)
    deadline = f"{call.id}-deadline@testserver"
    assert after[deadline]["sequence"] > before[deadline]["sequence"]
    assert after[deadline].decoded("dtstart").isoformat() == "2020-09-15T04:59:59+00:00"


def test_a_session_called_off_is_cancelled_in_calendars(client, officer, call):
    meeting = {
        "title_es": "Sesión informativa",
        "title_en": "Session",
        "on": "24/08/2020",
        "at": "16:00",
        "minutes": "90",
    }
    rows = {f"rows-0-{name}": value for name, value in meeting.items()}
    assert save(officer, call, "sessions", **rows, reason_es="Agregamos una sesión.").status_code == 303
    uid = next(uid for uid in _events(client.visitor(), call) if "-session-" in uid)
    assert save(officer, call, "sessions", **{"rows-0-remove": "on"}, reason_es="Se suspende.").status_code == 303
    assert _events(client.visitor(), call)[uid]["status"] == "CANCELLED"
    assert client.html(client.get(f"/calls/{call.slug}")).css_first("#sessions") is None
