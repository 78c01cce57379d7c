"""What the team answers to a report: returned with comments and a date, accepted with a rating, opened again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.agreements.service import tranches
from app.core import clock, states
from app.core.db import Session
from app.core.errors import Refused
from app.core.i18n import _
from app.people.access import Actor
from app.reports import mails, queries
from app.reports.models import Observation, Report, ReportRound
from app.reports.service import owing
from app.reports.states import REPORT


@dataclass(frozen=True)
class Comment:
    """A comment on one field of a section; `label` is how the page calls the field."""

    section: str
    field: str
    label: str
    text: str


def return_for_correction(
    session: Session, report: Report, *, comment: str, return_due_on: date, comments: Sequence[Comment], actor: Actor
) -> None:
    """Give it back with comments on its fields and a due date of its own; the round is kept as it was sent."""
    _refuse_past(session, report, return_due_on)
    sent = _round(session, report)
    sent.returned_at, sent.comment, sent.return_due_on, sent.answered_by = clock.now(), comment, return_due_on, actor.id
    report.return_due_on = return_due_on
    for each in comments:
        session.add(
            Observation(
                report_id=report.id,
                round=sent.number,
                section=each.section,
                field=each.field,
                label=each.label,
                comment=each.text,
                created_by=actor.id,
            )
        )
    states.apply(
        session,
        report,
        REPORT,
        "return",
        actor=actor,
        reason=comment,
        detail={"round": sent.number, "due": return_due_on.isoformat()},
    )
    mails.returned(session, report, comment)


def accept(session: Session, report: Report, *, rating: str, actor: Actor) -> None:
    """Accept the round: its figures count from now on, and the tranches that waited for it may be paid."""
    sent = _round(session, report)
    if sent.submitted_by == actor.id:
        raise Refused(_("You sent this report: another person of the team reviews it."))
    sent.accepted_at, sent.answered_by = clock.now(), actor.id
    report.accepted_at, report.rating, report.return_due_on = sent.accepted_at, rating, None
    states.apply(session, report, REPORT, "accept", actor=actor, detail={"round": sent.number, "rating": rating})
    if report.period_id:
        tranches.report_accepted(session, report.period_id, actor=actor)
        owing.accepted(session, report)
    mails.accepted(session, report)


def correct(session: Session, report: Report, *, reason: str, return_due_on: date, actor: Actor) -> None:
    """Something accepted is wrong: open it again. A donor report locked with its figures shows as stale from now on."""
    _refuse_past(session, report, return_due_on)
    report.return_due_on, report.accepted_at = return_due_on, None
    states.apply(
        session, report, REPORT, "correct", actor=actor, reason=reason, detail={"due": return_due_on.isoformat()}
    )
    mails.returned(session, report, reason)


def _round(session: Session, report: Report) -> ReportRound:
    sent = queries.last_round(session, report.id)
    if sent is None:
        raise Refused(_("This report has not been sent yet."))
    return sent


def _refuse_past(session: Session, report: Report, day: date) -> None:
    if day < clock.today(queries.programme(session, report.programme_id).timezone):
        raise Refused(_("The new due date has passed already."), "return_due_on")
