"""A report with what rules need to know about it: whose it is and who sent it."""

from dataclasses import dataclass

from app.core.db import Session
from app.reports import queries
from app.reports.models import Report


@dataclass(frozen=True)
class Filed:
    """A report, its organisation (None for the team's own) and who sent its last round."""

    report: Report
    organisation_id: str | None
    sent_by: str | None

    @property
    def id(self) -> str:
        """What a watched reading names."""
        return self.report.id


def filed(session: Session, key: str, *, lock: bool = False) -> Filed | None:
    """A report as guards and rules ask for it."""
    report = queries.report(session, key, lock=lock)
    if report is None:
        return None
    organisation_id = queries.agreement(session, report.agreement_id).organisation_id if report.agreement_id else None
    last = queries.last_round(session, report.id)
    return Filed(report, organisation_id, last.submitted_by if last else None)
