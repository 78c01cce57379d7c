"""Two co-authors of a draft comment on it: a question with its answer, a reminder, and one that is settled."""

from datetime import datetime, timedelta

from sqlmodel import Session

from app.core import clock
from app.people.models import Level, Organisation, User
from app.people.service import organisations, roles
from app.people.service.sessions import actor_for
from app.proposals import queries
from app.proposals.coauthors import service
from app.proposals.coauthors.queries import note_case
from app.proposals.models import Proposal

NAME, ADDRESS = "Mariana Escobedo", "mariana.escobedo@equipo.example"


def talk(session: Session, organisation: Organisation, proposal: Proposal, owner: User, at: datetime) -> None:
    """She joins the team, and they write to each other within an hour."""
    with clock.at(at - timedelta(hours=2)):
        host = actor_for(session, owner)
        asked = organisations.invite(session, organisation, ADDRESS, Level.EDITOR, actor=host)
        guest = roles.accept(session, asked, name=NAME, sign_in=lambda user: actor_for(session, user))
        dossier = queries.dossier(session, proposal.id)
    if dossier is None:
        return
    with clock.at(at - timedelta(minutes=70)):
        question = service.write(
            session, dossier, "problem", "¿De dónde sale la cifra de afectados? Falta decir la fuente.", actor=guest
        )
        service.write(
            session, dossier, "", "El acta notariada vence en noviembre: hay que pedir la nueva.", actor=guest
        )
        settled = service.write(session, dossier, "summary", "El título es largo; propongo acortarlo.", actor=guest)
    with clock.at(at - timedelta(minutes=55)):
        service.answer(session, dossier, question.id, "Del informe de la contraloría; la agrego hoy.", actor=host)
        case = note_case(session, settled.id)
        if case is not None:
            service.resolve(session, case, actor=host)
