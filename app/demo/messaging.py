"""Two messages of the small call: one that was sent to a state, one that waits to be confirmed."""

from datetime import datetime, timedelta

from app.calls.models import Call
from app.core import clock
from app.demo.cast import Cast
from app.demo.content import read
from app.desk.messages import queries, service
from app.desk.messages.models import Segment
from app.desk.messages.service import Words


def write(cast: Cast, call: Call, moment: datetime) -> None:
    """By the officer, two days before the moment."""
    with clock.at(moment - timedelta(days=2)):
        officer = cast.actor("officer")
        for block in read("messages"):
            words = Words(Segment(block["segment"]), block["home"], block["subject"], block["body"])
            message = service.write(cast.session, call, words, message=None, actor=officer)
            if block["send"]:
                audience = queries.audience(cast.session, call, words.segment, words.home)
                service.send(cast.session, call, message, mark=service.seen(audience), actor=officer)
