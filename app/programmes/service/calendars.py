"""What a programme has by date: its years, its rates, and the implementer's dates to the donor."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from sqlmodel import Session

from app.core import audit
from app.core.errors import Refused
from app.core.i18n import _
from app.people.access import Actor
from app.programmes import queries
from app.programmes.models import Programme, ProgrammeYear, Rate, ReportingWindow
from app.programmes.service.frame import claim

# Numbers, dates and sources are unique at every moment: rows step aside before they trade places.
ASIDE = 1000


@dataclass(frozen=True)
class Span:
    """Days from first to last, both included; `place` is the number of its row on the page."""

    id: str
    start_on: date
    end_on: date
    place: int = 0
    label: str = ""
    donor_due_on: date | None = None


@dataclass(frozen=True)
class RateLine:
    """One unit of the donor's currency in local currency, on a day, from a source."""

    id: str
    on: date
    local_per_donor: Decimal
    source: str
    place: int = 0


def save_years(session: Session, programme: Programme, spans: Sequence[Span], *, revision: int, actor: Actor) -> None:
    """Years of any length, in order, without overlap, inside the programme; numbers follow the order."""
    claim(session, programme, revision)
    _in_order(spans)
    for span in spans:
        _inside(programme, span)
    rows = {year.id: year for year in queries.years(session, programme.id)}
    for year in [year for key, year in rows.items() if key not in {span.id for span in spans}]:
        if queries.year_has_targets(session, year.id):
            raise Refused(
                _("Year %(n)s has targets, so it is not taken away. Change its dates instead.", n=year.number)
            )
        session.delete(rows.pop(year.id))
    for year in rows.values():
        year.number += ASIDE
    session.flush()
    for number, span in enumerate(spans, start=1):
        year = rows.get(span.id) or ProgrammeYear(
            programme_id=programme.id, number=number, start_on=span.start_on, end_on=span.end_on
        )
        year.number, year.start_on, year.end_on = number, span.start_on, span.end_on
        session.add(year)
        session.flush()
    audit.record(
        session,
        "programme.years",
        programme,
        actor=actor,
        detail={_("Programme years"): [_said(span) for span in spans]},
    )


def save_windows(session: Session, programme: Programme, spans: Sequence[Span], *, revision: int, actor: Actor) -> None:
    """The implementer's dates as printed by the donor; a due date is data [L4]."""
    claim(session, programme, revision)
    _in_order(spans)
    for span in spans:
        if span.donor_due_on is None or span.donor_due_on < span.end_on:
            raise Refused(_("A report is due after its period has ended."), f"rows-{span.place}-donor_due_on")
    rows = {window.id: window for window in queries.windows(session, programme.id)}
    for key in set(rows) - {span.id for span in spans}:
        session.delete(rows.pop(key))
    for index, window in enumerate(rows.values()):
        window.start_on = date.min + timedelta(days=index)
    session.flush()
    for span in spans:
        _keep_window(session, programme, rows.get(span.id), span)
    session.flush()
    audit.record(
        session,
        "programme.windows",
        programme,
        actor=actor,
        detail={_("Reports to the donor"): [_said(s) for s in spans]},
    )


def _keep_window(session: Session, programme: Programme, window: ReportingWindow | None, span: Span) -> None:
    due = span.donor_due_on or span.end_on
    window = window or ReportingWindow(
        programme_id=programme.id, label=span.label, start_on=span.start_on, end_on=span.end_on, donor_due_on=due
    )
    window.label, window.start_on, window.end_on, window.donor_due_on = span.label, span.start_on, span.end_on, due
    session.add(window)


def save_rates(
    session: Session, programme: Programme, lines: Sequence[RateLine], *, revision: int, actor: Actor
) -> None:
    """Rates with their day and source; one day and source has one rate."""
    claim(session, programme, revision)
    seen: set[tuple[date, str]] = set()
    for line in lines:
        if line.local_per_donor <= 0:
            raise Refused(_("A rate is more than nothing."), f"rows-{line.place}-local_per_donor")
        if (line.on, line.source) in seen:
            raise Refused(_("This day has a rate of the same source already."), f"rows-{line.place}-on")
        seen.add((line.on, line.source))
    rows = {rate.id: rate for rate in queries.rates(session, programme.id)}
    for key in set(rows) - {line.id for line in lines}:
        session.delete(rows.pop(key))
    for rate in rows.values():
        rate.source = f"?{rate.id}"
    session.flush()
    for line in lines:
        rate = rows.get(line.id) or Rate(
            programme_id=programme.id, on=line.on, local_per_donor=line.local_per_donor, source=line.source
        )
        rate.on, rate.local_per_donor, rate.source = line.on, line.local_per_donor, line.source
        session.add(rate)
    session.flush()
    said = [f"{line.on.isoformat()}: {line.local_per_donor} ({line.source})" for line in lines]
    audit.record(session, "programme.rates", programme, actor=actor, detail={_("Exchange rates"): said})


def _in_order(spans: Sequence[Span]) -> None:
    for span in spans:
        if span.end_on < span.start_on:
            raise Refused(_("It ends before it begins."), f"rows-{span.place}-end_on")
    for before, after in pairwise(spans):
        if after.start_on <= before.end_on:
            raise Refused(_("It begins before the one above has ended."), f"rows-{after.place}-start_on")


def _inside(programme: Programme, span: Span) -> None:
    if span.start_on < programme.start_on:
        raise Refused(_("It begins before the programme does."), f"rows-{span.place}-start_on")
    if span.end_on > programme.end_on:
        raise Refused(_("It ends after the programme does."), f"rows-{span.place}-end_on")


def _said(span: Span) -> str:
    return f"{span.label} {span.start_on.isoformat()}/{span.end_on.isoformat()}".strip()
