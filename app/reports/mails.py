"""The mails of reports, one function each."""

from datetime import date

from app.agreements.queries import organisation, people_of
from app.core.addresses import absolute
from app.core.db import Session
from app.core.i18n import LazyText, lazy
from app.core.mail import Recipient, queue
from app.people.models import Level, Role
from app.people.queries import holders
from app.reports import queries
from app.reports.models import Report

WRITER_WHY = lazy("You receive this because you write or sign the reports of this agreement.")
TEAM_WHY = lazy("You receive this because you review the reports of this programme.")
Told = list[tuple[Recipient, LazyText]]


def opened(session: Session, report: Report) -> None:
    """The report can be written."""
    _send(session, report, _writers(session, report), "reports/opened")


def submitted(session: Session, report: Report) -> None:
    """The team has a report to review; whoever sent it has it in writing."""
    _send(session, report, _team(session, report), "reports/submitted")


def returned(session: Session, report: Report, comment: str) -> None:
    """Comments to attend to, and until when."""
    _send(session, report, _writers(session, report), "reports/returned", comment=comment, due_on=report.return_due_on)


def accepted(session: Session, report: Report) -> None:
    """The report is accepted."""
    _send(session, report, _writers(session, report), "reports/accepted")


def reminder(session: Session, report: Report, *, due_on: date, days: int) -> None:
    """Days until it is due; negative when it is late."""
    _send(session, report, _writers(session, report), "reports/reminder", due_on=due_on, days=days)


def owed(session: Session, report: Report, *, due_on: date, until: date) -> None:
    """The grace is over: the report stands in the register as a debt, and calls may ask about it."""
    _send(session, report, _writers(session, report), "reports/owed", due_on=due_on, until=until)


def _send(session: Session, report: Report, told: Told, mail: str, **context: object) -> None:
    subject = (
        queries.agreement(session, report.agreement_id).number
        if report.agreement_id
        else queries.programme(session, report.programme_id).code
    )
    for to, because in told:
        queue(
            session,
            to=to,
            mail=mail,
            because=because,
            report=report,
            subject=subject,
            link=absolute(f"/reports/{report.id}"),
            **context,
        )


def _writers(session: Session, report: Report) -> Told:
    """Whoever typed (else the editors) and the signatory, each once; of the team's own report, the team."""
    if report.agreement_id is None:
        return _team(session, report)
    organisation_id = queries.agreement(session, report.agreement_id).organisation_id
    typed_by = {saved["by_id"] for saved in report.saved.values()}
    people = people_of(session, organisation_id, Level.OWNER, Level.EDITOR)
    owners = {user.id for user in people_of(session, organisation_id, Level.OWNER)}
    told = [user for user in people if user.id in owners or not typed_by or user.id in typed_by]
    found = {user.email: Recipient.of(user) for user in told}
    return [(to, WRITER_WHY) for to in (found | _signatory(session, organisation_id, found)).values()]


def _signatory(session: Session, organisation_id: str, found: dict[str, Recipient]) -> dict[str, Recipient]:
    """The legal representative signs, and may have no account."""
    held = organisation(session, organisation_id)
    if not held.representative_email or held.representative_email in found:
        return {}
    return {held.representative_email: Recipient(held.representative_email, held.representative_name or "")}


def _team(session: Session, report: Report) -> Told:
    return [
        (Recipient.of(user), TEAM_WHY)
        for user in holders(session, Role.OFFICER, Role.COORDINATOR, programme_id=report.programme_id)
    ]
