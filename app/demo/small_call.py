"""A small fictional call that is open in every demo: the place to try writing and sending a proposal."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from app.calls.models import Call, MilestoneKind
from app.calls.parts.questionnaire import Sections
from app.calls.questionnaire.asked import Asked, usual
from app.calls.questionnaire.questions import question_from
from app.calls.service import drafting, publishing
from app.core import clock
from app.demo import listening
from app.demo.branding import dress
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
        _ask(cast, call, words["form"])
        dress(cast, call, "#8A3B12")
        publishing.send_to_review(cast.session, call, actor=officer)
        publishing.publish(cast.session, call, actor=cast.actor("coordinator"))
        listening.register(cast, call, 3)
    return call


def _ask(cast: Cast, call: Call, form: dict[str, Any]) -> None:
    """Six short parts, one of them the call's own."""
    kept = [
        replace(each, on=each.key not in form["off"], help=form["help"].get(each.key, {}))
        for each in usual()
        if each.on
    ]
    own = form["own"]
    blank: dict[str, Any] = {"help": {}, "required": True, "words": None, "options": [], "columns": [], "gone": False}
    rows = [blank | row for row in own["questions"]]
    for row in rows:
        row["options"] = [{"gone": False} | each for each in row["options"]]
        row["columns"] = [{"gone": False} | each for each in row["columns"]]
    questions = tuple(question_from(row) for row in rows)
    section = Asked(own["key"], help=own["help"], title=own["title"], questions=questions)
    actor, part = cast.actor("officer"), Sections((*kept[:3], section, *kept[3:]))
    drafting.save_part(cast.session, call, "questionnaire", part, revision=0, actor=actor)


def _dates(moment: datetime) -> dict[MilestoneKind, date]:
    today = moment.astimezone(ZoneInfo(ZONE)).date()
    return {kind: today + timedelta(days=days) for kind, days in DAYS.items()}
