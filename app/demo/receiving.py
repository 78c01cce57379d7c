"""The organisations write, save and send, each in its own time; some never send."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from sqlmodel import Session

from app.calls import queries as calls
from app.calls.models import Call, Lot, MilestoneKind, Requirement
from app.core import clock
from app.core.format import both_text
from app.core.territory import state_name
from app.demo import networking
from app.demo.cast import Cast, register
from app.demo.content import Frame, compose, organisations
from app.demo.costs import Limits
from app.demo.papers import paper
from app.demo.photographing import photograph
from app.people.access import Actor
from app.proposals import queries
from app.proposals.models import Proposal
from app.proposals.service import add_file, save_section, start, submit

Block = dict[str, Any]

AXES = {"detección": "detection", "prevención": "prevention", "sanción": "sanction"}
NEVER_SENT = frozenset({"late_draft", "over_maximum"})
_EARLY = timedelta(days=21)
_OVER = Decimal("1.3")
_SHARE_OF_LAST_DAYS = 0.6


@dataclass(frozen=True)
class Visit:
    """When an organisation begins to write and when it sends; None is never."""

    block: Block
    begins: datetime
    sends: datetime | None


@dataclass(frozen=True)
class Terms:
    """What a call asks of every proposal, read once."""

    call: Call
    lots: tuple[Lot, ...]
    axes: dict[str, str]
    papers: tuple[Requirement, ...]
    start: date
    end: date


def receive(cast: Cast, call: Call, until: datetime) -> None:
    """Everything that reached the call until an instant, in the order in which it was sent."""
    terms = terms_of(cast.session, call)
    for visit in sorted(visits(cast.session, call), key=lambda each: each.sends or each.begins):
        if visit.begins <= until:
            _write(cast, terms, visit, until)


def terms_of(session: Session, call: Call) -> Terms:
    """The call as an applicant reads it."""
    table = calls.timetable(session, call)
    first, last = table.day(MilestoneKind.project_start), table.day(MilestoneKind.project_end)
    if first is None or last is None:
        message = f"call {call.slug} has no project dates"
        raise LookupError(message)
    papers = tuple(paper for paper in calls.requirements(session, call) if paper.required)
    axes = {AXES.get(axis.name["es"].lower(), axis.code): axis.code for axis in calls.axes(session, call)}
    return Terms(call, tuple(calls.lots(session, call)), axes, papers, first, last)


def visits(session: Session, call: Call) -> list[Visit]:
    """Most send in the last three days and hours, as in any call; each by its own state's deadline."""
    dice = Random(call.edition)
    table = calls.timetable(session, call)
    opened = table.at(MilestoneKind.launch) or call.published_at or clock.now()
    found = []
    for block in organisations():
        deadline = table.deadline(block["state"])
        if deadline is not None:
            sends = deadline.at - _before(dice)
            begins = min(opened + (sends - opened) * dice.random(), sends - timedelta(hours=5))
            found.append(
                Visit(
                    block, max(begins, opened + timedelta(hours=2)), None if block.get("fate") in NEVER_SENT else sends
                )
            )
    return found


def _before(dice: Random) -> timedelta:
    if dice.random() < _SHARE_OF_LAST_DAYS:
        return timedelta(minutes=dice.randint(2, 3 * 24 * 60) ** 2 // (3 * 24 * 60) + 2)
    return timedelta(days=dice.randint(3, 17), minutes=dice.randint(0, 600))


def _write(cast: Cast, terms: Terms, visit: Visit, until: datetime) -> None:
    sent = visit.sends is not None and visit.sends <= until
    with clock.at(visit.begins):
        organisation = register(cast, visit.block)
        actor = cast.owner(organisation)
        proposal = start(cast.session, terms.call, organisation, actor=actor)
    with clock.at(min(visit.begins + timedelta(hours=3), until)):
        _fill(cast.session, terms, proposal, visit.block, actor, whole=sent)
        networking.present(cast.session, proposal, visit.block, until, actor)
    if visit.sends is not None and sent:
        with clock.at(visit.sends):
            submit(cast.session, proposal, revision=proposal.revision, arrived_at=visit.sends, actor=actor)


def _fill(session: Session, terms: Terms, proposal: Proposal, block: Block, actor: Actor, *, whole: bool) -> None:
    """All sections and papers; a draft has only some of them."""
    sections = compose(block, frame_of(terms, block))
    dice = Random(block["name"])
    keys = (
        list(sections)
        if whole or block.get("fate") == "over_maximum"
        else list(sections)[: dice.randint(1, len(sections) - 1)]
    )
    for key in keys:
        save_section(session, proposal, key, sections[key], revision=0, actor=actor)
    if whole:
        give_papers(session, terms, proposal, block, actor)
    elif terms.papers:
        photograph(session, terms.papers[0], proposal, actor)


def give_papers(session: Session, terms: Terms, proposal: Proposal, block: Block, actor: Actor) -> None:
    """A small PDF for each required paper."""
    dossier = queries.dossier(session, proposal.id)
    if dossier is None:
        return
    for need in terms.papers:
        title = both_text(need.title)
        lines = [
            block["name"],
            f"RFC {block.get('rfc') or 'en trámite'}",
            "Expedida el 14 de enero de 2019" if _issued(block).year == 2019 else "Expedida el 3 de agosto de 2020",
            "",
            "Documento ficticio de demostración.",
        ]
        data, name = paper(title, lines), f"{need.code}-{title[:60]}.pdf"
        issued = _issued(block) if need.months_valid else None
        add_file(session, dossier, need.code, data, name, actor=actor, issued_on=issued)


def _issued(block: Block) -> date:
    return date(2019, 1, 14) if block.get("fate") in {"expired", "never_corrected"} else date(2020, 8, 3)


def frame_of(terms: Terms, block: Block) -> Frame:
    """The limits that this organisation writes within; two of them get their dates or their sums wrong."""
    lot = _lot(terms, block)
    call = terms.call
    maximum = (lot.max_grant if lot and lot.max_grant is not None else call.max_grant) or Decimal(0)
    minimum = (lot.min_grant if lot and lot.min_grant is not None else call.min_grant) or Decimal(0)
    if block.get("fate") == "over_maximum":
        maximum, minimum = maximum * _OVER, maximum * Decimal("1.15")
    limits = Limits(maximum, minimum, call.own_contribution_min or Decimal(0), call.indirect_cap or Decimal(100))
    first = terms.start - _EARLY if block.get("fate") == "calendar" else terms.start
    return Frame(lot.code if lot else None, terms.axes, first, terms.end, limits)


def _lot(terms: Terms, block: Block) -> Lot | None:
    """The lot whose name has the state where the organisation works, else the first."""
    place = state_name(str(block.get("works_in", block["state"])))
    return next((lot for lot in terms.lots if place in lot.name["es"]), next(iter(terms.lots), None))
