"""Sending a report: every section is read, the round is sealed, its figures are written where roll-ups find them."""

from typing import Any

from app.core import audit, clock, seals, states
from app.core.db import Session
from app.core.errors import Refused
from app.core.i18n import _, ngettext
from app.people.access import Actor
from app.reports import facts as gathering
from app.reports import mails, queries
from app.reports.models import Report, ReportRound
from app.reports.rules.facts import Facts
from app.reports.service import figures, writing
from app.reports.states import REPORT


def submit(session: Session, report: Report, *, revision: int, actor: Actor) -> ReportRound:
    """Send the version that was read; refused while a section lacks something. A returned report opens a new round."""
    if revision != report.revision:
        raise Refused(_("The report changed after you opened this page. Read it again before you send it."))
    facts = gathering.gather(session, report)
    checked = writing.check_all(report, facts)
    lacking = [each for each in checked if each.standing is not writing.Standing.complete]
    if lacking:
        reason = ngettext("%(n)s section still lacks something.", "%(n)s sections still lack something.", len(lacking))
        raise Refused(reason)
    states.apply(session, report, REPORT, "submit", actor=actor, detail={"revision": revision})
    sent = _seal(session, report, checked, facts, actor)
    figures.write(session, report, {each.kind.key: each.form.data for each in checked}, facts)
    mails.submitted(session, report)
    return sent


def _seal(session: Session, report: Report, checked: list[writing.Checked], facts: Facts, actor: Actor) -> ReportRound:
    last = queries.last_round(session, report.id)
    number = last.number + 1 if last else 1
    content = snapshot(report, checked, facts, number)
    text = seals.canonical(content)
    sent = ReportRound(
        report_id=report.id,
        number=number,
        snapshot=text.decode(),
        digest=seals.digest(text),
        submitted_at=clock.now(),
        submitted_by=actor.id,
    )
    session.add(sent)
    session.flush()
    audit.record(session, "report.sealed", report, actor=actor, detail={"round": number, "digest": sent.digest})
    return sent


def snapshot(report: Report, checked: list[writing.Checked], facts: Facts, number: int) -> dict[str, Any]:
    """What a round says, typed and named, so that it can be read without the annexes."""
    return {
        "report": report.id,
        "subject": report.subject_key,
        "round": number,
        "label": report.label,
        "period": [report.start_on.isoformat(), report.end_on.isoformat()],
        "names": names(facts),
        "sections": {each.kind.key.value: each.form.data.model_dump(mode="json") for each in checked},
        "version": 1,
    }


def names(facts: Facts) -> dict[str, str]:
    """The name of each given row by its identity."""
    held = {fact.row: fact.name for fact in facts.activities}
    held |= {fact.row: fact.name["es"] or fact.name["en"] for fact in facts.indicators}
    held |= {fact.row: fact.concept for fact in facts.budget}
    held |= {fact.row: f"{fact.code} {fact.name['es'] or fact.name['en']}" for fact in facts.results}
    return held | {str(index): label for index, label in enumerate(facts.quarters)}
