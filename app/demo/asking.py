"""What organisations asked about the calls, and how the team answered: on the page, by phone and in the session."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from app.calls.models import Call
from app.calls.questions import service
from app.calls.questions.correcting import service as correcting
from app.calls.questions.correcting.service import Corrected
from app.calls.questions.models import CallQuestion, Channel, Topic
from app.calls.questions.service.answering import Answer
from app.calls.questions.service.asking import Recorded
from app.core import clock
from app.demo.cast import Cast
from app.demo.content import read
from app.demo.second_call import ZONE


def second_call(cast: Cast, call: Call, published: datetime) -> None:
    """Asked in the last two weeks of August, answered together on the promised day."""
    blocks = read("questions")["second_call"]
    asked: list[CallQuestion] = []
    for block in blocks:
        at = datetime.fromisoformat(block["at"]).replace(tzinfo=ZoneInfo(ZONE))
        with clock.at(at):
            question = _ask(cast, call, block, at)
            if "merge" in block:
                service.merge(cast.session, call, question, asked[block["merge"]], actor=cast.actor("officer"))
            asked.append(question)
    answered = [question for block, question in zip(blocks, asked, strict=True) if "answer" in block]
    with clock.at(published - timedelta(hours=20)):
        for block, question in zip([block for block in blocks if "answer" in block], answered, strict=True):
            _answer(cast, call, block, question)
    with clock.at(published):
        service.publish(cast.session, call, answered, actor=cast.actor("coordinator"))
    for block, question in zip(blocks, asked, strict=True):
        if "correction" in block:
            _correct(cast, call, block["correction"], question, published)


def small_call(cast: Cast, call: Call, moment: datetime) -> None:
    """One answer is public, one waits for the second person, one question waits for its answer."""
    for block in read("questions")["small_call"]:
        at = moment - timedelta(days=block["days"])
        with clock.at(at):
            question = _ask(cast, call, block, at)
        if "answer" in block:
            with clock.at(at + timedelta(hours=3)):
                _answer(cast, call, block, question)
        if block["stage"] == "published":
            with clock.at(at + timedelta(hours=5)):
                service.publish(cast.session, call, [question], actor=cast.actor("coordinator"))


def _ask(cast: Cast, call: Call, block: dict[str, Any], at: datetime) -> CallQuestion:
    channel, text = Channel(block["channel"]), block["original"]
    if channel == Channel.page:
        return service.ask(cast.session, call, text, email=block["email"], arrived=at, connection="", actor=None)
    came = Recorded(text, channel, at, block.get("asker", ""))
    return service.record(cast.session, call, came, actor=cast.actor("officer"))


def _answer(cast: Cast, call: Call, block: dict[str, Any], question: CallQuestion) -> None:
    said = Answer(Topic(block["topic"]), block["words"], block["answer"])
    service.send(cast.session, call, question, said, revision=0, actor=cast.actor("officer"))


def _correct(cast: Cast, call: Call, told: dict[str, Any], question: CallQuestion, published: datetime) -> None:
    """The officer saw what was missing the same afternoon, and the coordinator published the correction."""
    said = Corrected(told["answer"], told["reason"])
    with clock.at(published + timedelta(hours=3)):
        made = correcting.write(cast.session, call, question, said, actor=cast.actor("officer"))
    with clock.at(published + timedelta(hours=5)):
        correcting.publish(cast.session, call, question, seen=made.id, actor=cast.actor("coordinator"))
