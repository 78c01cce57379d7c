"""The Second Call, drafted part by part and published by a second person [B1–B9]."""

from datetime import date, time
from decimal import Decimal
from typing import Any

from app.calls.models import Call, MilestoneKind, RuleKind
from app.calls.moments import DAY_BEGINS, usual_zone
from app.calls.parts.basics import Basics
from app.calls.parts.calendar import BEGINNINGS, Calendar, OwnDeadline
from app.calls.parts.money import LotLine, Money
from app.calls.parts.papers import Paper, Papers
from app.calls.parts.rubric import CriterionLine, Rubric
from app.calls.parts.rule_params import Cap, Own
from app.calls.parts.rules import Question, Rules
from app.calls.parts.sessions import Meeting, Sessions
from app.calls.parts.territory import Territory
from app.calls.parts.texts import Texts
from app.calls.parts.themes import Theme, Themes
from app.calls.service import drafting, publishing
from app.demo import networking
from app.demo.branding import dress
from app.demo.cast import Cast
from app.demo.content import read
from app.demo.programme import result
from app.programmes.models import Programme

ZONE = "America/Mexico_City"
LAST_MINUTE = time(23, 59)
Words = dict[str, Any]


def draft(cast: Cast, programme: Programme) -> Call:
    """The officer writes every part and sends the draft to a second person."""
    words, officer = read("second_call"), cast.actor("officer")
    call = drafting.start(cast.session, programme, title=words["title"], edition=2, actor=officer)
    serves = result(cast, programme, "1.2").id
    for key, part in parts(words, call, serves, dates_of(words["dates"]), edition=2).items():
        drafting.save_part(cast.session, call, key, part, revision=0, actor=officer)
    dress(cast, call)
    networking.allow(cast, call)
    publishing.send_to_review(cast.session, call, actor=officer)
    return call


def publish(cast: Cast, call: Call) -> None:
    """The coordinator reads it and publishes it."""
    publishing.publish(cast.session, call, actor=cast.actor("coordinator"))


def dates_of(lines: dict[str, str]) -> dict[MilestoneKind, date]:
    """The calendar as it is written."""
    return {MilestoneKind(kind): date.fromisoformat(day) for kind, day in lines.items()}


def parts(
    words: Words, call: Call, result_id: str, dates: dict[MilestoneKind, date], *, edition: int
) -> dict[str, object]:
    """Every part of a call from its written words, in the order in which staff fill them in."""
    found: dict[str, object] = {
        "basics": _basics(words, call, result_id, edition),
        "themes": Themes(tuple(Theme("", name) for name in words["axes"])),
        "territory": Territory(tuple(words["states"])),
        "money": _money(words),
        "calendar": _calendar(words, dates),
        "papers": Papers(tuple(_paper(each) for each in words["papers"]), named_monitor=True, both_families=True),
        "rules": _rules(words),
        "rubric": _rubric(words),
        "texts": Texts(words["conflict_text"], words["data_protection"]),
    }
    if "session" in words:
        found["sessions"] = Sessions((_session(words["session"]),))
    return found


def _basics(words: Words, call: Call, result_id: str, edition: int) -> Basics:
    return Basics(
        title=call.title,
        object=words["object"],
        who_can_apply=words["who_can_apply"],
        result_id=result_id,
        edition=edition,
        partners=tuple(words["partners"]),
        contact_email=words["contact_email"],
        prevailing_language="es",
        translation_gap_accepted=False,
        donor_required=True,
        fictional_note=words["fictional_note"],
    )


def _money(words: Words) -> Money:
    limits = words["money"]
    lots = tuple(LotLine("", lot["name"], Decimal(lot["budget"]), lot["awards"]) for lot in words["lots"])
    return Money(
        "MXN",
        _amount(limits["minimum"]),
        _amount(limits["maximum"]),
        _amount(limits["own_percent"]),
        _amount(limits["indirect_percent"]),
        lots,
    )


def _amount(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None


def _calendar(words: Words, dates: dict[MilestoneKind, date]) -> Calendar:
    """Where a state keeps other hours, the last minute of its own day decides [B8]."""
    spans = {kind: (day, DAY_BEGINS if kind in BEGINNINGS else LAST_MINUTE) for kind, day in dates.items()}
    closes = dates[MilestoneKind.deadline]
    own = tuple(OwnDeadline(state, closes, LAST_MINUTE, usual_zone(state)) for state in words.get("own_deadlines", ()))
    return Calendar(ZONE, spans, own)


def _paper(words: Words) -> Paper:
    return Paper(
        "",
        words["title"],
        words["why"],
        ("pdf", "jpg", "png"),
        required=True,
        curable=words.get("curable", False),
        months_valid=words.get("months_valid"),
    )


def _rules(words: Words) -> Rules:
    typed = words.get("beside_rules", {})
    own = Own(
        forms=tuple(words.get("legal_forms", ())),
        months=typed.get("months"),
        keys=tuple(typed.get("keys", ())),
        caps=tuple(Cap(key, Decimal(percent)) for key, percent in typed.get("caps", {}).items()),
        cumulative=_amount(typed.get("cumulative")),
        agreements=typed.get("agreements", False),
    )
    chosen = {RuleKind(kind): text for kind, text in words["rules"].items()}
    return Rules(chosen, own, declarations=tuple(Question("", text) for text in words.get("declarations", ())))


def _rubric(words: Words) -> Rubric:
    anchors = tuple(read("anchors"))
    lines = tuple(
        CriterionLine("", each["section"], each["name"], 5, Decimal(each["weight"]), None, anchors)
        for each in words["criteria"]
    )
    return Rubric(Decimal(100), Decimal(60), Decimal(25), 3, 2, lines)


def _session(words: Words) -> Meeting:
    """Four in the afternoon of its day, an hour and a half, with the agenda that was printed [B5, B6]."""
    return Meeting(
        "",
        words["title"],
        date.fromisoformat(words["day"]),
        time(16, 0),
        ZONE,
        90,
        tuple(words["hosts"]),
        words["agenda"],
    )
