"""What the public is shown of a call: cards for lists, and the page's facts put together. Reads only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from app.calls import queries
from app.calls.admissions.queries import signed as late_acts
from app.calls.audience import queries as audience
from app.calls.branding.queries import branding
from app.calls.models import Call, CallState, Criterion, DeadlineOverride, Lot, Milestone, MilestoneKind
from app.calls.moments import usual_zone
from app.calls.parts.money import said_money
from app.calls.parts.rounds import passage
from app.calls.parts.rounds import read as read_rounds
from app.calls.questions.queries import counts as question_counts
from app.calls.rounds.queries import Line, line, lines
from app.calls.rubric import bonus
from app.calls.scoring.queries import scheme
from app.calls.scoring.words import SECTORS, ties_in_words
from app.calls.states import PHASES, Phase
from app.calls.timetable import KINDS, TO_THE_HOUR, Timetable
from app.core import clock, deadlines
from app.core import format as shown
from app.core.i18n import _, locale
from app.core.money import total
from app.core.states import Face
from app.core.territory import state_name, state_names
from app.core.text import sort_key

LAST_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Banner:
    """A deadline in words, and its tone: amber, red in the last day, grey once it has passed."""

    lead: str
    text: str
    tone: str


@dataclass(frozen=True)
class StateDeadline:
    """When one state closes; `local` says the same instant by the clocks most people there use, where they differ."""

    name: str
    sentence: str
    local: str
    own: bool
    open: bool
    at: datetime
    code: str


@dataclass(frozen=True)
class Closing:
    """One deadline by one clock, and the states that it binds."""

    names: Sequence[str]
    sentence: str
    local: str
    open: bool
    at: datetime


@dataclass(frozen=True)
class Card:
    """A call in a list."""

    call: Call
    phase: Phase
    face: Face
    banner: Banner | None
    money: str
    states: Sequence[str]
    table: Timetable
    line: Line | None = None


def cards(session: Session) -> list[Card]:
    """Every public call, the newest first."""
    calls = queries.published(session)
    tables, budgets, now = queries.timetables(session, calls), queries.budgets(session, calls), clock.now()
    rounds = lines(session, calls)
    return [_card(call, tables[call.id], budgets.get(call.id), rounds.get(call.id), now) for call in calls]


def _card(call: Call, table: Timetable, money: list[Decimal] | None, where: Line | None, now: datetime) -> Card:
    phase = table.phase(call, now)
    budget = said_money(total(money or ()), call.currency)
    return Card(call, phase, PHASES[phase], banner(call, table, now), budget, state_names(call.states), table, where)


def most_of(call: Call, lot: Lot) -> Decimal | None:
    """The largest grant of a line: its own limit, else that of the call; none where it gives no money."""
    return lot.max_grant or call.max_grant if lot.budget else None


def least_of(call: Call, lot: Lot) -> Decimal | None:
    """The smallest, likewise."""
    return lot.min_grant or call.min_grant if lot.budget else None


def banner(call: Call, table: Timetable, now: datetime) -> Banner | None:
    """The deadline that matters now: the call's own, or the last one while some states are still open."""
    deadline, launch = table.deadline(), table.dates.get(MilestoneKind.launch)
    if deadline is None or call.state == CallState.cancelled:
        return None
    if table.practice:
        return Banner(_("Always open, to practise."), _("Nobody opens, scores or counts what is sent here."), "grey")
    if not deadlines.in_time(now, deadline.at) and (latest := table.latest()):
        deadline = latest
    sentence = deadlines.sentence(deadline.at, deadline.zone)
    if not deadlines.in_time(now, deadline.at):
        return Banner(_("Closed."), _("It closed on %(deadline)s.", deadline=sentence), "grey")
    if launch and now < launch.at:
        opening = shown.day(launch.at.astimezone(ZoneInfo(launch.zone)).date())
        return Banner(_("Opens on %(day)s.", day=opening), _("It closes on %(deadline)s.", deadline=sentence), "grey")
    tone = "red" if deadline.at - now < LAST_DAY else "amber"
    lead = deadlines.countdown(now, deadline.at) + "."
    return Banner(lead, _("It closes on %(deadline)s.", deadline=sentence), tone)


def state_deadlines(call: Call, table: Timetable, now: datetime) -> list[StateDeadline]:
    """One line per state of the call, by name."""
    lines = [_state_line(table, state, found, now) for state in call.states if (found := table.deadline(state))]
    return sorted(lines, key=lambda line: sort_key(line.name))


def closings(call: Call, table: Timetable, now: datetime) -> list[Closing]:
    """The same by instant and zone: states that close together share a line; what closes first comes first."""
    lines = state_deadlines(call, table, now)
    together = {
        (line.sentence, line.local): [each for each in lines if each.sentence == line.sentence] for line in lines
    }
    found = [
        Closing([each.name for each in same if each.local == local], sentence, local, open=same[0].open, at=same[0].at)
        for (sentence, local), same in together.items()
    ]
    return sorted(found, key=lambda each: (each.at, sort_key(each.names[0])))


