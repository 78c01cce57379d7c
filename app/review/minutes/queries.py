"""Named reads of minutes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from app.calls.models import Call
from app.review.minutes.models import Minutes, MinutesAddendum, MinutesSetting, MinutesSignature, MinutesState
from app.review.models import Candidacy, CandidacyState, Conflict, Ruling, RulingState, Seat
from app.review.queries import commission
from app.review.queries import ruling as rulings
from app.review.queries.bench import Bench, bench

NOT_DISCUSSED = frozenset({CandidacyState.validation, CandidacyState.correcting, CandidacyState.ineligible})
WITH_DONOR = frozenset({RulingState.sent, RulingState.decided, RulingState.published})


@dataclass(frozen=True)
class Meetings:
    """A call whose minutes are asked for. `sent`: the donor may read, since the ruling was sent or the results are out."""

    bench: Bench
    sent: bool

    @property
    def id(self) -> str:
        """What a watched reading names."""
        return self.bench.id

    @property
    def call(self) -> Call:
        """The call."""
        return self.bench.call


@dataclass(frozen=True)
class MinutesCase:
    """Minutes with what decides who may read them."""

    minutes: Minutes
    meetings: Meetings

    @property
    def id(self) -> str:
        """What a watched reading names."""
        return self.minutes.id

    @property
    def call(self) -> Call:
        """The call."""
        return self.meetings.call

    @property
    def attended(self) -> Mapping[str, str]:
        """Whoever was there for a seat: person -> seat."""
        return attended(self.minutes)


def attended(minutes: Minutes) -> Mapping[str, str]:
    """Whoever was there for a seat: person -> seat."""
    return {each["user"]: seat for seat, each in minutes.draft.get("attendance", {}).items()}


def meetings(session: Session, key: str, *, lock: bool = False) -> Meetings | None:
    """A call by its identifier, for its minutes."""
    found = bench(session, key, lock=lock)
    if found is None:
        return None
    out = select(Ruling.id).where(Ruling.call_id == key, col(Ruling.state).in_(WITH_DONOR))
    sent = found.call.results_published_at is not None or session.exec(out).first() is not None
    return Meetings(found, sent)


def case(session: Session, key: str, *, lock: bool = False) -> MinutesCase | None:
    """Minutes by their identifier."""
    minutes = session.get(Minutes, key, with_for_update=lock or None)
    found = meetings(session, minutes.call_id) if minutes else None
    return MinutesCase(minutes, found) if minutes and found else None


def of_call(session: Session, call_id: str) -> Sequence[Minutes]:
    """All of a call, the first meeting first."""
    wanted = select(Minutes).where(Minutes.call_id == call_id)
    return session.exec(wanted.order_by(col(Minutes.held_at), col(Minutes.number))).all()


def sealed(session: Session, call_id: str) -> Sequence[Minutes]:
    """Those that are signed and sealed."""
    return [each for each in of_call(session, call_id) if each.state == MinutesState.sealed]


def next_number(session: Session, call_id: str) -> int:
    """The number of the next minutes of a call."""
    return (session.exec(select(func.max(Minutes.number)).where(Minutes.call_id == call_id)).one() or 0) + 1


def signatures(session: Session, minutes: Sequence[Minutes]) -> Mapping[str, Mapping[str, MinutesSignature]]:
    """Minutes -> seat -> signature, in the order of signing."""
    found: dict[str, dict[str, MinutesSignature]] = defaultdict(dict)
    wanted = select(MinutesSignature).where(col(MinutesSignature.minutes_id).in_([each.id for each in minutes]))
    for row in session.exec(wanted.order_by(col(MinutesSignature.signed_at))):
        found[row.minutes_id][row.seat_id] = row
    return found


def addenda(session: Session, minutes: Sequence[Minutes]) -> Mapping[str, Sequence[MinutesAddendum]]:
    """Minutes -> addenda in their order."""
    found: dict[str, list[MinutesAddendum]] = defaultdict(list)
    wanted = select(MinutesAddendum).where(col(MinutesAddendum.minutes_id).in_([each.id for each in minutes]))
    for row in session.exec(wanted.order_by(col(MinutesAddendum.number))):
        found[row.minutes_id].append(row)
    return found


def setting(session: Session, call_id: str) -> MinutesSetting | None:
    """What was said of the public."""
    return session.exec(select(MinutesSetting).where(MinutesSetting.call_id == call_id)).one_or_none()


def open_to_all(session: Session, call: Call) -> bool:
    """Whether everybody may read the minutes: the results are public and the call says so."""
    said = setting(session, call.id) if call.results_published_at else None
    return said is not None and said.public


def discussed(session: Session, call_id: str) -> Sequence[tuple[Candidacy, Any]]:
    """The proposals that a commission talks about, with their organisations, by folio."""
    return [
        (candidacy, organisation)
        for candidacy, organisation in rulings.all_candidacies(session, call_id)
        if candidacy.state not in NOT_DISCUSSED
    ]


def recusals(session: Session, call_id: str) -> Mapping[str, frozenset[str]]:
    """Person -> the candidacies that he or she left."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in commission.declarations(session, call_id):
        if row.kind == Conflict.recuse:
            found[row.user_id].add(row.candidacy_id)
    return {key: frozenset(keys) for key, keys in found.items()}


def waiting_for(session: Session, call_id: str, user_id: str) -> Sequence[Minutes]:
    """The minutes of a call that wait for somebody's signature."""
    rows = [
        each for each in of_call(session, call_id) if each.state == MinutesState.signing and user_id in attended(each)
    ]
    signed = signatures(session, rows) if rows else {}
    return [each for each in rows if attended(each)[user_id] not in signed.get(each.id, {})]


def seats_by_id(session: Session, call: Call) -> Mapping[str, Seat]:
    """The seats of a call in their order, by identifier."""
    return {seat.id: seat for seat in commission.seats(session, call)}
