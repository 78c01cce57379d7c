"""Agreements for tests, made through the stage's own verbs."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlmodel import Session

from app.agreements.models import Agreement, AgreementKind, Side
from app.agreements.service import drafting, pen, signing
from app.core import clock
from app.core.documents import pdf
from app.people.access import Actor, Grant
from app.people.models import Level, Organisation, Role, Scope, User
from app.programmes.models import Programme, ProgrammeYear, Rate, ReportingWindow, Result
from tests import factories
from tests.programmes import factories as programmes

ANNEXES: dict[str, Any] = {
    "work_plan": [
        {
            "id": "act1",
            "activity": "Integrar los mecanismos de vigilancia",
            "start": "2020-08-17",
            "end": "2020-09-25",
            "deliverable": "Acta de integración",
            "responsible": "Laura Medina",
        },
        {
            "id": "act2",
            "activity": "Pilotos de vigilancia ciudadana",
            "start": "2020-10-05",
            "end": "2020-12-11",
            "deliverable": "Informe de pilotos",
            "responsible": "Laura Medina",
        },
    ],
    "indicators": [
        {
            "id": "ind1",
            "name": "Mecanismos de vigilancia integrados",
            "family": "management",
            "unit": "mecanismos",
            "direction": "increase",
            "baseline": "0",
            "target": "3",
            "means": "Actas",
        },
        {
            "id": "ind2",
            "name": "Personas capacitadas",
            "family": "management",
            "unit": "personas",
            "direction": "increase",
            "baseline": "0",
            "target": "40",
            "means": "Listas",
        },
    ],
    "budget": [
        {
            "id": "bud1",
            "activity_id": "act1",
            "category": "Personal",
            "concept": "Coordinación",
            "quantity": "4",
            "unit_cost": "30000.00",
            "times": "1",
            "source": "grant",
        },
        {
            "id": "bud2",
            "activity_id": "act2",
            "category": "Viáticos",
            "concept": "Visitas a los pilotos",
            "quantity": "10",
            "unit_cost": "8000.00",
            "times": "1",
            "source": "grant",
        },
        {
            "id": "bud3",
            "activity_id": "act2",
            "category": "Salas",
            "concept": "Sala de la organización",
            "quantity": "1",
            "unit_cost": "5000.00",
            "times": "1",
            "source": "in_kind",
        },
    ],
}
AMOUNT = Decimal("200000.00")


@dataclass
class World:
    """A programme in its fourth quarter of 2020 with its people, and one organisation."""

    programme: Programme
    result: Result
    year: ProgrammeYear
    window: ReportingWindow
    following: ReportingWindow
    rate: Rate
    organisation: Organisation
    officer: User
    coordinator: User
    finance: User
    owner: User

    def actor(self, user: User) -> Actor:
        """A person as verbs see him or her."""
        roles = {self.officer.id: Role.OFFICER, self.coordinator.id: Role.COORDINATOR, self.finance.id: Role.FINANCE}
        if user.id in roles:
            return Actor(user, (Grant(roles[user.id], Scope.PROGRAMME, self.programme.id),))
        return Actor(user, (), {self.organisation.id: Level.OWNER})


def world(session: Session) -> World:
    """Year 1 of the source, with its fourth window and the next."""
    programme = programmes.programme(session, implementer_acronym="PNUD", donor_acronym="USAID")
    following = {
        "label": "Q1 FY21",
        "start_on": date(2020, 10, 1),
        "end_on": date(2020, 12, 31),
        "donor_due_on": date(2021, 1, 31),
    }
    return World(
        programme=programme,
        result=programmes.result(session, programme),
        year=programmes.year(session, programme),
        window=programmes.window(session, programme, label="Q4 FY20"),
        following=programmes.window(session, programme, **following),
        rate=programmes.rate(session, programme),
        organisation=(
            organisation := factories.organisation(
                session,
                "Arkemetría Social, A.C.",
                representative_name="Rosa Ortiz",
                representative_email="rosa@ejemplo.org",
            )
        ),
        officer=factories.staff(session, Role.OFFICER, programme.id),
        coordinator=factories.staff(session, Role.COORDINATOR, programme.id),
        finance=factories.staff(session, Role.FINANCE, programme.id),
        owner=factories.member(session, organisation),
    )


def drafted(session: Session, world: World, **values: Any) -> Agreement:
    """A grant of 200,000 pesos without a call, from August to December 2020."""
    columns: dict[str, Any] = {
        "kind": AgreementKind.grant,
        "title": "Mecanismos de vigilancia ciudadana",
        "object": {
            "es": "Integrar los mecanismos y hacer los pilotos",
            "en": "Integrate the mechanisms and pilot them",
        },
        "start_on": date(2020, 8, 17),
        "end_on": date(2020, 12, 31),
        "amount": AMOUNT,
        "annexes": ANNEXES,
        "states": ["MX-CMX"],
        **values,
    }
    return drafting.draft_without_call(
        session, world.programme, world.organisation, drafting.Terms(**columns), actor=world.actor(world.officer)
    )


def agreed(session: Session, world: World, **values: Any) -> Agreement:
    """A draft that both parties accepted."""
    agreement = drafted(session, world, **values)
    for side, user in ((Side.staff, world.officer), (Side.cso, world.owner)):
        pen.accept(session, agreement, side, revision=agreement.revision, actor=world.actor(user))
    return agreement


def active(session: Session, world: World, **values: Any) -> Agreement:
    """A signed agreement."""
    agreement = agreed(session, world, **values)
    signatory = signing.Signatory("Rosa Ortiz", "Representante legal", agreement.start_on)
    signing.sign(
        session,
        agreement,
        cso=signatory,
        staff=signatory,
        data=signed_pdf(),
        filename="convenio.pdf",
        actor=world.actor(world.officer),
    )
    session.flush()
    return agreement


def signed_pdf() -> bytes:
    """A PDF that stands for a scanned, signed agreement."""
    return pdf("documents/agreement.typ", _PRINTED, at=clock.now(), language="es")


_PRINTED: dict[str, Any] = {
    "programme": "P",
    "partners": [],
    "implementer": "I",
    "number": "N",
    "kind": "K",
    "title": "T",
    "object": "O",
    "organisation": "Org",
    "rfc": "",
    "representative": "",
    "term": "",
    "amount": "",
    "clauses": [],
    "digest": "",
    "work_plan": [],
    "indicators": [],
    "budget": [],
    "budget_total": "",
    "tranches": [],
    "periods": [],
    "signatures": [],
}