def _state_line(table: Timetable, state: str, found: Milestone | DeadlineOverride, now: datetime) -> StateDeadline:
    there = usual_zone(state)
    printed, local = deadlines.sentence(found.at, found.zone), deadlines.sentence(found.at, there)
    same = found.at.astimezone(ZoneInfo(there)).utcoffset() == found.at.astimezone(ZoneInfo(found.zone)).utcoffset()
    is_open = deadlines.in_time(now, found.at)
    return StateDeadline(
        state_name(state),
        printed,
        "" if same or local == printed else local,
        state in table.overrides,
        is_open,
        found.at,
        state,
    )


def printed(call: Call, table: Timetable) -> dict[str, str]:
    """The sentence that is printed for each state, by the place on the calendar's page where it stands."""
    said = {}
    if own := table.deadline():
        said["printed-call"] = deadlines.sentence(own.at, own.zone)
    for here in state_deadlines(call, table, clock.now()):
        said[f"printed-{here.code}"] = here.sentence
        said[f"there-{here.code}"] = _("there: %(local)s", local=here.local) if here.local else ""
    return said


def steps(table: Timetable, now: datetime) -> list[dict[str, Any]]:
    """The calendar as a line of time."""
    upcoming = next((kind for kind in KINDS if kind in table.dates and table.dates[kind].at >= now), None)
    found = []
    for kind, label in KINDS.items():
        if (milestone := table.dates.get(kind)) and not (table.practice and kind == MilestoneKind.deadline):
            hour = kind in TO_THE_HOUR
            when = deadlines.sentence(milestone.at, milestone.zone) if hour else shown.day(table.day(kind))
            state = "now" if kind == upcoming else "past" if milestone.at < now else "future"
            found.append({"title": str(label), "when": when, "state": state})
    return found


def whole(session: Session, call: Call) -> dict[str, Any]:
    """All that the public page needs."""
    table, now = queries.timetable(session, call), clock.now()
    phase = table.phase(call, now)
    lots = queries.lots(session, call)
    next_one = read_rounds(session, call)
    page = {
        "call": call,
        "branding": branding(session, call.id),
        "line": line(session, call),
        "nominated": next_one.nominated,
        "passage": passage(next_one) if next_one.cut else None,
        "programme": queries.programme_of(session, call),
        "result": queries.result_of(session, call),
        "phase": phase,
        "face": PHASES[phase],
        "practice": table.practice,
        "banner": banner(call, table, now),
        "closings": closings(call, table, now),
        "steps": steps(table, now),
        "lots": lots,
        "money": said_money(total(lot.budget for lot in lots), call.currency),
        "grants": grants(call, lots),
        "limits": {lot.id: (least_of(call, lot), most_of(call, lot)) for lot in lots},
        "axes": queries.axes(session, call),
        "requirements": queries.requirements(session, call),
        "rules": queries.rules(session, call),
        **scoring(session, call),
        "events": (events := queries.events(session, call)),
        "seats": audience.counts(session, events),
        "materials": audience.materials(session, events),
        "documents": queries.documents(session, call),
        "amendments": queries.amendments(session, call),
        "late_acts": late_acts(session, call.id),
        "questions": question_counts(session, call.id),
        "states": state_names(call.states),
        "untranslated": untranslated([call.title, call.object, call.who_can_apply, *(lot.name for lot in lots)]),
    }
    return page | {"contents": contents(page)}


def grants(call: Call, lots: Sequence[Lot]) -> str:
    """How large one grant may be, over all lines: from … to …, or up to …; "" where the call sets no limit."""
    least = [amount for lot in lots if (amount := least_of(call, lot)) is not None]
    most = [amount for lot in lots if (amount := most_of(call, lot)) is not None]
    if not most:
        return ""
    if not least or not min(least):
        return _("up to %(most)s", most=shown.money(max(most), call.currency))
    smallest = shown.money(min(least), "").strip()
    return _("%(least)s to %(most)s", least=smallest, most=shown.money(max(most), call.currency))


def contents(page: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What there is on the page, by the names of its places."""
    found = [
        ("who", _("Who can take part")),
        ("money", _("Money per line")),
        *([] if page["practice"] else [("deadlines", _("When each state closes"))]),
        ("rules", _("Eligibility rules")),
        ("documents-asked", _("Documents asked")),
        ("rubric", _("How proposals are scored")),
    ]
    found += [("sessions", _("Sessions"))] if page["events"] else []
    found += [("documents", _("Documents to download"))] if page["documents"] else []
    return [*found, ("amendments", _("Amendments"))]


def scoring(session: Session, call: Call) -> dict[str, Any]:
    """How proposals are scored: the criteria by section, and what decides beside them."""
    criteria, said = queries.criteria(session, call), scheme(session, call.id)
    return {
        "rubric": by_section(criteria),
        "scheme": said,
        "bonus_most": bonus(criteria, said.bonus_cap),
        "ties": ties_in_words(said.ties),
        "sectors": ", ".join(str(SECTORS[each]) for each in said.sectors),
    }


def by_section(criteria: Sequence[Criterion]) -> list[tuple[dict[str, str], list[Criterion]]]:
    """The rubric with neighbours of one section together."""
    return [(section, list(group)) for section, group in groupby(criteria, key=lambda each: each.section)]


def untranslated(texts: Iterable[Mapping[str, object]]) -> bool:
    """Whether one of these is only there in the other language than the reader's."""
    return any(any(text.values()) and not text.get(locale()) for text in texts)
