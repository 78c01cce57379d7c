"""Days and hours of a call's calendar, and the zone where most of a state lives.

A state is not a zone, so the map only fills in the form; the zone is stored with each date.
"""

from datetime import date, datetime, time

CENTRE = "America/Mexico_City"
DAY_BEGINS = time(0, 0)
DAY_ENDS = time(23, 59, 59)

USUAL_ZONES = {
    "MX-BCN": "America/Tijuana",
    "MX-BCS": "America/Mazatlan",
    "MX-CHH": "America/Chihuahua",
    "MX-COA": "America/Monterrey",
    "MX-NAY": "America/Mazatlan",
    "MX-NLE": "America/Monterrey",
    "MX-ROO": "America/Cancun",
    "MX-SIN": "America/Mazatlan",
    "MX-SON": "America/Hermosillo",
    "MX-TAM": "America/Monterrey",
    "MX-YUC": "America/Merida",
}


def usual_zone(state: str) -> str:
    """The zone where most of a state lives; border municipalities differ."""
    return USUAL_ZONES.get(state, CENTRE)


def wall(day: date, at: time) -> str:
    """The local text of a moment, to the second."""
    return datetime.combine(day, at).isoformat(timespec="seconds")


def split(text: str) -> tuple[date, time]:
    """The inverse of `wall`."""
    moment = datetime.fromisoformat(text)
    return moment.date(), moment.time()
