"""What is written in a call but cannot be meant: each as (part, sentence), for the gate of publication. Reads only."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import groupby, pairwise

from sqlmodel import Session

from app.calls import queries
from app.calls.models import Call, Criterion, DeadlineOverride, Lot, Milestone, MilestoneKind, RuleKind
from app.calls.rubric import attainable
from app.calls.timetable import KINDS, TO_THE_HOUR, Timetable
from app.calls.words import empty
from app.core import deadlines
from app.core.errors import Refused
from app.core.format import ALWAYS, both_text, money, number
from app.core.i18n import _
from app.core.territory import state_name
from app.core.text import folded

Slips = Iterator[tuple[str, str]]
HUNDRED = Decimal(100)
NEARLY = Decimal(5)


def slips(session: Session, call: Call) -> Slips:
    """Everything that contradicts itself, part by part."""
    yield from _money(call, queries.lots(session, call))
    yield from _calendar(queries.timetable(session, call))
    yield from _rules(session, call)
    criteria = queries.criteria(session, call)
    yield from _sections(criteria)
    yield from _weights(call, criteria)


def _money(call: Call, lots: Sequence[Lot]) -> Slips:
    for lot in lots:
        least = lot.min_grant if lot.min_grant is not None else call.min_grant
        if least and lot.budget and least * lot.awards > lot.budget:
            grants, budget = money(least * lot.awards, lot.currency), money(lot.budget, lot.currency)
            said = {"line": lot.code, "n": lot.awards, "grants": grants, "budget": budget}
            yield (
                "money",
                _("Line %(line)s: its %(n)s smallest grants add up to %(grants)s and it has %(budget)s.", **said),
            )


def _calendar(table: Timetable) -> Slips:
    launch = table.at(MilestoneKind.launch)
    for kind, milestone in table.dates.items():
        if milestone.at >= ALWAYS:
            continue
        yield from _clock(str(KINDS[kind]), milestone, to_the_hour=kind in TO_THE_HOUR)
    for state, own in table.overrides.items():
        name = _("Deadline in %(state)s", state=state_name(state))
        yield from _clock(name, own, to_the_hour=True)
        if launch and own.at <= launch:
            yield "calendar", _("%(name)s: it comes before the launch.", name=name)
    yield from _order(table)


def _clock(name: str, date: Milestone | DeadlineOverride, *, to_the_hour: bool) -> Slips:
    """The wall time must still mean the instant that was kept: zones change their rules."""
    try:
        meant = _meant(date, to_the_hour=to_the_hour)
    except Refused as refusal:
        yield "calendar", f"{name}: {refusal.reason}"
        return
    if meant != date.at:
        yield "calendar", _("%(name)s: the zone has changed its clocks since; save the calendar again.", name=name)


def _meant(date: Milestone | DeadlineOverride, *, to_the_hour: bool) -> datetime:
    if to_the_hour:
        return deadlines.deadline(date.wall, date.zone).at
    return deadlines.instant(date.wall, date.zone)


def _order(table: Timetable) -> Slips:
    kinds = [kind for kind in KINDS if kind in table.dates and table.dates[kind].at < ALWAYS]
    for earlier, later in pairwise(kinds):
        if table.dates[later].at < table.dates[earlier].at:
            yield (
                "calendar",
                _("“%(later)s” comes before “%(earlier)s”.", later=str(KINDS[later]), earlier=str(KINDS[earlier])),
            )
    results = table.at(MilestoneKind.results)
    for state, own in table.overrides.items():
        if results and own.at > results:
            yield (
                "calendar",
                _("The results are promised before the deadline in %(state)s.", state=state_name(state)),
            )


def _rules(session: Session, call: Call) -> Slips:
    kinds = {rule.kind for rule in queries.rules(session, call)}
    if RuleKind.documents in kinds and not any(paper.required for paper in queries.requirements(session, call)):
        yield "rules", _("The rule on required documents applies, and no document is required.")


def _sections(criteria: Sequence[Criterion]) -> Slips:
    """Sections are runs of criteria with one name: none empty, none in two places, none with a name of another."""
    if any(not empty(c.section) for c in criteria):
        for criterion in criteria:
            if empty(criterion.section):
                yield "rubric", _("Criterion %(code)s belongs to no section.", code=criterion.code)
    runs = [key for key, _run in groupby(criteria, key=_section) if key]
    for key, times in Counter(runs).items():
        if times > 1:
            name = next(both_text(c.section) for c in criteria if _section(c) == key)
            yield (
                "rubric",
                _("The section “%(name)s” overlaps with another: put its criteria one after the other.", name=name),
            )
    names = Counter((_section(c), folded(both_text(c.name))) for c in criteria)
    for criterion in criteria:
        if names.pop((_section(criterion), folded(both_text(criterion.name))), 0) > 1:
            yield "rubric", _("Two criteria of one section are called “%(name)s”.", name=both_text(criterion.name))


def _section(criterion: Criterion) -> str:
    return folded(criterion.section.get("es") or criterion.section.get("en") or "")


def _weights(call: Call, criteria: Sequence[Criterion]) -> Slips:
    """Percents typed as weights: their sum is near a hundred, and the points are not what is printed."""
    weights = sum((c.weight for c in criteria), Decimal(0))
    if call.printed_maximum is None or attainable(criteria) == call.printed_maximum or len(criteria) < 2:
        return
    if abs(weights - HUNDRED) > NEARLY:
        return
    if weights != HUNDRED:
        yield "rubric", _("The weights look like percentages and add up to %(sum)s, not to 100.", sum=number(weights))
    yield (
        "rubric",
        _(
            "A weight multiplies the scale. For %(percent)s %% of %(printed)s points on a scale to %(top)s, write %(weight)s.",
            percent=number(criteria[0].weight),
            printed=number(call.printed_maximum),
            top=criteria[0].scale_max,
            weight=number(criteria[0].weight * call.printed_maximum / HUNDRED / criteria[0].scale_max),
        ),
    )
