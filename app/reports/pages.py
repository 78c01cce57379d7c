"""What the pages of a report need, gathered once."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from app.core import audit, clock
from app.core.db import Session
from app.people.access import Actor
from app.reports import facts as gathering
from app.reports import permissions, queries
from app.reports.models import Report, ReportRound
from app.reports.reading import Reading, reading
from app.reports.rules.facts import Facts
from app.reports.sections import sections_of
from app.reports.service import submitting, writing
from app.reports.states import COUNTS, FACES, RATINGS
from app.reports.subjects import Filed


def frame(session: Session, filed: Filed, actor: Actor) -> dict[str, Any]:
    """What every page of a report shows around its own content."""
    report = filed.report
    programme = queries.programme(session, report.programme_id)
    due_on = report.return_due_on or report.due_on
    return {
        "report": report,
        "own": report.agreement_id is None,
        "programme": programme,
        "agreement": queries.agreement(session, report.agreement_id) if report.agreement_id else None,
        "organisation": gathering.organisation_of(session, report),
        "face": FACES[report.state],
        "for_team": actor.is_staff(report.programme_id),
        "due_on": due_on,
        "days_left": (due_on - clock.today(programme.timezone)).days,
        "rating": RATINGS.get(report.rating or ""),
        "may": {name: bool(getattr(permissions, name)(actor, filed)) for name in ("write", "review", "reopen")},
        "counts": report.state in COUNTS,
    }


def hub(session: Session, filed: Filed, actor: Actor) -> dict[str, Any]:
    """The task list of a report, its rounds and its story."""
    report = filed.report
    facts = gathering.gather(session, report)
    rounds = queries.rounds(session, report.id)
    around = frame(session, filed, actor)
    return around | {
        "readings": sealed_readings(report, rounds[-1], facts) if rounds and not around["may"]["write"] else [],
        "checked": writing.check_all(report, facts),
        "standings": writing.STANDINGS,
        "rounds": rounds,
        "observations": queries.observations(session, report.id),
        "names": queries.user_names(session, _people(rounds)),
        "history": audit.history(session, report, limit=40),
    }


def _people(rounds: Sequence[ReportRound]) -> set[str]:
    return {key for each in rounds for key in (each.submitted_by, each.answered_by) if key}


def readings(report: Report, facts: Facts) -> list[Reading]:
    """Every section as it stands now."""
    names = submitting.names(facts) | _own_names(report)
    return [
        reading(kind, writing.section_data(report, kind, facts), names, own=facts.own, currency=facts.currency)
        for kind in sections_of(report)
    ]


def sealed_readings(report: Report, sent: ReportRound, facts: Facts) -> list[Reading]:
    """Every section as a round sealed it."""
    content: Mapping[str, Any] = json.loads(sent.snapshot)
    names = {**content["names"], **_own_names(report)}
    return [
        reading(kind, content["sections"].get(kind.key, {}), names, own=facts.own, currency=facts.currency)
        for kind in sections_of(report)
    ]


def _own_names(report: Report) -> dict[str, str]:
    """The team's own activities by identity, so that an indicator can say which one it rests on."""
    rows = report.data.get("activities", {}).get("rows", [])
    return {row["id"]: row.get("title", "") for row in rows if row.get("id")}
