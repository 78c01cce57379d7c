"""Who may do what with a report, with the reason in words."""

from app.agreements.queries import LEADERS, READERS
from app.core.i18n import lazy
from app.people.access import ALLOW, WRITERS, Actor, Verdict, deny, hide
from app.people.models import Role
from app.programmes.models import Programme
from app.reports.models import DonorReport, DonorReportState
from app.reports.models import ReportState as S
from app.reports.states import COUNTS, TO_WRITE
from app.reports.subjects import Filed

TEAM = (Role.OFFICER, Role.COORDINATOR)
CLOSED = lazy("This report was sent and no longer changes here.")


def read(actor: Actor | None, filed: Filed) -> Verdict:
    """Its organisation, the team, the donor, the observer and the auditor; the team's own is not the organisations'."""
    if actor is None:
        return deny(lazy("Sign in to see this report."))
    if filed.organisation_id and actor.member_of(filed.organisation_id):
        return ALLOW
    return ALLOW if actor.has(*READERS, programme_id=filed.report.programme_id) else hide()


def write(actor: Actor | None, filed: Filed) -> Verdict:
    """Owners and editors of the organisation, or the team for its own report, while it is open or returned."""
    seen = read(actor, filed)
    if not seen or actor is None:
        return seen
    if filed.organisation_id:
        mine = actor.member_of(filed.organisation_id, *WRITERS)
    else:
        mine = actor.has(*TEAM, programme_id=filed.report.programme_id)
    if not mine:
        return deny(lazy("Only whoever reports writes the report."))
    return ALLOW if filed.report.state in TO_WRITE else deny(CLOSED)


def review(actor: Actor | None, filed: Filed) -> Verdict:
    """An officer or the coordinator returns or accepts; never who sent it or belongs to who sent it."""
    seen = read(actor, filed)
    if not seen or actor is None:
        return seen
    if not actor.has(*TEAM, programme_id=filed.report.programme_id):
        return deny(lazy("Only an officer or the coordinator of the programme reviews reports."))
    if filed.sent_by == actor.id:
        return deny(lazy("You sent this report: another person of the team reviews it."))
    if filed.organisation_id and actor.member_of(filed.organisation_id):
        return deny(lazy("You belong to the organisation that reports: another person of the team reviews it."))
    return ALLOW if filed.report.state == S.submitted else deny(lazy("Only a report that was sent is reviewed."))


def reopen(actor: Actor | None, filed: Filed) -> Verdict:
    """Anybody of the team may say that something accepted is wrong."""
    seen = read(actor, filed)
    if not seen or actor is None:
        return seen
    if not actor.has(*TEAM, programme_id=filed.report.programme_id):
        return deny(lazy("Only an officer or the coordinator of the programme reviews reports."))
    return ALLOW if filed.report.state in COUNTS else deny(lazy("Only an accepted report is opened again."))


def start_own(actor: Actor) -> Verdict:
    """The team starts its own reports and the donor's."""
    return (
        ALLOW
        if actor.has_anywhere(*TEAM)
        else deny(lazy("Only an officer or the coordinator of the programme does this."))
    )


def look(actor: Actor) -> Verdict:
    """The list is for whoever may see some report; it shows only those."""
    return ALLOW if actor.organisation_ids or actor.has_anywhere(*READERS) else hide()


def read_donor(actor: Actor | None, donor_report: DonorReport) -> Verdict:
    """The team while it is written; the donor, the observer and the auditor once it is locked."""
    if actor is None:
        return deny(lazy("Sign in to see this report."))
    if actor.is_staff(donor_report.programme_id):
        return ALLOW
    locked = donor_report.state == DonorReportState.locked
    return ALLOW if locked and actor.has(*READERS, programme_id=donor_report.programme_id) else hide()


def write_donor(actor: Actor | None, donor_report: DonorReport) -> Verdict:
    """Officers and coordinators, until it is locked."""
    seen = read_donor(actor, donor_report)
    if not seen or actor is None:
        return seen
    if not actor.has(*LEADERS, programme_id=donor_report.programme_id):
        return deny(lazy("Only an officer or the coordinator of the programme does this."))
    if donor_report.state == DonorReportState.locked:
        return deny(lazy("This report is locked. A correction is a new version."))
    return ALLOW


def lead(actor: Actor | None, programme: Programme) -> Verdict:
    """Officers and coordinators of a programme."""
    if actor is None or not actor.has(*LEADERS, programme_id=programme.id):
        return hide()
    return ALLOW


def look_donor(actor: Actor) -> Verdict:
    """The list of donor reports: the team and those who read a programme."""
    return ALLOW if actor.has_anywhere(*READERS) else hide()
