"""What lies between two rounds, by the product's own verbs: the pages of it are seen elsewhere (test_second_call)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

from sqlmodel import Session, col, select

from app.calls.models import Call
from app.calls.queries import call as found_call
from app.calls.queries import declarations
from app.core import clock
from app.core.text import folded
from app.people.access import Actor
from app.people.models import Organisation, User
from app.people.service.sessions import SESSION_COOKIE, actor_for, open_session
from app.proposals import queries as proposals
from app.proposals.service import close_due, open_call, save_section, start, submit
from app.review.models import Candidacy, Conflict, Finding, Sector
from app.review.queries import commission as seats
from app.review.queries import ruling as rulings
from app.review.queries import validation as candidacies
from app.review.service import commission, conflicts, intake, ruling, sheets, validation
from app.review.service.commission import Person as Member
from app.review.service.commission import SeatTerms
from app.review.service.conflicts import Declared
from app.review.service.sheets import Mark
from app.review.service.validation import Answer
from tests import factories
from tests.journeys.living.judging import SEATS
from tests.journeys.living.person import Person, World

OFFICER, COORDINATOR = "oficial@equipo.example", "coordinacion@equipo.example"
Marks = Mapping[str, Sequence[int]]


def enter(world: World, email: str, *, scripts: bool = True) -> Person:
    """A browser of somebody who signed in before."""
    return renew(Person(world, email, scripts=scripts))


def renew(person: Person) -> Person:
    """Signed in again, after months."""
    with person.world.database.transaction() as session:
        token = open_session(session, _user(session, person.email), browser="journey")
    cookie = {"name": SESSION_COOKIE, "value": token, "url": person.world.address}
    person.page.context.add_cookies([cookie])
    return person


@dataclass(frozen=True)
class Room:
    """One round, seen by its verbs."""

    transaction: Callable[[], AbstractContextManager[Session]]
    call_id: str

    @contextmanager
    def open(self) -> Iterator[tuple[Session, Call]]:
        with self.transaction() as session:
            call = found_call(session, self.call_id)
            assert call
            yield session, call


def alike(room: Room, pattern: str, names: Sequence[str]) -> None:
    """Others of the same kind send what the first one wrote, each with a title of its own; they register if need be."""
    for name in names:
        with room.open() as (session, call):
            model = _body(session, pattern)
            assert model
            written = proposals.live_proposal(session, call.id, model.id)
            assert written
            body = _body(session, name) or _registered(session, model, name)
            actor = _actor(session, email_of(name))
            made = start(session, call, body, actor=actor)
            told = proposals.sections(session, written.id, with_data=tuple(proposals.sections(session, written.id)))
            for key, section in told.items():
                data = section.data | ({"title": f"Proyecto de {name}"} if key == "summary" else {})
                save_section(session, made, key, data, revision=made.revision, actor=actor)
            ticked = [rule.id for rule in declarations(session, call)]
            submit(session, made, revision=made.revision, arrived_at=clock.now(), actor=actor, accepted=ticked)


def email_of(name: str) -> str:
    """Whoever writes for an organisation of this name."""
    return f"{''.join(each for each in folded(name) if each.isalnum())}@ejemplo.org"


def _body(session: Session, name: str) -> Organisation | None:
    return session.exec(select(Organisation).where(Organisation.legal_name == name)).one_or_none()


def _registered(session: Session, model: Organisation, name: str) -> Organisation:
    kept = model.model_dump(include={"kind", "legal_form", "founded_on", "state", "municipality"})
    body = factories.organisation(session, name, **kept)
    factories.member(session, body, email=email_of(name))
    return body


def validate(room: Room) -> None:
    """Closed by the clock, opened in one act, every rule checked by one person and confirmed by another."""
    with room.open() as (session, call):
        officer, second = _actor(session, OFFICER), _actor(session, COORDINATOR)
        close_due(session)
        open_call(session, call, actor=officer)
        intake.receive(session, call, actor=officer)
        session.flush()
        for each in candidacies.candidacies(session, call):
            answers = {rule.id: Answer(Finding.passes) for _verdict, rule in candidacies.verdicts(session, each)}
            validation.decide(session, each, answers, actor=officer)
            session.flush()
            seen = validation.mark(candidacies.verdicts(session, each))
            validation.confirm(session, each, seen=seen, actor=second)


def judge(room: Room, marks: Marks) -> None:
    """Three seats declare, score each organisation by its name, and sign the ranking."""
    with room.open() as (session, call):
        _seat(session, call)
    with room.open() as (session, call):
        names = {each.id: found.legal_name for each, found in _bodies(session, call)}
        measures = seats.rubric(session, call)
        for seat in seats.seats(session, call):
            actor = actor_for(session, session.get_one(User, seat.member_id))
            said = {row.id: Declared(Conflict.none) for row in seats.to_declare(session, call)}
            conflicts.declare(session, seat, call, said, actor=actor)
            session.flush()
            for key, name in names.items():
                sheet = next(one for one in seats.sheets_of(session, key) if one.seat_id == seat.id)
                given = zip(measures, marks[name], strict=True)
                lines = {one.id: Mark(value, "Se dice por qué en la cédula.") for one, value in given}
                sheets.save(session, sheet, lines, revision=sheet.revision, actor=actor)
                session.flush()
                sheets.submit(session, sheet, actor=actor)
                session.flush()
    with room.open() as (session, call):
        _rule(session, call)


def _seat(session: Session, call: Call) -> None:
    officer = _actor(session, OFFICER)
    for institution, sector, name, email in SEATS:
        terms = SeatTerms(institution, Sector(sector), Member(name, email), chair=institution == "CPC")
        seat = commission.invite(session, call, terms, actor=officer)
        session.flush()
        commission.accept(session, seat, actor=actor_for(session, session.get_one(User, seat.member_id)))


def _rule(session: Session, call: Call) -> None:
    officer = _actor(session, OFFICER)
    made = ruling.draft(session, call, "La comisión deliberó.", actor=officer)
    ruling.close(session, made, call, actor=officer)
    session.flush()
    for seat in seats.seats(session, call):
        case = rulings.ruling_case(session, made.id)
        assert case
        actor = actor_for(session, session.get_one(User, seat.member_id))
        ruling.sign(session, case, seen=made.draft_digest, dissent="", actor=actor)
        session.flush()


def _bodies(session: Session, call: Call) -> list[tuple[Candidacy, Organisation]]:
    found = candidacies.candidacies(session, call)
    return [(each, session.get_one(Organisation, each.organisation_id)) for each in found]


def _user(session: Session, email: str) -> User:
    return session.exec(select(User).where(col(User.email) == email)).one()


def _actor(session: Session, email: str) -> Actor:
    return actor_for(session, _user(session, email))
