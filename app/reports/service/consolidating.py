"""The donor's report: started for a window, drawn from accepted reports, translated, locked; a correction is a new version."""

from typing import Any

from app.core import audit, clock, seals, states
from app.core.columns import new_id
from app.core.db import Session
from app.core.errors import Refused
from app.core.i18n import _, ngettext
from app.people.access import Actor
from app.programmes.models import Programme, Rate, ReportingWindow
from app.reports import queries
from app.reports.donor import content, indicators, paragraphs
from app.reports.donor import queries as donor_queries
from app.reports.models import DonorReport, DonorReportState, ReportState
from app.reports.rules import narrative
from app.reports.rules.donor import TITLES, WRITTEN, Section
from app.reports.states import DONOR_REPORT, REPORT


def start(session: Session, programme: Programme, window: ReportingWindow, rate: Rate, *, actor: Actor) -> DonorReport:
    """Start the report of a window, or its next version once the last one is locked; English written before is kept."""
    last = donor_queries.last_version(session, window.id)
    if last and last.state == DonorReportState.draft:
        raise Refused(_("This report exists already."))
    if last and not content.is_stale(session, last):
        raise Refused(_("The locked report still says what its sources say: there is nothing to correct."))
    donor_report = DonorReport(
        programme_id=programme.id,
        window_id=window.id,
        version=last.version + 1 if last else 1,
        rate=rate.local_per_donor,
        rate_on=rate.on,
        rate_source=rate.source,
        narrative=last.narrative if last else [],
    )
    session.add(donor_report)
    session.flush()
    audit.record(
        session,
        "donorreport.started",
        donor_report,
        actor=actor,
        detail={"version": donor_report.version, "rate": str(rate.local_per_donor)},
    )
    draw(session, donor_report, actor=actor)
    return donor_report


def draw(session: Session, donor_report: DonorReport, *, actor: Actor) -> None:
    """Draw the paragraphs from the accepted reports again; English whose Spanish changed is marked stale."""
    _require_draft(donor_report)
    programme = queries.programme(session, donor_report.programme_id)
    owed = indicators.obligations(session, [donor_report.window_id], programme)
    drawn = paragraphs.draw(session, programme, owed)
    donor_report.narrative = narrative.refreshed(donor_report.narrative, drawn)
    donor_report.revision += 1
    audit.record(
        session, "donorreport.drawn", donor_report, actor=actor, detail={"paragraphs": len(donor_report.narrative)}
    )


def write(
    session: Session,
    donor_report: DonorReport,
    key: str,
    *,
    english: str,
    spanish: str | None = None,
    revision: int,
    actor: Actor,
) -> None:
    """Write the English of one paragraph; the Spanish changes here only where it was added by hand."""
    _require_draft(donor_report)
    held = {each["key"]: each for each in donor_report.narrative}
    if key not in held:
        raise Refused(_("This paragraph is no longer part of the report."))
    if revision != donor_report.revision and _changed(held[key], english):
        raise Refused(
            _("Somebody else changed this report meanwhile. What you wrote is still here: read theirs and save again.")
        )
    paragraph = held[key]
    if spanish and paragraph.get("added"):
        paragraph = paragraph | {"es": spanish}
    written = narrative.translate(paragraph, english, by=actor.name)
    donor_report.narrative = [written if each["key"] == key else each for each in donor_report.narrative]
    donor_report.revision += 1
    audit.record(session, "donorreport.translated", donor_report, actor=actor, detail={"paragraph": key})


def _changed(paragraph: dict[str, Any], english: str) -> bool:
    """Whether another text stands where this one would go."""
    return bool(paragraph.get("en")) and paragraph["en"] != english.strip()


def add(session: Session, donor_report: DonorReport, section: Section, spanish: str, *, actor: Actor) -> str:
    """Add a paragraph that no report holds; answers its key."""
    _require_draft(donor_report)
    if section not in WRITTEN:
        raise Refused(_("This section is built from figures and takes no paragraphs."), "section")
    key = f"{section.value}:added:{new_id()}"
    added = {
        "key": key,
        "section": section.value,
        "label": {"es": "", "en": ""},
        "report_id": None,
        "es": spanish,
        "en": "",
        "of": None,
        "by": None,
        "added": True,
    }
    donor_report.narrative = [*donor_report.narrative, added]
    donor_report.revision += 1
    audit.record(session, "donorreport.paragraph_added", donor_report, actor=actor, detail={"section": section.value})
    return key


def lacking(donor_report: DonorReport) -> list[str]:
    """Why the report cannot be locked yet, in sentences; empty when it can."""
    held = {each["section"] for each in donor_report.narrative}
    empty = [
        _("Section “%(title)s” says nothing. Write so in words if it does not apply.", title=TITLES[section])
        for section in WRITTEN
        if section.value not in held
    ]
    waiting = narrative.not_current(donor_report.narrative)
    if waiting:
        empty.append(
            ngettext(
                "%(n)s paragraph is not translated or its Spanish changed.",
                "%(n)s paragraphs are not translated or their Spanish changed.",
                len(waiting),
            )
        )
    return empty


def lock(session: Session, donor_report: DonorReport, *, revision: int, actor: Actor) -> None:
    """Freeze what it says with its digest; the accepted reports it holds are consolidated."""
    _require_draft(donor_report)
    if revision != donor_report.revision:
        raise Refused(_("The report changed after you opened this page. Read it again before you lock it."))
    draw(session, donor_report, actor=actor)
    reasons = lacking(donor_report)
    if reasons:
        raise Refused(" ".join(reasons))
    said = seals.canonical(content.live(session, donor_report))
    donor_report.snapshot, donor_report.digest = said.decode(), seals.digest(said)
    donor_report.locked_at, donor_report.locked_by = clock.now(), actor.id
    states.apply(session, donor_report, DONOR_REPORT, "lock", actor=actor, detail={"digest": donor_report.digest})
    programme = queries.programme(session, donor_report.programme_id)
    for owed in indicators.obligations(session, [donor_report.window_id], programme):
        if owed.report.state == ReportState.accepted:
            states.apply(
                session, owed.report, REPORT, "consolidate", actor=actor, detail={"donor_report": donor_report.id}
            )


def _require_draft(donor_report: DonorReport) -> None:
    if donor_report.state != DonorReportState.draft:
        raise Refused(_("This report is locked. A correction is a new version."))
