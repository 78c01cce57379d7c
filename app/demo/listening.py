"""Who listens to the calls of the demonstration: subscribers by mail, and guests of the information sessions [B5–B7, B11]."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import select

from app.calls import queries
from app.calls.audience import queries as audience
from app.calls.audience.models import Subscription
from app.calls.audience.service import attending, recording, subscribing
from app.calls.audience.service.subscribing import Wish
from app.calls.models import Call
from app.calls.parts.sessions import Meeting, Sessions
from app.core.forms import Upload
from app.demo.cast import Cast
from app.demo.content import read
from app.demo.papers import paper

ZONE = "America/Mexico_City"
DAYS_AHEAD = timedelta(days=3)


def subscribe(cast: Cast, call: Call) -> None:
    """To the call itself, or to new calls of a theme or a state; the last of them has not confirmed yet."""
    lines = read("listeners")["subscribers"]
    for line in lines:
        wish = Wish(
            call if line.get("call") else None, line.get("theme", ""), line.get("theme", ""), line.get("state", "")
        )
        subscribing.ask(cast.session, line["email"], wish, source="")
    confirmed = {line["email"] for line in lines[:-1]}
    for row in cast.session.exec(select(Subscription)):
        if row.email in confirmed:
            subscribing.confirm(cast.session, row)


def register(cast: Cast, call: Call, how_many: int | None = None) -> None:
    """They come to the first session of the call."""
    event = queries.events(cast.session, call)[0]
    for person in read("listeners")["guests"][:how_many]:
        name, email = person["name"], person["email"]
        attending.register(cast.session, call, event, name=name, email=email, source="")


def after_the_session(cast: Cast, call: Call) -> None:
    """Who came is marked, the slides of ICME are offered, and all who registered are mailed them, and where the recording is [B6, B7]."""
    session, officer = cast.session, cast.actor("officer")
    event = queries.events(session, call)[0]
    guests = audience.guests(session, event)
    attending.mark_attendance(session, call, event, {guest.id for guest in guests[:-2]}, actor=officer)
    slides: dict[str, Any] = read("listeners")["slides"]
    upload = Upload("marco-logico.pdf", paper(slides["title"]["es"], slides["lines"]))
    attending.add_material(session, call, event, slides["title"], upload, actor=officer)
    attending.send_materials(session, call, event, actor=officer)
    recording.keep(session, call, event, read("listeners")["recording"], actor=officer)


def coming(moment: datetime) -> Sessions:
    """A session three days after the moment of the demonstration, to try registering."""
    words = read("listeners")["session"]
    day = (moment + DAYS_AHEAD).astimezone(ZoneInfo(ZONE)).date()
    meeting = Meeting(
        "", words["title"], day, time(17, 0), ZONE, 60, tuple(words["hosts"]), words["agenda"], words["join"], places=80
    )
    return Sessions((meeting,))
