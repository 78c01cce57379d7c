"""Where the team spread its calls: some of it counted, some of it known to nobody [B11]."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.calls.dissemination.models import Medium
from app.calls.dissemination.service import Spread, record
from app.calls.models import Call
from app.core import clock
from app.demo.cast import Cast
from app.demo.content import read
from app.demo.second_call import ZONE


def spread_small(cast: Cast, call: Call, moment: datetime) -> None:
    """The small call was told of once so far, to nobody knows how many."""
    with clock.at(moment - timedelta(days=4)):
        said = Spread(Medium.social, "Publicación de apertura en redes sociales", on=clock.today(ZONE))
        record(cast.session, call, said, actor=cast.actor("officer"))


def spread(cast: Cast, call: Call) -> None:
    """Noted on the evening of each day."""
    for block in read("dissemination"):
        day = date.fromisoformat(block["on"])
        said = {key: value for key, value in block.items() if key not in {"on", "medium"}}
        with clock.at(datetime.combine(day, time(18), ZoneInfo(ZONE))):
            record(cast.session, call, Spread(Medium(block["medium"]), on=day, **said), actor=cast.actor("officer"))
