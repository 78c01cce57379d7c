from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.deadlines import countdown, deadline, in_time, instant, sentence, zone_choices
from app.core.errors import Refused
from app.core.i18n import using_locale

CENTRE = "America/Mexico_City"
CLOSE = datetime(2020, 9, 7, 23, 0, tzinfo=UTC)
FIVE_ZONES = {
    "America/Tijuana": "2020-09-08T01:00:00+00:00",
    "America/Hermosillo": "2020-09-08T01:00:00+00:00",
    "America/Mazatlan": "2020-09-08T00:00:00+00:00",
    "America/Mexico_City": "2020-09-07T23:00:00+00:00",
    "America/Cancun": "2020-09-07T23:00:00+00:00",
}


@pytest.mark.parametrize("zone", FIVE_ZONES)
def test_one_wall_time_is_another_instant_in_each_zone(zone):
    assert instant("2020-09-07T18:00", zone).isoformat() == FIVE_ZONES[zone]


def test_wall_zone_and_instant_are_kept_together():
    found = deadline("2020-09-07T18:00", CENTRE)
    assert (found.wall, found.zone, found.at) == ("2020-09-07T18:00:00", CENTRE, CLOSE)


def test_the_last_minute_of_the_day_is_all_of_it():
    at = deadline("2020-09-07T23:59", CENTRE).at
    assert at == datetime(2020, 9, 8, 4, 59, 59, tzinfo=UTC)
    assert in_time(datetime(2020, 9, 8, 4, 59, 59, 999_999, tzinfo=UTC), at)
    assert not in_time(datetime(2020, 9, 8, 5, 0, tzinfo=UTC), at)


def test_the_second_of_the_deadline_is_in_and_the_next_is_out():
    assert in_time(CLOSE + timedelta(microseconds=999_999), CLOSE)
    assert not in_time(CLOSE + timedelta(seconds=1), CLOSE)


def test_midnight_is_refused():
    with pytest.raises(Refused, match="dos maneras") as caught:
        deadline("2020-09-08T00:00", CENTRE, field="deadline")
    assert caught.value.field == "deadline"


def test_a_time_that_the_clocks_jump_over():
    with pytest.raises(
        Refused, match=r"Las 02:30 del 05/04/2020 no existen en la .*: esa noche los relojes se adelantan"
    ):
        deadline("2020-04-05T02:30", CENTRE)


def test_a_time_that_happens_twice():
    with pytest.raises(Refused, match="ocurren dos veces"):
        deadline("2020-10-25T01:30", CENTRE)
    assert deadline("2023-10-29T01:30", CENTRE).at  # Mexico no longer changes its clocks
    with pytest.raises(Refused, match="ocurren dos veces"):
        deadline("2026-11-01T01:30", "America/Tijuana")  # the border still does


@given(
    st.datetimes(datetime(2015, 1, 1), datetime(2030, 1, 1)),  # noqa: DTZ001 -- wall times have no zone
    st.sampled_from([zone for zone, _ in zone_choices()]),
)
def test_an_accepted_wall_time_is_what_the_clocks_of_the_zone_show(wall, zone):
    try:
        at = instant(wall, zone)
    except Refused:
        return
    assert at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == wall.replace(microsecond=0)


def test_a_wall_time_carries_no_zone():
    with pytest.raises(ValueError, match="no zone"):
        deadline("2020-09-07T18:00+00:00", CENTRE)


def test_printed_in_both_languages():
    assert sentence(CLOSE, CENTRE) == str(deadline("2020-09-07T18:00", CENTRE))
    assert sentence(CLOSE, CENTRE).startswith("lunes 7 de septiembre de 2020 a las 18:00 (")
    assert "23:59:59" in sentence(deadline("2020-09-07T23:59", CENTRE).at, CENTRE)
    with using_locale("en"):
        assert sentence(CLOSE, CENTRE) == "Monday September 7, 2020 at 18:00 (central Mexico time)"


@pytest.mark.parametrize(
    ("left", "spanish", "english"),
    [
        (timedelta(days=13, hours=6, minutes=59), "Quedan 13 días y 6 horas", "13 days and 6 hours left"),
        (timedelta(days=13), "Quedan 13 días", "13 days left"),
        (timedelta(days=1, hours=1), "Queda 1 día y 1 hora", "1 day and 1 hour left"),
        (timedelta(hours=23, minutes=59), "Quedan 23 horas y 59 minutos", "23 hours and 59 minutes left"),
        (timedelta(hours=1), "Queda 1 hora", "1 hour left"),
        (timedelta(minutes=1, seconds=59), "Queda 1 minuto", "1 minute left"),
        (timedelta(seconds=59), "Queda menos de un minuto", "Less than a minute left"),
        (timedelta(microseconds=-1), "Queda menos de un minuto", "Less than a minute left"),
        (timedelta(seconds=-1), "El plazo ya venció", "The deadline has passed"),
    ],
)
def test_the_countdown_in_words(left, spanish, english):
    assert countdown(CLOSE - left, CLOSE) == spanish
    with using_locale("en"):
        assert countdown(CLOSE - left, CLOSE) == english


def test_the_zones_of_mexico_have_words():
    assert set(FIVE_ZONES) <= {zone for zone, _ in zone_choices()}
    assert all(words != zone for zone, words in zone_choices())
