"""A call with rules, rubric and three lots' worth of proposals, taken through review by its own verbs."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlmodel import Session, update

from app.calls.models import Call, Criterion, EligibilityRule, Requirement, RuleKind
from app.core import clock
from app.people.access import Actor
from app.people.models import Role, User
from app.people.service.sessions import actor_for
from app.proposals import service as proposals
from app.proposals.models import Proposal
from app.review.models import Candidacy, CandidacyState, Conflict, Decision, Finding, Ruling, ScoreSheet, Seat, Sector
from app.review.queries import commission as seats
from app.review.queries import ruling as rulings
from app.review.queries import validation as queries
from app.review.service import commission, conflicts, donor, intake, publication, ruling, sheets, validation
from app.review.service.commission import Person, SeatTerms
from app.review.service.conflicts import Declared
from app.review.service.donor import Reply
from app.review.service.sheets import Mark
from app.review.service.validation import Answer
from tests import factories
from tests.proposals import factories as written

OPENED = "2020-09-08T10:00:00-05:00"
SEATS = (("CPC", Sector.citizens), ("UNAM", Sector.academia), ("CCE", Sector.business))
NAMES = (
    "Observatorio del Desierto, A.C.",
    "Ñandú Transparente, A.C.",
    "Vigías de Cajeme, A.C.",
    "Cuentas Claras, A.C.",
)


def actor(session: Session, user: User) -> Actor:
    return actor_for(session, user)


def call(session: Session, **values: Any) -> Call:
    """An open call with three rules and two criteria (100 points), a spread limit of 20 and a minimum of 60."""
    defaults = {"minimum_total": Decimal(60), "spread_limit": Decimal(20), "printed_maximum": Decimal(100)}
    made = written.open_call(session, **{**defaults, **values})
    rules = [
        ("R1", RuleKind.territory, {"states": ["MX-SON"]}, "Se realiza en Sonora.", "It takes place in Sonora."),
        ("R2", RuleKind.documents, {"codes": ["deed"]}, "Están los documentos.", "The documents are there."),
        ("R3", RuleKind.person, {}, "No es un partido político.", "It is not a political party."),
    ]
    for place, (code, kind, params, es, en) in enumerate(rules):
        session.add(
            EligibilityRule(
                call_id=made.id, code=code, kind=kind, params=params, words={"es": es, "en": en}, order_index=place
            )
        )
    for place, (code, weight, es, en) in enumerate(
        [("C1", 12, "Pertinencia", "Relevance"), ("C2", 8, "Método", "Method")]
    ):
        anchors = [{"es": f"Nivel {n}", "en": f"Level {n}"} for n in range(6)]
        session.add(
            Criterion(
                call_id=made.id,
                code=code,
                name={"es": es, "en": en},
                weight=Decimal(weight),
                scale_max=5,
                anchors=anchors,
                order_index=place,
            )
        )
    session.exec(update(Requirement).where(Requirement.call_id == made.id).values(curable=True))
    session.flush()
    return made


def submitted(session: Session, made: Call, name: str, **changes: Any) -> tuple[Proposal, User]:
    """A proposal sent by an organisation with a tax number of its own."""
    organisation, user = written.applicant(session, name, rfc=None)
    proposal = written.complete(session, written.draft(session, made, organisation, user), user, **changes)
    proposals.submit(session, proposal, revision=proposal.revision, arrived_at=clock.now(), actor=actor(session, user))
    return proposal, user


class Stage:
    """A call after the deadline, with its team, its commission and its applicants."""

    def __init__(
        self,
        session: Session,
        at: Callable[[str | datetime], datetime],
        *,
        names: tuple[str, ...] = NAMES[:3],
        prepare: Callable[[Call], None] | None = None,
        **values: Any,
    ) -> None:
        self.session = session
        self.at = at
        at("2020-09-01T12:00:00-05:00")
        self.call = call(session, **values)
        if prepare:
            prepare(self.call)
        self.sent = [submitted(session, self.call, name) for name in names]
        self.officer = factories.staff(session, Role.OFFICER, self.call.programme_id, name="Olga Oficial")
        self.second = factories.staff(session, Role.COORDINATOR, self.call.programme_id, name="César Coordinador")
        self.donor = factories.staff(session, Role.DONOR, self.call.programme_id, name="Dana Donante")
        at(OPENED)
        proposals.close_call(session, self.call)
        proposals.open_call(session, self.call, actor=self.as_(self.officer))
        session.flush()

    def as_(self, user: User) -> Actor:
        return actor(self.session, user)

    def received(self) -> "Stage":
        intake.receive(self.session, self.call, actor=self.as_(self.officer))
        self.session.flush()
        return self

    @property
    def candidacies(self) -> list[Candidacy]:
        """In the order they were sent, whatever their folios."""
        order = {proposal.id: place for place, (proposal, _) in enumerate(self.sent)}
        return sorted(queries.candidacies(self.session, self.call), key=lambda each: order[each.proposal_id])

    def check(self, candidacy: Candidacy, **findings: Answer) -> None:
        """The officer decides: every rule met unless named (R1=Answer(…))."""
        answers = {
            rule.id: findings.get(rule.code, Answer(Finding.passes))
            for _, rule in queries.verdicts(self.session, candidacy)
        }
        validation.decide(self.session, candidacy, answers, actor=self.as_(self.officer))
        self.session.flush()

    def confirm(self, candidacy: Candidacy) -> None:
        seen = validation.mark(queries.verdicts(self.session, candidacy))
        validation.confirm(self.session, candidacy, seen=seen, actor=self.as_(self.second))
        self.session.flush()

    def validated(self) -> "Stage":
        for candidacy in self.received().candidacies:
            self.check(candidacy)
            self.confirm(candidacy)
        return self

    def seated(self, *, alternates: bool = False) -> "Stage":
        """Three seats accepted; the first chairs."""
        for place, (institution, sector) in enumerate(SEATS):
            other = (
                Person(f"Suplente {institution}", f"suplente.{institution.lower()}@ejemplo.org") if alternates else None
            )
            terms = SeatTerms(
                institution,
                sector,
                Person(f"Titular {institution}", f"{institution.lower()}@ejemplo.org"),
                other,
                chair=place == 0,
            )
            seat = commission.invite(self.session, self.call, terms, actor=self.as_(self.officer))
            for key in filter(None, (seat.member_id, seat.alternate_id)):
                commission.accept(self.session, seat, actor=self.as_(self.person(key)))
        self.session.flush()
        return self

    def person(self, key: str) -> User:
        found = self.session.get(User, key)
        assert found
        return found

    @property
    def seats(self) -> list[Seat]:
        return list(seats.seats(self.session, self.call))

    def member(self, institution: str) -> User:
        return self.person(next(seat.member_id for seat in self.seats if seat.institution == institution))

    def declared(self, **recused: str) -> "Stage":
        """Everybody declares; CPC=folio recuses the member of CPC from that folio."""
        for seat in self.seats:
            for key in filter(None, (seat.member_id, seat.alternate_id)):
                folio = recused.get(seat.institution) if key == seat.member_id else None
                said = {
                    row.id: Declared(Conflict.recuse, "Es pariente") if row.folio == folio else Declared(Conflict.none)
                    for row in seats.to_declare(self.session, self.call)
                }
                conflicts.declare(self.session, seat, self.call, said, actor=self.as_(self.person(key)))
                self.session.flush()
        return self

    def sheet(self, institution: str, candidacy: Candidacy) -> ScoreSheet:
        seat = next(seat for seat in self.seats if seat.institution == institution)
        return next(sheet for sheet in seats.sheets_of(self.session, candidacy.id) if sheet.seat_id == seat.id)

    def score(self, institution: str, candidacy: Candidacy, *values: int) -> ScoreSheet:
        """One sheet with these values, submitted."""
        sheet = self.sheet(institution, candidacy)
        reviewer = self.as_(self.person(sheet.reviewer_id))
        rubric = seats.rubric(self.session, self.call)
        marks = {
            m.id: Mark(value, f"Comentario de {institution} sobre {m.id}.")
            for m, value in zip(rubric, values, strict=True)
        }
        sheets.save(self.session, sheet, marks, revision=sheet.revision, actor=reviewer)
        self.session.flush()
        sheets.submit(self.session, sheet, actor=reviewer)
        self.session.flush()
        return sheet

    def scored(self) -> "Stage":
        """100, 80 and 60 points, every seat alike."""
        for candidacy, value in zip(self.candidacies, (5, 4, 3, 2), strict=False):
            for sheet in seats.sheets_of(self.session, candidacy.id):
                seat = next(seat for seat in self.seats if seat.id == sheet.seat_id)
                self.score(seat.institution, candidacy, value, value)
        return self

    def closed(self) -> Ruling:
        made = ruling.draft(self.session, self.call, "Deliberamos por videoconferencia.", actor=self.as_(self.officer))
        ruling.close(self.session, made, self.call, actor=self.as_(self.officer))
        self.session.flush()
        return made

    def signed(self) -> Ruling:
        made = self.closed()
        for seat in self.seats:
            case = rulings.ruling_case(self.session, made.id)
            assert case
            ruling.sign(
                self.session, case, seen=made.draft_digest, dissent="", actor=self.as_(self.person(seat.member_id))
            )
            self.session.flush()
        return made

    def decided(self) -> Ruling:
        made = self.signed()
        donor.send(self.session, made, self.call, actor=self.as_(self.officer))
        self.session.flush()
        picked = [each for each in self.candidacies if each.state == CandidacyState.recommended]
        donor.decide(
            self.session,
            made,
            self.call,
            {each.id: Reply(Decision.approved) for each in picked},
            actor=self.as_(self.donor),
        )
        self.session.flush()
        return made

    def published(self) -> Ruling:
        made = self.decided()
        publication.publish(self.session, made, self.call, actor=self.as_(self.officer))
        self.session.flush()
        return made

    def later(self, **span: int) -> datetime:
        return self.at(clock.now() + timedelta(**span))
