"""All that a donor report says, as JSON: built live while it is written, kept as the snapshot once it is locked."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from app.core.db import Session
from app.core.periods import fiscal_label
from app.core.rollup import Ratio
from app.core.territory import state_names
from app.programmes.models import Programme, ReportingWindow
from app.reports import queries
from app.reports.donor import indicators
from app.reports.donor import queries as donor_queries
from app.reports.donor.indicators import Obligation
from app.reports.models import DonorReport, DonorReportState, Report, TrainingRecord
from app.reports.rules import projection, training
from app.reports.states import COUNTS

Content = dict[str, Any]


def content(session: Session, donor_report: DonorReport) -> Content:
    """The snapshot of a locked report, else what its sources say now."""
    if donor_report.state == DonorReportState.locked and donor_report.snapshot:
        held: Content = json.loads(donor_report.snapshot)
        return held
    return live(session, donor_report)


def live(session: Session, donor_report: DonorReport) -> Content:
    """Built from the accepted reports as they are now."""
    programme = queries.programme(session, donor_report.programme_id)
    window = queries.window(session, donor_report.window_id)
    owed = indicators.obligations(session, [window.id], programme)
    accepted = [each.report for each in owed if each.report.state in COUNTS]
    return {
        "version": donor_report.version,
        "programme": _programme(programme),
        "period": _period(session, programme, window),
        "areas": _areas(session, programme),
        "indicators": [indicators.as_json(line) for line in indicators.lines(session, programme, window)],
        "missing": missing(session, window, owed),
        "paragraphs": donor_report.narrative,
        "projection": _projection(
            session, programme, donor_report, window, [each for each in accepted if each.agreement_id is None]
        ),
        "training": _training(session, accepted),
        "sources": sources(session, accepted),
    }


def is_stale(session: Session, donor_report: DonorReport) -> bool:
    """Whether a source of a locked report was corrected, or another report was accepted since."""
    if donor_report.state != DonorReportState.locked or not donor_report.snapshot:
        return False
    programme = queries.programme(session, donor_report.programme_id)
    owed = indicators.obligations(session, [donor_report.window_id], programme)
    now = sources(session, [each.report for each in owed if each.report.state in COUNTS])
    locked: bool = json.loads(donor_report.snapshot)["sources"] == now
    return not locked


def sources(session: Session, accepted: Sequence[Report]) -> list[list[str]]:
    """Each accepted report with the digest of the round that counts."""
    rounds = [(report.id, queries.last_round(session, report.id)) for report in accepted]
    return sorted([key, sent.digest] for key, sent in rounds if sent)


def missing(session: Session, window: ReportingWindow, owed: Sequence[Obligation]) -> list[dict[str, Any]]:
    """Who owes a report of this window that is not accepted, by name; also those whose report was never opened."""
    states = {each.report.period_id: each.report for each in owed if each.report.period_id}
    waiting = [
        {
            "reporter": row.legal_name,
            "number": row.number,
            "due": row.due_on.isoformat(),
            "state": _state(states.get(row.id)),
            "report_id": states[row.id].id if row.id in states else None,
        }
        for row in donor_queries.periods_owed(session, window.id)
        if row.id not in states or states[row.id].state not in COUNTS
    ]
    own = [
        {
            "reporter": each.reporter,
            "number": "",
            "due": each.report.due_on.isoformat(),
            "state": each.report.state.value,
            "report_id": each.report.id,
        }
        for each in owed
        if each.feeds is None and each.report.state not in COUNTS
    ]
    return own + waiting


def _state(report: Report | None) -> str:
    return report.state.value if report else "not_due"


def _programme(programme: Programme) -> Content:
    return {
        "code": programme.code,
        "name": programme.name,
        "purpose": programme.purpose,
        "description": programme.description,
        "desired_result": programme.desired_result,
        "start": programme.start_on.isoformat(),
        "end": programme.end_on.isoformat(),
        "donor": programme.donor_acronym,
        "implementer": programme.implementer_acronym,
        "implementer_name": programme.implementer_name,
    }


def _period(session: Session, programme: Programme, window: ReportingWindow) -> Content:
    """The chosen window among those of its fiscal year, so that the check box cannot stand elsewhere [J3, L2]."""
    first = programme.fiscal_start_month
    label = fiscal_label(window.end_on, first)
    year = label.split()[1]
    beside = [
        each for each in queries.windows(session, programme.id) if fiscal_label(each.end_on, first).split()[1] == year
    ]
    programme_year = queries.year_of(session, programme.id, window.end_on)
    return {
        "label": label,
        "start": window.start_on.isoformat(),
        "end": window.end_on.isoformat(),
        "due": window.donor_due_on.isoformat(),
        "year": programme_year.number if programme_year else None,
        "windows": [
            {
                "label": fiscal_label(each.end_on, first),
                "start": each.start_on.isoformat(),
                "end": each.end_on.isoformat(),
                "due": each.donor_due_on.isoformat(),
                "chosen": each.id == window.id,
            }
            for each in beside
        ],
    }


def _areas(session: Session, programme: Programme) -> list[Content]:
    """Where each result works, and where the agreements in force do [A7, A8]."""
    rows = [
        {
            "code": each.code,
            "name": each.name,
            "scope": each.scope.value,
            "online": each.online,
            "target": each.states_target,
            "states": state_names(each.states or []),
        }
        for each in queries.results_under(session, programme.id)
    ]
    held = sorted({state for states in donor_queries.agreement_states(session, programme.id) for state in states})
    return [
        *rows,
        {
            "code": "",
            "name": {"es": "Convenios vigentes", "en": "Agreements in force"},
            "scope": "states",
            "online": False,
            "target": None,
            "states": state_names(held),
        },
    ]


def _projection(
    session: Session, programme: Programme, donor_report: DonorReport, window: ReportingWindow, own: Sequence[Report]
) -> Content:
    names = projection.labels(window.end_on, programme.fiscal_start_month)
    lines = queries.projections(session, [report.id for report in own])
    by_report = [{line.period_label: line.amount for line in lines if line.report_id == report.id} for report in own]
    table = projection.table(names, projection.joined(names, by_report), donor_report.rate)
    return {
        "currency": programme.donor_currency,
        "local": programme.local_currency,
        "rate": format(donor_report.rate, "f"),
        "rate_on": donor_report.rate_on.isoformat(),
        "rate_source": donor_report.rate_source,
        "reported": len(own),
        "lines": [
            {"label": line.label, "amount": str(line.amount), "converted": str(line.converted)} for line in table.lines
        ],
        "total": str(table.total),
        "converted_total": str(table.converted_total),
        "report_ids": [report.id for report in own],
    }


def _training(session: Session, accepted: Sequence[Report]) -> Content:
    rows = queries.trainings(session, [report.id for report in accepted])
    courses = [
        training.Course(row.enrolled, tuple(row.modules), row.certificates, row.women, row.men, row.not_said)
        for row in rows
    ]
    whole = training.totals(courses)
    return {
        "rows": [_course(row, course) for row, course in zip(rows, courses, strict=True)],
        "total": _counts(whole),
    }


def _course(row: TrainingRecord, course: training.Course) -> Content:
    return {
        "name": row.name,
        "paragraph": f"training:{row.report_id}:{row.position}",
        "start": _iso(row.start_on),
        "end": _iso(row.end_on),
        "hours": row.hours,
        "report_id": row.report_id,
        **_counts(course),
    }


def _counts(course: training.Course) -> Content:
    women, men, finished = training.shares(course)
    return {
        "enrolled": course.enrolled,
        "modules": list(course.modules),
        "certificates": course.certificates,
        "women": course.women,
        "men": course.men,
        "not_said": course.not_said,
        "women_share": _share(women),
        "men_share": _share(men),
        "finished_share": _share(finished),
    }


def _share(ratio: Ratio) -> str | None:
    return None if ratio.share is None else str(ratio.share)


def _iso(day: date) -> str:
    return day.isoformat()
