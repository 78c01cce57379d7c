"""The indicator table: every figure from accepted reports of both kinds, with who reported and what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.core.db import Session
from app.core.rollup import Cell, Combine, Direction, Figure, Ratio
from app.programmes.models import Indicator, Programme, ReportingWindow
from app.reports import queries
from app.reports.donor import queries as donor_queries
from app.reports.models import Report, ReportFigure
from app.reports.rules.progress import IndicatorLine, Source, flagged, over_grantees, over_periods
from app.reports.states import COUNTS


@dataclass(frozen=True)
class Obligation:
    """A report of a window with who owes it and the programme indicators that it feeds."""

    report: Report
    reporter: str
    feeds: frozenset[str] | None

    def covers(self, indicator: Indicator) -> bool:
        """The team's own report covers its result's indicators (all, without one); an organisation's, those linked."""
        if self.feeds is not None:
            return indicator.id in self.feeds
        return self.report.result_id in (None, indicator.result_id)


def lines(session: Session, programme: Programme, window: ReportingWindow) -> list[IndicatorLine]:
    """One line per indicator of the programme: the quarter, and the programme year up to it."""
    year = queries.year_of(session, programme.id, window.end_on)
    targets = queries.targets(session, year.id) if year else {}
    windows = [
        each
        for each in queries.windows(session, programme.id)
        if year and year.start_on <= each.end_on <= window.end_on
    ] or [window]
    owed = obligations(session, [each.id for each in windows], programme)
    cells = _cells(session, owed)
    return [
        _line(indicator, targets.get(indicator.id, Cell()), windows, window, owed, cells)
        for indicator in queries.programme_indicators(session, programme.id)
    ]


def obligations(session: Session, window_ids: Sequence[str], programme: Programme) -> list[Obligation]:
    """The reports of some windows, the team's own first."""
    team = programme.implementer_acronym or programme.code
    return [
        Obligation(report, name or team, frozenset(agreement.indicator_links.values()) if agreement else None)
        for report, agreement, name in donor_queries.reports_of_windows(session, window_ids)
    ]


def _cells(session: Session, owed: Sequence[Obligation]) -> Mapping[tuple[str, str], ReportFigure]:
    rows = donor_queries.figures_of(session, [each.report.id for each in owed])
    return {(row.report_id, str(row.indicator_id)): row for row in rows}


def _line(
    indicator: Indicator,
    target: Cell,
    windows: Sequence[ReportingWindow],
    window: ReportingWindow,
    owed: Sequence[Obligation],
    cells: Mapping[tuple[str, str], ReportFigure],
) -> IndicatorLine:
    by_window = {each.id: _sources(indicator, each.id, owed, cells) for each in windows}
    rule, repeat = Combine(indicator.combine_grantees.value), indicator.unique_people
    quarters = [over_grantees(by_window[each.id], rule, unique_people=repeat) for each in windows]
    direction = Direction(indicator.direction.value)
    sources = by_window[window.id]
    return IndicatorLine(
        indicator_id=indicator.id,
        code=indicator.code or "",
        name=indicator.name,
        unit=indicator.unit.value,
        target=target,
        quarter=quarters[-1],
        year=over_periods(quarters, Combine(indicator.combine_periods.value), unique_people=repeat),
        direction=direction,
        baseline=indicator.baseline,
        sources=sources,
        flags=flagged(sources, target=target, direction=direction),
    )


def _sources(
    indicator: Indicator, window_id: str, owed: Sequence[Obligation], cells: Mapping[tuple[str, str], ReportFigure]
) -> tuple[Source, ...]:
    covering = [each for each in owed if each.report.window_id == window_id and each.covers(indicator)]
    return tuple(_source(each, cells.get((each.report.id, indicator.id))) for each in covering)


def _source(owed: Obligation, figure: ReportFigure | None) -> Source:
    accepted = owed.report.state in COUNTS
    if figure is None:
        return Source(owed.report.id, owed.reporter, Cell(), accepted)
    cell = Cell(figure.value) if figure.missing is None else Cell(missing=figure.missing.value)
    return Source(
        report_id=owed.report.id,
        reporter=owed.reporter,
        cell=cell,
        accepted=accepted,
        group=figure.group_size,
        group_name=figure.group_name or "",
        said_met=figure.said_met,
        reason=figure.reason or "",
        forecast=figure.forecast,
        forecast_on=figure.forecast_on,
        activity=figure.activity or "",
        activity_status=figure.activity_status,
    )


def as_json(line: IndicatorLine) -> dict[str, Any]:
    """A line as the snapshot keeps it: numbers as text, unknown as null."""
    return {
        "id": line.indicator_id,
        "code": line.code,
        "name": line.name,
        "unit": line.unit,
        "target": _text(line.target.value),
        "target_missing": None if line.target.value is not None else line.target.missing,
        "quarter": _figure(line.quarter),
        "year": _figure(line.year),
        "of_target": _ratio(line.of_target),
        "of_group": _ratio(line.of_group),
        "way": _text(line.way),
        "met": line.met,
        "sources": [_source_json(each, line.indicator_id) for each in line.sources],
        "flags": [{"reporter": each.reporter, "activity": each.activity} for each in line.flags],
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "value": _text(figure.value),
        "reported": figure.reported,
        "expected": figure.expected,
        "missing": {str(kind): count for kind, count in figure.missing.items()},
        "may_repeat": figure.may_repeat,
    }


def _ratio(ratio: Ratio | None) -> dict[str, Any] | None:
    if ratio is None or ratio.share is None:
        return None
    return {"part": _text(ratio.part), "whole": _text(ratio.whole), "share": _text(ratio.share), "of": ratio.of}


def paragraph_key(report_id: str, indicator_id: str) -> str:
    """Under which key the reason of a figure is translated."""
    return f"indicators:{report_id}:{indicator_id}"


def _source_json(source: Source, indicator_id: str) -> dict[str, Any]:
    return {
        "report_id": source.report_id,
        "reporter": source.reporter,
        "accepted": source.accepted,
        "value": _text(source.cell.value),
        "missing": None if source.cell.value is not None else str(source.cell.missing),
        "reason": source.reason,
        "paragraph": paragraph_key(source.report_id, indicator_id),
        "said_met": source.said_met,
        "forecast": _text(source.forecast),
        "forecast_on": source.forecast_on.isoformat() if source.forecast_on else None,
    }


def _text(value: object) -> str | None:
    return None if value is None else format(value, "f")
