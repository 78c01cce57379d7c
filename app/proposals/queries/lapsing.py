"""What will no longer be in force on the day of the award: papers of the organisation, the mandate of who represents it."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlmodel import Session, select

from app.calls.models import Milestone, MilestoneKind
from app.people.profile import queries as profile
from app.people.profile.models import Mandate, OrganisationPaper
from app.proposals.queries.dossier import Dossier


@dataclass(frozen=True)
class Lapsing:
    """The promised day of results, and what ends before it."""

    on: date
    papers: list[OrganisationPaper]
    mandate: Mandate | None


def lapsing(session: Session, one: Dossier) -> Lapsing | None:
    """Nothing where all holds, or where the call promises no day."""
    day = session.exec(
        select(Milestone).where(Milestone.call_id == one.call.id, Milestone.kind == MilestoneKind.results)
    ).first()
    if day is None:
        return None
    on = day.at.astimezone(ZoneInfo(day.zone)).date()
    papers = list(profile.lapsing_papers(session, one.organisation.id, on))
    held = profile.mandate(session, one.organisation)
    ends = held if held and held.until and held.until < on else None
    return Lapsing(on, papers, ends) if papers or ends else None
