"""Minutes as PDF. Data are gathered inside the transaction; the typesetting runs after it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from app.calls import queries as calls
from app.calls.models import Call
from app.calls.scoring.words import SECTORS
from app.core.addresses import absolute
from app.core.db import Session
from app.core.documents import pdf, qr
from app.core.format import both_text, day, moment
from app.core.i18n import _, locale
from app.review.minutes.models import Choice, MeetingKind
from app.review.minutes.queries import MinutesCase
from app.review.minutes.states import CHOICES, KINDS
from app.review.models import Part, Sector


def minutes_pdf(
    session: Session, case: MinutesCase, said: Mapping[str, Any], addenda: Iterable[Any]
) -> Callable[[], bytes]:
    """The minutes in the reader's language, with the words that this reader may see."""
    minutes, call = case.minutes, case.call
    programme, address = calls.programme_of(session, call), absolute(f"/minutes/{minutes.id}")
    data = {
        "programme": both_text(programme.name),
        "partners": list(call.partners),
        "call": both_text(call.title),
        "number": str(minutes.number),
        "kind": str(KINDS[MeetingKind(said["kind"])]),
        "when": when(said, call),
        "where": " · ".join(filter(None, (said["place"], said["link"]))),
        "quorum": quorum_words(said),
        "agenda": said["agenda"],
        "attendance": [_seat(each) for each in said["attendance"]],
        "observers": ", ".join(said["observers"]),
        "others": said["others"],
        "contributions": [_contribution(each) for each in said["contributions"]],
        "motions": [_motion(each) for each in said["motions"]],
        "agreements": [
            [e["text"], e["who"], day(date.fromisoformat(e["by"])) if e["by"] else ""] for e in said["agreements"]
        ],
        "shortlist": [_category(each) for each in said["shortlist"]],
        "signatures": [_signature(each, call) for each in said.get("signatures", [])],
        "addenda": [_addendum(each, call) for each in addenda],
        "digest": minutes.digest or minutes.draft_digest,
        "sealed": moment(minutes.sealed_at, call.timezone, seconds=True) if minutes.sealed_at else "",
        "address": address,
        "qr": qr(address),
    }
    at, language = minutes.sealed_at or minutes.created_at, locale()
    return lambda: pdf("documents/minutes.typ", data, at=at, language=language)


def when(said: Mapping[str, Any], call: Call) -> str:
    """From when until when."""
    begun = moment(datetime.fromisoformat(said["held_at"]), call.timezone)
    if not said["ended_at"]:
        return begun
    until = datetime.fromisoformat(said["ended_at"])
    return _("%(begun)s, until %(ended)s", begun=begun, ended=moment(until, call.timezone))


def quorum_words(said: Mapping[str, Any]) -> str:
    """How many seats were there, and whether that was enough."""
    there = sum(1 for each in said["attendance"] if each["part"])
    words = _("%(there)s of %(seats)s seats were there", there=there, seats=len(said["attendance"]))
    if said["quorum"] is None:
        return words
    enough = _("there was a quorum") if there >= said["quorum"] else _("there was no quorum")
    return _("%(words)s; the quorum is %(quorum)s: %(enough)s", words=words, quorum=said["quorum"], enough=enough)


def _seat(each: Mapping[str, Any]) -> list[str]:
    part = {Part.member.value: _("member"), Part.alternate.value: _("alternate")}.get(each["part"], _("absent"))
    chair = _("chair") if each["chair"] else ""
    sector = str(SECTORS[Sector(each["sector"])])
    return [each["institution"], sector, each["name"] or "–", " · ".join(filter(None, (part, chair)))]


def _contribution(each: Mapping[str, Any]) -> list[str]:
    if each.get("hidden"):
        return [
            "–",
            each["folio"],
            _("You are recused from this proposal: this point opens once the ranking is closed."),
        ]
    return [each["who"] or "–", each["folio"] or "–", each["text"]]


def _motion(each: Mapping[str, Any]) -> dict[str, str]:
    if each.get("hidden"):
        closed = _("You are recused from this proposal: this point opens once the ranking is closed.")
        return {"text": each["folio"], "count": closed, "votes": ""}
    votes = [f"{vote['institution']}: {CHOICES[Choice(vote['choice'])]}" for vote in each.get("ballots", [])]
    votes += [_("Out of the room: %(who)s", who=", ".join(each["out"]))] if each["out"] else []
    votes += [_("Recused: %(who)s", who=", ".join(each["recused"]))] if each["recused"] else []
    text = f"{each['folio']} · {each['text']}" if each["folio"] else each["text"]
    return {"text": text, "count": count_words(each), "votes": " · ".join(votes)}


def count_words(each: Mapping[str, Any]) -> str:
    """The count of a vote and what it comes to."""
    result = _("carried") if each["carried"] else _("not carried")
    return _(
        "%(favour)s in favour, %(against)s against, %(abstained)s abstentions: %(result)s",
        favour=each["favour"],
        against=each["against"],
        abstained=each["abstained"],
        result=result,
    )


def category_name(each: Mapping[str, Any]) -> str:
    """How a category is called; a call without lots has one."""
    return both_text(each["name"]) or _("All proposals")


def _category(each: Mapping[str, Any]) -> dict[str, Any]:
    return {"name": category_name(each), "rows": [[e["folio"], e["organisation"], e["title"]] for e in each["rows"]]}


def _signature(signed: Mapping[str, Any], call: Call) -> dict[str, str]:
    return {
        "name": signed["name"],
        "institution": signed["institution"],
        "signed": moment(datetime.fromisoformat(signed["signed_at"]), call.timezone, seconds=True),
        "dissent": _("Dissent: %(reason)s", reason=signed["dissent"]) if signed["dissent"] else "",
    }


def _addendum(each: Any, call: Call) -> dict[str, str]:  # noqa: ANN401 -- a row, or the public's copy of one
    return {
        "number": str(each.number),
        "words": each.words,
        "reason": each.reason,
        "when": moment(each.written_at, call.timezone),
    }
