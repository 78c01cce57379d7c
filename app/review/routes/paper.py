"""Ruling and letters as PDF. Data are gathered inside the transaction; the typesetting runs after it."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from app.calls import queries as calls
from app.calls.models import Call
from app.calls.scoring.words import SECTORS
from app.core.addresses import absolute
from app.core.db import Session
from app.core.documents import pdf, qr
from app.core.format import both_text, moment, money, number
from app.core.i18n import _, locale
from app.core.territory import state_name
from app.review.models import CandidacyState, Letter, Sector
from app.review.queries.ruling import RulingCase
from app.review.routes.words import CHOICES
from app.review.rules.outcome import SENTENCES
from app.review.rules.reasons import letter_words, places_in_words

Made = Callable[[], bytes]


def ruling_pdf(
    session: Session,
    case: RulingCase,
    *,
    shown: Mapping[str, str | None] | None = None,
    hidden: Collection[str] = (),
) -> Made:
    """The ruling in the reader's language; the public reads the names `shown`, and of the `hidden` no state either."""
    ruling, call = case.ruling, case.call
    content = ruling.ranking
    address = absolute(f"/results/{call.slug}")
    said = places_in_words(content)
    data = _letterhead(session, call) | {
        "call": both_text(call.title),
        "number": str(ruling.number),
        "considerations": content.get("considerations", ""),
        "commission": [
            [seat["institution"], str(SECTORS[Sector(seat["sector"])]), seat["member"]]
            for seat in content["commission"]
        ],
        "criteria": [
            [each["code"], _criterion(each), number(Decimal(each["weight"])), _scale(each)]
            for each in content["criteria"]
        ],
        "maximum": number(Decimal(content["maximum"])),
        "lots": [_lot(lot, said, shown, hidden) for lot in content["lots"]],
        "signatures": [_signature(each, call) for each in content.get("signatures", [])],
        "digest": ruling.digest or ruling.draft_digest,
        "frozen": moment(ruling.frozen_at, call.timezone, seconds=True) if ruling.frozen_at else "",
        "address": address,
        "qr": qr(address),
    }
    return _later("documents/ruling.typ", data, ruling.frozen_at or ruling.created_at)


def letter_pdf(session: Session, letter: Letter, call: Call) -> Made:
    """The letter with the outcome, in the reader's language."""
    content = letter.content
    outcome = CandidacyState(content["outcome"])
    said = letter_words(content, call.minimum_total)
    data = _letterhead(session, call) | {
        "call": both_text(call.title),
        "folio": content["folio"],
        "organisation": content["organisation"],
        "proposal": content["title"],
        "when": moment(letter.issued_at, call.timezone),
        "sentence": str(SENTENCES[outcome]),
        "tone": "green" if outcome in {CandidacyState.approved, CandidacyState.goes_on} else "grey",
        "amount": money(Decimal(content["requested"]), content["currency"])
        if outcome == CandidacyState.approved
        else "",
        "place": _(
            "Place %(rank)s with %(score)s points", rank=content["rank"], score=number(Decimal(content["score"]), 2)
        )
        if content["score"]
        else "",
        "reasons": [text for text in (*(said or ()), content.get("cut")) if text],
        "donor": (content["donor"] or {}).get("reason", ""),
        "refused": [[both_text(each["rule"]), each["reason"]] for each in content["refused"]],
        "criteria": [_feedback(each) for each in content["criteria"]],
        "contact": call.contact_email,
    }
    return _later("documents/letter.typ", data, letter.issued_at)


def _criterion(criterion: Mapping[str, Any]) -> str:
    name = both_text(criterion["name"])
    return _("%(criterion)s (bonus)", criterion=name) if criterion.get("bonus") else name


def _scale(criterion: Mapping[str, Any]) -> str:
    low = criterion.get("scale_min")
    return f"{low}–{criterion['scale_max']}" if low else str(criterion["scale_max"])


def _letterhead(session: Session, call: Call) -> dict[str, Any]:
    programme = calls.programme_of(session, call)
    return {"programme": both_text(programme.name), "partners": list(call.partners)}


def _lot(
    lot: Mapping[str, Any],
    said: Mapping[str, tuple[str, str | None]],
    shown: Mapping[str, str | None] | None,
    hidden: Collection[str],
) -> dict[str, Any]:
    name = f"{lot['code']} {both_text(lot['name'])}".strip()
    rows = [_row(place, said[place["candidacy"]], _who(place, shown, hidden)) for place in lot["places"]]
    return {"name": name, "rows": rows}


def _who(place: Mapping[str, Any], shown: Mapping[str, str | None] | None, hidden: Collection[str]) -> str:
    if place["candidacy"] in hidden:
        return f"{place['folio']}\n{_('Protected identity')}"
    name = place["organisation"] if shown is None else shown.get(place["candidacy"])
    return "\n".join(filter(None, (place["folio"], name, state_name(place["state"]))))


def _row(place: Mapping[str, Any], said: tuple[str, str | None], who: str) -> list[str]:
    score = number(Decimal(place["score"]), 2) if place["score"] else "–"
    sheets = ", ".join(f"{each['institution']} {number(Decimal(each['total']), 2)}" for each in place["sheets"])
    recused = _("Recused: %(who)s", who=", ".join(place["recused"])) if place["recused"] else ""
    why = " ".join(filter(None, (*said, recused)))
    return [str(place["rank"] or "–"), who, score, sheets, str(CHOICES[place["outcome"]]), why]


def _signature(signed: Mapping[str, Any], call: Call) -> dict[str, str]:
    return {
        "name": signed["name"],
        "institution": signed["institution"],
        "signed": moment(datetime.fromisoformat(signed["signed_at"]), call.timezone, seconds=True),
        "dissent": signed["dissent"],
    }


def _feedback(criterion: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": both_text(criterion["name"]),
        "mean": _("%(mean)s of %(max)s", mean=number(Decimal(criterion["mean"] or 0), 2), max=criterion["scale_max"]),
        "comments": criterion["comments"],
    }


def _later(template: str, data: dict[str, Any], at: datetime) -> Made:
    language = locale()
    return lambda: pdf(template, data, at=at, language=language)
