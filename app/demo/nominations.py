"""A fictional call that takes nominations: three were made, one was agreed to, one declined, one waits [B16]."""

import re
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from app.agreements.models import Agreement
from app.calls import queries as calls
from app.calls.models import Call, MilestoneKind
from app.calls.parts.rounds import Rounds
from app.calls.service import drafting, publishing
from app.core import clock
from app.core.mail import OutboxMail
from app.demo.cast import Cast
from app.demo.content import read
from app.demo.programme import result
from app.demo.second_call import ZONE, parts
from app.programmes.models import Programme
from app.proposals.service import nominating
from app.proposals.service.nominating import Nominee

DATES = {
    MilestoneKind.launch: date(2021, 1, 11),
    MilestoneKind.deadline: date(2021, 3, 1),
    MilestoneKind.results: date(2021, 4, 9),
    MilestoneKind.project_start: date(2021, 4, 19),
    MilestoneKind.project_end: date(2021, 12, 10),
}


def live(cast: Cast, programme: Programme, agreements: list[Agreement]) -> None:
    """Published in January; owners of organisations nominate people and a group that they know."""
    told = read("nominations")
    call = _publish(cast, programme, {**read("small_call"), **told})
    for place, line in enumerate(told["nominees"]):
        nominator = cast.owner(cast.by_id[agreements[place].organisation_id])
        with clock.at(_at(13 + place)):
            lot = calls.lots(cast.session, call)[line["lot"]]
            nominee = Nominee(line["name"], line["email"], line["person"], "MX-SON", lot.id, line["reason"])
            nominating.nominate(cast.session, call, nominee, actor=nominator)
            cast.session.flush()
        with clock.at(_at(14 + place)):
            _answer(cast.session, call, line)


def _at(day: int) -> datetime:
    return datetime(2021, 1, day, 11, tzinfo=ZoneInfo(ZONE))


def _publish(cast: Cast, programme: Programme, words: dict[str, Any]) -> Call:
    officer = cast.actor("officer")
    with clock.at(_at(8)):
        call = drafting.start(cast.session, programme, title=words["title"], edition=1, actor=officer)
        serves = result(cast, programme, "1.2").id
        made = parts(words, call, serves, DATES, edition=1) | {"rounds": Rounds(nominated=True)}
        for key, part in made.items():
            drafting.save_part(cast.session, call, key, part, revision=0, actor=officer)
        publishing.send_to_review(cast.session, call, actor=officer)
        publishing.publish(cast.session, call, actor=cast.actor("coordinator"))
    return call


def _answer(session: Session, call: Call, line: dict[str, Any]) -> None:
    """By the link of the mail, as the nominee does."""
    if line["answer"] is None:
        return
    wanted = select(OutboxMail.text).where(OutboxMail.to_email == line["email"])
    text = session.exec(wanted.order_by(col(OutboxMail.created_at).desc())).first() or ""
    found = re.search(r"/nominations/([\w-]+)", text)
    token = found.group(1) if found else ""
    if line["answer"] == "agree":
        nominating.agree(session, token, call, protected=True)
    else:
        nominating.decline(session, token, call)
