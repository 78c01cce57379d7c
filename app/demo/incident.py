"""One organisation did not send in time and reports it; the server's log shows no outage, and two people answer so."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from app.calls.admissions.queries import pending
from app.calls.models import Call
from app.core import clock
from app.core.uptime import ServerRun
from app.demo.cast import Cast
from app.people.models import Organisation
from app.proposals import queries
from app.proposals.models import Proposal, ProposalState
from app.proposals.service import incidents

NAME = "Palo Verde Participación, A.C."
WORDS = (
    "Se fue la luz en la colonia a las once y media y el teléfono se quedó sin datos. Cuando volvió la línea faltaban "
    "dos documentos y la página ya decía que el plazo había vencido."
)
REASON = {
    "es": (
        "El registro del servidor no muestra ninguna interrupción desde el día anterior al cierre. La falla fue de la "
        "línea de la organización, y el plazo es igual para todas."
    ),
    "en": (
        "The server's log shows no outage from the day before the deadline on. The failure was in the organisation's own "
        "line, and the deadline is the same for all."
    ),
}
_RESTART = timedelta(minutes=4)


def log(session: Session, since: datetime, restarted: datetime, until: datetime) -> None:
    """The server ran from the call's publication on; it was restarted once, days before the deadline."""
    if until > restarted:
        session.add(ServerRun(started_at=since, seen_at=restarted, stopped=True))
        session.add(ServerRun(started_at=restarted + _RESTART, seen_at=until))
    else:
        session.add(ServerRun(started_at=since, seen_at=until))


def report(cast: Cast, call: Call) -> None:
    """What the organisation tells the team in the morning."""
    found = cast.session.exec(
        select(Proposal.id)
        .join(Organisation, col(Organisation.id) == Proposal.organisation_id)
        .where(Proposal.call_id == call.id, Organisation.legal_name == NAME, Proposal.state == ProposalState.draft)
    ).first()
    dossier = queries.dossier(cast.session, found) if found else None
    if dossier is not None:
        actor = cast.owner(dossier.organisation)
        incidents.tell(cast.session, dossier, happened="Lunes, de 23:30 a 23:59", words=WORDS, actor=actor)


def answer(cast: Cast, call: Call) -> None:
    """An officer proposes not to admit it, the coordinator signs."""
    if not queries.open_incidents(cast.session, call.id):
        return
    officer, coordinator = cast.actor("officer"), cast.actor("coordinator")
    incidents.propose(cast.session, call, reason=REASON, until=None, zone=call.timezone, actor=officer)
    with clock.at(clock.now() + timedelta(minutes=20)):
        waiting = pending(cast.session, call.id)
        if waiting is not None:
            incidents.sign(cast.session, call, waiting[0], actor=coordinator)
