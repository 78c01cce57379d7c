"""A small fictional call that is open in every demo: the place to try writing and sending a proposal."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from app.calls.models import Call, MilestoneKind
from app.calls.service import drafting, publishing
from app.core import clock
from app.demo import listening
from app.demo.cast import Cast
from app.demo.content import read
from app.demo.programme import result
from app.demo.second_call import ZONE, parts
from app.programmes.models import Programme

AHEAD = timedelta(days=5)
DAYS = {
    MilestoneKind.launch: -5,
    MilestoneKind.deadline: 30,
    MilestoneKind.results: 60,
    MilestoneKind.project_start: 75,
    MilestoneKind.project_end: 260,
}


def publish(cast: Cast, programme: Programme, moment: datetime) -> Call:
    """Drafted five days before the moment and published by a second person; it stays open for thirty days more."""
    words = read("small_call")
    with clock.at(moment - AHEAD):
        officer = cast.actor("officer")
        call = drafting.start(cast.session, programme, title=words["title"], edition=1, actor=officer)
        serves = result(cast, programme, "1.2").id
        written = parts(words, call, serves, _dates(moment), edition=1) | {"sessions": listening.coming(moment)}
        for key, part in written.items():
            drafting.save_part(cast.session, call, key, part, revision=0, actor=officer)
        publishing.send_to_review(cast.session, call, actor=officer)
        publishing.publish(cast.session, call, actor=cast.actor("coordinator"))
        listening.register(cast, call, 3)
    return call


def _dates(moment: datetime) -> dict[MilestoneKind, date]:
    today = moment.astimezone(ZoneInfo(ZONE)).date()
    return {kind: today + timedelta(days=days) for kind, days in DAYS.items()}
