"""Technical incidents at the deadline: told within a day, answered for all who told at once, by an act of two people."""

from datetime import datetime, timedelta

from sqlmodel import Session

from app.calls.admissions import service as admissions
from app.calls.admissions.models import LateAdmission
from app.calls.models import Call
from app.calls.queries import latest_deadline
from app.core import audit, clock
from app.core.deadlines import in_time
from app.core.errors import Refused
from app.core.i18n import _
from app.people.access import Actor
from app.proposals import mails, queries
from app.proposals.models import Incident, ProposalState
from app.proposals.queries import Dossier

WINDOW = timedelta(hours=24)
MOST = 5


def may_tell(dossier: Dossier, now: datetime) -> bool:
    """From the deadline of this proposal until a day later."""
    deadline = dossier.deadline
    if deadline is None or dossier.call.opened_at or dossier.proposal.state == ProposalState.withdrawn:
        return False
    return not in_time(now, deadline.at) and in_time(now, deadline.at + WINDOW)


def window_end(session: Session, call: Call) -> datetime:
    """When the last organisation of the call may still tell."""
    return latest_deadline(session, call) + WINDOW


def tell(session: Session, dossier: Dossier, *, happened: str, words: str, actor: Actor) -> Incident:
    """Write down what the organisation says; the team is told, nothing else happens yet."""
    if not may_tell(dossier, clock.now()):
        raise Refused(_("Technical incidents are reported from the deadline until 24 hours later."))
    if len(queries.own_incidents(session, dossier.id)) >= MOST:
        raise Refused(_("You have told us five times. Write to the team of the call to add anything."))
    told = Incident(call_id=dossier.call.id, proposal_id=dossier.id, happened=happened, words=words, told_by=actor.id)
    session.add(told)
    session.flush()
    audit.record(session, "proposal.incident", dossier.proposal, actor=actor)
    mails.incident(session, dossier, told)
    return told


def propose(
    session: Session, call: Call, *, reason: dict[str, str], until: datetime | None, zone: str, actor: Actor
) -> LateAdmission:
    """Propose one answer for everybody who told of an incident."""
    if queries.closing_list(session, call.id) is None:
        raise Refused(_("The call has not closed yet."))
    if not queries.open_incidents(session, call.id):
        raise Refused(_("There is no incident to answer."))
    return admissions.propose(session, call, reason=reason, until=until, zone=zone, actor=actor)


def sign(session: Session, call: Call, act: LateAdmission, *, actor: Actor) -> None:
    """The second person signs: it holds for every proposal with an unanswered incident, the same for all."""
    if in_time(clock.now(), window_end(session, call)):
        raise Refused(
            _("Incidents can still be reported. It is signed once everybody could, so that it is the same for all.")
        )
    told = queries.unanswered(session, call.id)
    affected = sorted({each.proposal_id for each in told})
    admissions.sign(session, call, act, affected=len(affected), actor=actor)
    for each in told:
        each.admission_id = act.id
    proposals = queries.proposals_of(session, affected)
    for proposal in proposals:
        if act.until is not None and proposal.state != ProposalState.withdrawn:
            proposal.late_until = act.until
    session.flush()
    mails.answered(session, call, act, [proposal.organisation_id for proposal in proposals])


def take_back(session: Session, call: Call, act: LateAdmission, *, actor: Actor) -> None:
    """Take back an answer that nobody signed."""
    admissions.take_back(session, call, act, actor=actor)


def must_be_settled(session: Session, call: Call) -> None:
    """The opening act waits for every incident's answer, and for the addendum of a late admission."""
    if queries.open_incidents(session, call.id):
        raise Refused(
            _("There are technical incidents without an answer. They are answered by a signed act before the opening.")
        )
    if queries.runs_late(session, call.id) is not None:
        raise Refused(
            _("A late admission is still running. Its addendum to the closing list is published and mailed first.")
        )
