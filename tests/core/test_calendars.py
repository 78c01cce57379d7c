from datetime import UTC, date, datetime

from icalendar import Calendar

from app.core.calendars import Entry, feed

CHANGED = datetime(2020, 8, 17, 15, tzinfo=UTC)
DEADLINE = Entry(
    "deadline-abc",
    "Cierre de la convocatoria",
    datetime(2020, 9, 7, 23, tzinfo=UTC),
    CHANGED,
    url="https://convoca.ejemplo.org/calls/x",
)
RESULTS = Entry(
    "results-abc",
    "Resultados",
    date(2020, 10, 29),
    CHANGED,
    ends=date(2020, 10, 29),
    location="En línea",
    description="Ñ, y; más",
)


def events(data: bytes) -> list:
    return list(Calendar.from_ical(data).walk("VEVENT"))


def test_the_same_entries_give_the_same_bytes():
    assert feed("Segunda Convocatoria", [DEADLINE, RESULTS]) == feed("Segunda Convocatoria", [DEADLINE, RESULTS])


def test_an_instant_is_written_in_utc():
    (event,) = events(feed("x", [DEADLINE]))
    assert b"DTSTART:20200907T230000Z" in feed("x", [DEADLINE])
    assert (event["SUMMARY"], event["URL"], event["STATUS"]) == (DEADLINE.title, DEADLINE.url, "CONFIRMED")


def test_a_whole_day_ends_the_day_after():
    (event,) = events(feed("x", [RESULTS]))
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (date(2020, 10, 29), date(2020, 10, 30))
    assert (str(event["DESCRIPTION"]), str(event["LOCATION"])) == ("Ñ, y; más", "En línea")


def test_an_amended_entry_keeps_its_uid_and_grows_its_sequence():
    moved = Entry(
        "deadline-abc", DEADLINE.title, datetime(2020, 9, 14, 23, tzinfo=UTC), CHANGED, sequence=1, cancelled=True
    )
    (before,), (after,) = events(feed("x", [DEADLINE])), events(feed("x", [moved]))
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after["STATUS"] == "CANCELLED"
