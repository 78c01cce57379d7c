"""Writing minutes: what is typed is kept whole, and what cannot be is said beside its field."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from app.calls.models import Call
from app.core import audit, clock
from app.core.errors import Refused
from app.core.i18n import _, ngettext
from app.people.access import Actor
from app.review.minutes import queries
from app.review.minutes.content import Room, is_recused, room
from app.review.minutes.models import Choice, MeetingKind, Minutes, MinutesState
from app.review.models import Part, Seat
from app.review.queries.commission import part_of


@dataclass(frozen=True)
class Facts:
    """When, where and what for."""

    kind: MeetingKind
    held_at: datetime
    ended_at: datetime | None = None
    place: str = ""
    link: str = ""


@dataclass(frozen=True)
class Contribution:
    """What somebody brought in, and of which proposal; `row` is its number on the page."""

    text: str
    who: str = ""
    about: str = ""
    row: int = 0


@dataclass(frozen=True)
class Motion:
    """Something that was voted: seat -> answer."""

    text: str
    about: str = ""
    ballots: Mapping[str, Choice] = field(default_factory=dict)
    row: int = 0


@dataclass(frozen=True)
class Agreement:
    """What was agreed, who sees to it and by when."""

    text: str
    who: str = ""
    by: date | None = None


@dataclass(frozen=True)
class Written:
    """All that the writer typed."""

    facts: Facts
    agenda: Sequence[str] = ()
    attendance: Mapping[str, Part] = field(default_factory=dict)
    observers: Sequence[str] = ()
    others: str = ""
    contributions: Sequence[Contribution] = ()
    motions: Sequence[Motion] = ()
    agreements: Sequence[Agreement] = ()
    shortlist: Sequence[str] = ()


Here = Mapping[str, Mapping[str, str]]


def begin(session: Session, call: Call, facts: Facts, *, actor: Actor) -> Minutes:
    """Open the minutes of one meeting."""
    _check_facts(facts)
    made = Minutes(
        call_id=call.id,
        number=queries.next_number(session, call.id),
        kind=facts.kind,
        held_at=facts.held_at,
        written_by=actor.id,
    )
    _keep_facts(made, facts)
    session.add(made)
    session.flush()
    audit.record(session, "minutes.begun", made, actor=actor, detail={"call": call.slug, "number": made.number})
    return made


def write(session: Session, case: queries.MinutesCase, written: Written, *, revision: int, actor: Actor) -> None:
    """Keep what was typed; refused when somebody else kept something meanwhile."""
    minutes = case.minutes
    if minutes.state != MinutesState.draft:
        raise Refused(_("These minutes are being signed or are sealed: they no longer change."))
    if minutes.revision != revision:
        raise Refused(_("Somebody else wrote in these minutes meanwhile. Open them in another window and compare."))
    where = room(session, case.call)
    _check_facts(written.facts)
    here = _present(written.attendance, where)
    for said in written.contributions:
        _check_contribution(said, here, written.observers, where)
    for motion in written.motions:
        _check_motion(motion, here, where)
    _check_shortlist(written.shortlist, where)
    _keep_facts(minutes, written.facts)
    minutes.draft = _draft(written, here, where)
    minutes.revision, minutes.written_by = revision + 1, actor.id
    audit.record(session, "minutes.written", minutes, actor=actor, detail={"revision": minutes.revision})


def _keep_facts(minutes: Minutes, facts: Facts) -> None:
    minutes.kind, minutes.held_at, minutes.ended_at = facts.kind, facts.held_at, facts.ended_at
    minutes.place, minutes.link = facts.place.strip(), facts.link.strip()


def _draft(written: Written, here: Here, where: Room) -> dict[str, Any]:
    return {
        "agenda": list(written.agenda),
        "attendance": {key: dict(each) for key, each in here.items()},
        "observers": [key for key in written.observers if key in where.observers],
        "others": written.others.strip(),
        "contributions": [{"who": e.who, "about": e.about, "text": e.text.strip()} for e in written.contributions],
        "motions": [
            {"text": e.text, "about": e.about, "ballots": {key: each.value for key, each in e.ballots.items()}}
            for e in written.motions
        ],
        "agreements": [
            {"text": e.text, "who": e.who, "by": e.by.isoformat() if e.by else ""} for e in written.agreements
        ],
        "shortlist": list(written.shortlist),
    }


def _check_facts(facts: Facts) -> None:
    if facts.link and not facts.link.startswith(("https://", "http://")):
        raise Refused(_("Write the whole address, beginning with https://."), "link")
    if not facts.place.strip() and not facts.link.strip():
        raise Refused(_("Say where it was: a place, or the link of the video call."), "place")
    if facts.ended_at and facts.ended_at <= facts.held_at:
        raise Refused(_("A meeting ends after it begins."), "until")


def _present(attendance: Mapping[str, Part], where: Room) -> Here:
    return {key: _person(where.seats[key], part) for key, part in attendance.items() if key in where.seats}


def _person(seat: Seat, part: Part) -> dict[str, str]:
    key = seat.member_id if part == Part.member else seat.alternate_id
    if key is None or part_of(seat, key) != part:
        raise Refused(
            _("%(institution)s has nobody who accepted that place.", institution=seat.institution),
            f"attendance-{seat.id}",
        )
    return {"part": part.value, "user": key}


def _check_contribution(said: Contribution, here: Here, observers: Sequence[str], where: Room) -> None:
    place = f"contributions-{said.row}-"
    if said.about and said.about not in where.listed:
        raise Refused(_("Choose one of the options."), place + "about")
    if said.who and said.who not in here and said.who not in observers:
        raise Refused(_("Only those who were there brought something in: note the attendance first."), place + "who")
    if said.who in here and is_recused(said.who, said.about, here, where):
        raise Refused(_left_out(said.who, said.about, here, where), place + "who")


def _check_motion(motion: Motion, here: Here, where: Room) -> None:
    place = f"motions-{motion.row}-"
    if motion.about and motion.about not in where.listed:
        raise Refused(_("Choose one of the options."), place + "about")
    for key in motion.ballots:
        if key not in here:
            institution = where.seats[key].institution if key in where.seats else key
            raise Refused(
                _("%(institution)s was not there: it has no vote.", institution=institution), f"{place}vote_{key}"
            )
        if is_recused(key, motion.about, here, where):
            raise Refused(_left_out(key, motion.about, here, where), f"{place}vote_{key}")


def _left_out(seat_id: str, candidacy_id: str, here: Here, where: Room) -> str:
    return _(
        "%(name)s is recused from %(folio)s: leave it blank, since a recused person neither speaks nor votes on it.",
        name=where.people[here[seat_id]["user"]].name,
        folio=where.folio(candidacy_id),
    )


def _check_shortlist(chosen: Sequence[str], where: Room) -> None:
    if any(key not in where.listed for key in chosen):
        raise Refused(_("Choose one of the options."))
    lot_id, most = max(
        Counter(where.listed[key][0].lot_id for key in chosen).items(), key=lambda each: each[1], default=("", 0)
    )
    if where.going_on is not None and most > where.going_on:
        raise Refused(
            ngettext(
                "The call says that %(n)s proposal goes on in each line; you chose %(most)s in one.",
                "The call says that %(n)s proposals go on in each line; you chose %(most)s in one.",
                where.going_on,
                most=most,
            ),
            f"shortlist-{lot_id or 'all'}",
        )


def held_before_now(minutes: Minutes) -> bool:
    """Whether the meeting has begun."""
    return minutes.held_at <= clock.now()
