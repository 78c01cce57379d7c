"""The team's own report of year 1, quarter 4, and the donor's report made of it and of the organisations'."""

from typing import Any

from sqlmodel import select

from app.demo.cast import Cast
from app.demo.content import read
from app.demo.network import fill
from app.programmes.models import Programme, Rate, ReportingWindow
from app.reports import queries
from app.reports.donor import queries as donor_queries
from app.reports.models import DonorReport, Report
from app.reports.service import answering, consolidating, obligations, submitting

FIRST_WINDOW = "Q4 FY20"


def set_up_own_report(cast: Cast, programme: Programme) -> Report:
    """The officer writes and sends it."""
    officer = cast.actor("officer")
    report = obligations.start_own(cast.session, programme, _window(cast, programme), None, actor=officer)
    fill(report, _sections(cast, programme), officer)
    submitting.submit(cast.session, report, revision=report.revision, actor=officer)
    cast.session.flush()
    return report


def accept_own_report(cast: Cast, programme: Programme) -> None:
    """The coordinator, a second person, accepts it."""
    report = queries.by_subject(cast.session, f"own:{_window(cast, programme).id}:all")
    if report:
        answering.accept(cast.session, report, rating="attention", actor=cast.actor("coordinator"))
        cast.session.flush()


def build_donor_report(cast: Cast, programme: Programme) -> DonorReport:
    """Started, drawn and translated by the officer, as far as the demo has English for the paragraphs."""
    session, officer = cast.session, cast.actor("officer")
    rate = session.exec(select(Rate).where(Rate.programme_id == programme.id)).one()
    report = consolidating.start(session, programme, _window(cast, programme), rate, actor=officer)
    english = _english()
    for paragraph in list(report.narrative):
        if paragraph["es"] in english and not paragraph["en"]:
            consolidating.write(
                session,
                report,
                paragraph["key"],
                english=english[paragraph["es"]],
                revision=report.revision,
                actor=officer,
            )
    session.flush()
    return report


def lock_donor_report(cast: Cast, programme: Programme) -> None:
    """The coordinator locks it for the donor."""
    report = donor_queries.last_version(cast.session, _window(cast, programme).id)
    if report:
        consolidating.lock(cast.session, report, revision=report.revision, actor=cast.actor("coordinator"))
        cast.session.flush()


def _window(cast: Cast, programme: Programme) -> ReportingWindow:
    return next(window for window in queries.windows(cast.session, programme.id) if window.label == FIRST_WINDOW)


def _sections(cast: Cast, programme: Programme) -> dict[str, Any]:
    said = read("own_report")
    results = {result.code: result.id for result in queries.results_under(cast.session, programme.id)}
    return {
        "activities": {"rows": [_activity(n, row) for n, row in enumerate(said["activities"])]},
        "accomplishments": {
            "rows": [{"row": results[code], "text": text} for code, (text, _english) in said["accomplishments"].items()]
        },
        "indicators": {"rows": [_indicator(cast, programme, key, cell) for key, cell in said["indicators"].items()]},
        "projection": {"rows": [{"row": str(n), "amount": amount} for n, amount in enumerate(said["projection"])]},
        "trainings": {"rows": said["trainings"]},
        "events": {"rows": said["events"]},
        "products": {"rows": said["products"]},
        "narrative": {field: text for field, (text, _english) in said["narrative"].items()},
    }


def _activity(number: int, row: list[str | None]) -> dict[str, Any]:
    title, result, start, end, status, reason = row
    return {
        "id": f"own{number}",
        "title": title,
        "result": result,
        "start": start,
        "end": end,
        "status": status,
        "reason": reason or "",
    }


def _indicator(cast: Cast, programme: Programme, key: str, cell: dict[str, Any]) -> dict[str, Any]:
    known = {
        indicator.code or indicator.name["en"]: indicator.id
        for indicator in queries.programme_indicators(cast.session, programme.id)
    }
    rests_on = {"activity": f"own{cell['activity']}"} if "activity" in cell else {}
    return {"row": known[key], **cell, **rests_on}


def _english() -> dict[str, str]:
    said = read("own_report")
    pairs = [*said["accomplishments"].values(), *said["narrative"].values()]
    return dict(pairs) | dict(said["english"])
