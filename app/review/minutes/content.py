"""What minutes say, as one canonical text with every name in it, so that its digest can be checked anywhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from app.calls.models import Call, Lot
from app.calls.queries import lots
from app.calls.rounds.queries import round_of
from app.calls.scoring.queries import scheme
from app.people import queries as people
from app.people.models import Organisation, Role, User
from app.review.minutes import queries
from app.review.minutes.models import Choice, Minutes
from app.review.minutes.rules import tally
from app.review.models import Candidacy, Seat
from app.review.queries import commission


@dataclass(frozen=True)
class Room:
    """All that minutes of a call may name: seats and their people, proposals, observers, lots; and the rules of voting."""

    call: Call
    seats: Mapping[str, Seat]
    people: Mapping[str, User]
    listed: Mapping[str, tuple[Candidacy, Organisation]]
    observers: Mapping[str, str]
    lots: Mapping[str | None, Lot | None]
    recusals: Mapping[str, frozenset[str]]
    quorum: int | None
    going_on: int | None

    def folio(self, key: str) -> str:
        """The folio of a proposal; empty for none."""
        return self.listed[key][0].folio if key in self.listed else ""


def room(session: Session, call: Call) -> Room:
    """Read it once a page."""
    seats = queries.seats_by_id(session, call)
    watching = people.holders(session, Role.OBSERVER, programme_id=call.programme_id, call_id=call.id)
    after = round_of(session, call.id)
    return Room(
        call,
        seats,
        commission.people_of(session, list(seats.values())),
        {candidacy.id: (candidacy, organisation) for candidacy, organisation in queries.discussed(session, call.id)},
        {each.id: each.name for each in watching},
        {lot.id: lot for lot in lots(session, call)} or {None: None},
        queries.recusals(session, call.id),
        scheme(session, call.id).quorum,
        after.going_on if after else None,
    )


def said(minutes: Minutes, where: Room) -> dict[str, Any]:
    """The whole text."""
    draft, call = minutes.draft, where.call
    here = draft.get("attendance", {})
    return {
        "call": {"slug": call.slug, "title": dict(call.title)},
        "number": minutes.number,
        "kind": minutes.kind.value,
        "held_at": minutes.held_at.isoformat(timespec="seconds"),
        "ended_at": minutes.ended_at.isoformat(timespec="seconds") if minutes.ended_at else "",
        "zone": call.timezone,
        "place": minutes.place,
        "link": minutes.link,
        "agenda": list(draft.get("agenda", [])),
        "quorum": where.quorum,
        "attendance": [_seat(seat, here.get(key), where) for key, seat in where.seats.items()],
        "observers": [where.observers[key] for key in draft.get("observers", []) if key in where.observers],
        "others": draft.get("others", ""),
        "contributions": [_contribution(each, draft, where) for each in draft.get("contributions", [])],
        "motions": [_motion(each, here, where) for each in draft.get("motions", [])],
        "agreements": [dict(each) for each in draft.get("agreements", [])],
        "shortlist": _shortlist(draft.get("shortlist", []), where),
    }


def _seat(seat: Seat, here: Mapping[str, str] | None, where: Room) -> dict[str, Any]:
    return {
        "seat": seat.id,
        "institution": seat.institution,
        "sector": seat.sector.value,
        "chair": seat.chair,
        "part": here["part"] if here else "",
        "name": where.people[here["user"]].name if here else "",
    }


def _about(key: str, where: Room) -> dict[str, str]:
    known = where.listed.get(key)
    return {
        "candidacy": key if known else "",
        "folio": known[0].folio if known else "",
        "organisation": known[1].legal_name if known else "",
    }


def who_of(key: str, here: Mapping[str, Mapping[str, str]], where: Room) -> str:
    """Whoever spoke: a seat that was there, or an observer; empty where nobody is named."""
    if key in where.seats and key in here:
        return f"{where.people[here[key]['user']].name} ({where.seats[key].institution})"
    return where.observers.get(key, "")


def _contribution(each: Mapping[str, str], draft: Mapping[str, Any], where: Room) -> dict[str, str]:
    who = who_of(each["who"], draft.get("attendance", {}), where)
    return {"who": who, "text": each["text"], **_about(each["about"], where)}


def _motion(each: Mapping[str, Any], here: Mapping[str, Mapping[str, str]], where: Room) -> dict[str, Any]:
    counted = tally(each["ballots"].values())
    seats = where.seats
    out = [key for key, choice in each["ballots"].items() if choice == Choice.out and key in seats]
    gone = [key for key in here if key in seats and is_recused(key, each["about"], here, where)]
    return {
        "text": each["text"],
        **_about(each["about"], where),
        "favour": counted.favour,
        "against": counted.against,
        "abstained": counted.abstained,
        "carried": counted.carried,
        "out": [seats[key].institution for key in out],
        "recused": [seats[key].institution for key in gone],
        "ballots": [
            {"institution": seat.institution, "choice": each["ballots"][key]}
            for key, seat in seats.items()
            if key in each["ballots"] and key not in out
        ],
    }


def is_recused(seat_id: str, candidacy_id: str, here: Mapping[str, Mapping[str, str]], where: Room) -> bool:
    """Whether the person who was there for a seat is recused from a proposal."""
    return bool(candidacy_id) and candidacy_id in where.recusals.get(here[seat_id]["user"], frozenset())


def _shortlist(chosen: list[str], where: Room) -> list[dict[str, Any]]:
    """Each category by itself, also one in which nobody was chosen; empty where the meeting chose nobody at all."""
    if not chosen:
        return []
    return [
        {
            "code": lot.code if lot else "",
            "name": dict(lot.name) if lot else {},
            "places": where.going_on,
            "rows": [
                {**_about(key, where), "title": candidacy.title}
                for key, (candidacy, _organisation) in where.listed.items()
                if key in chosen and candidacy.lot_id == lot_id
            ],
        }
        for lot_id, lot in where.lots.items()
    ]
