"""An open call, an organisation in it, and a proposal that is complete, for tests of proposals and of later stages."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from pypdf import PdfWriter
from sqlmodel import Session, col, update

from app.calls.models import Axis, Call, CallState, Lot, Milestone, MilestoneKind, Requirement
from app.core import clock
from app.people.access import Actor
from app.people.models import Level, Organisation, Role, User
from app.people.service.sessions import actor_for
from app.programmes.models import Programme
from app.proposals import queries, service
from app.proposals.models import Proposal
from tests import factories


def _pdf() -> bytes:
    out = BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(out)
    return out.getvalue()


PDF = _pdf()
_numbers = count(1)
CLOSES = "2020-09-07T23:59:59"

SECTIONS: dict[str, dict[str, Any]] = {
    "organisation": {"confirmed": True},
    "summary": {
        "title": "Ojos en las compras de medicamentos",
        "lot": "1",
        "axes": ["detection"],
        "states": ["MX-SON"],
        "municipalities": "Hermosillo, Cajeme",
        "sdg": 16,
        "abstract": "Revisamos contratos de medicamentos con usuarias de doce hospitales.",
    },
    "problem": {
        "description": "Los hospitales pagan sobreprecios porque nadie compara los contratos.",
        "affected": "Las usuarias de doce hospitales públicos, desde 2016.",
        "evidence": "La auditoría de 2019 encontró 14 contratos con sobreprecio.",
        "causes": [
            {"text": "Los contratos no se publican a tiempo", "kind": "necessary"},
            {"text": "Nadie compara precios", "kind": "sufficient"},
        ],
        "effects": [{"text": "Faltan medicamentos"}],
    },
    "objective": {
        "verb": "Reducir",
        "result": "el sobreprecio en las compras de medicamentos",
        "population": "de las usuarias de 12 hospitales",
        "goal": "en 20 % antes de junio de 2021",
    },
    "work_plan": {
        "rows": [
            {
                "id": "aaaaaaaaaaaaaaaa",
                "activity": "Revisar contratos",
                "start": "2021-01-01",
                "end": "2021-02-28",
                "outcome": "Base de contratos",
                "deliverable": "Base de datos",
                "responsible": "Rosa Medina",
            },
            {
                "id": "bbbbbbbbbbbbbbbb",
                "activity": "Talleres con usuarias",
                "start": "2021-03-01",
                "end": "2021-06-30",
                "outcome": "Usuarias que saben comparar",
                "deliverable": "Listas y relatoría",
                "responsible": "Luis Arce",
                "monitor": "Colectivo Salud",
            },
        ]
    },
    "indicators": {
        "rows": [
            {
                "id": "cccccccccccccccc",
                "name": "Contratos revisados",
                "family": "management",
                "unit": "contratos",
                "direction": "increase",
                "baseline": "0",
                "target": "120",
                "means": "Base publicada",
            },
            {
                "id": "dddddddddddddddd",
                "name": "Sobreprecio medio",
                "family": "effectiveness",
                "unit": "%",
                "direction": "decrease",
                "baseline_missing": "not_available",
                "target": "20",
                "means": "Comparación con precios de referencia",
            },
        ]
    },
    "budget": {
        "rows": [
            {
                "id": "eeeeeeeeeeeeeeee",
                "activity_id": "aaaaaaaaaaaaaaaa",
                "category": "fees",
                "concept": "Analista",
                "quantity": "1",
                "unit_cost": "25000.00",
                "times": "6",
                "source": "grant",
            },
            {
                "id": "ffffffffffffffff",
                "activity_id": None,
                "category": "other",
                "concept": "Oficina",
                "quantity": "1",
                "unit_cost": "5000.00",
                "times": "6",
                "source": "in_kind",
            },
        ]
    },
}


def programme(session: Session, **values: Any) -> Programme:
    """A programme that calls may hang on."""
    number = next(_numbers)
    made = Programme(
        code=f"P{number}",
        name={"es": "Transparencia", "en": "Transparency"},
        start_on=date(2019, 8, 1),
        end_on=date(2022, 9, 30),
        **values,
    )
    session.add(made)
    session.flush()
    return made


def open_call(session: Session, **values: Any) -> Call:
    """A published call with a lot, two axes and one required paper, closing on 7 September 2020 at 23:59."""
    owner = factories.user(session, "Quien redacta")
    second = factories.user(session, "Quien publica")
    values = {"slug": "segunda", "states": ["MX-SON", "MX-BCN", "MX-ROO"], "max_grant": Decimal("1200000.00"), **values}
    call = Call(
        programme_id=values.pop("programme_id", None) or programme(session).id,
        title={"es": "Segunda Convocatoria", "en": "Second Call"},
        state=CallState.published,
        drafted_by=owner.id,
        sent_by=owner.id,
        published_by=second.id,
        published_at=clock.now() - timedelta(days=30),
        **values,
    )
    session.add(call)
    session.flush()
    _parts(session, call)
    return call


def _parts(session: Session, call: Call) -> None:
    session.add(
        Lot(
            call_id=call.id,
            code="1",
            name={"es": "Compras públicas", "en": "Public purchases"},
            budget=Decimal("3000000.00"),
        )
    )
    session.add(Axis(call_id=call.id, code="detection", name={"es": "detección", "en": "detection"}))
    session.add(Axis(call_id=call.id, code="prevention", name={"es": "prevención", "en": "prevention"}, order_index=1))
    session.add(
        Requirement(
            call_id=call.id,
            code="deed",
            title={"es": "Acta constitutiva", "en": "Deed"},
            why={"es": "Prueba que existe.", "en": "It proves that it exists."},
            kinds=["pdf", "jpg"],
        )
    )
    closing = Milestone(
        call_id=call.id,
        kind=MilestoneKind.deadline,
        wall=CLOSES,
        zone="America/Mexico_City",
        at=instant(CLOSES, "America/Mexico_City"),
    )
    session.add(closing)
    session.flush()


def instant(wall: str, zone: str) -> datetime:
    """A wall time as the instant that it means."""
    return datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(zone))


def applicant(
    session: Session, name: str = "Observatorio del Desierto, A.C.", level: Level = Level.OWNER, **values: Any
) -> tuple[Organisation, User]:
    """An organisation of Sonora and a person who writes for it."""
    organisation = factories.organisation(session, name, **{"state": "MX-SON", "rfc": "ODE100203XY9", **values})
    return organisation, factories.member(session, organisation, level, name=f"Persona de {name}")


def actor(session: Session, user: User) -> Actor:
    """The person as services see them."""
    return actor_for(session, user)


def draft(session: Session, call: Call, organisation: Organisation, user: User) -> Proposal:
    """A proposal just begun."""
    return service.start(session, call, organisation, actor=actor(session, user))


def complete(session: Session, proposal: Proposal, user: User, **changes: dict[str, Any]) -> Proposal:
    """Every section filled and the paper given; `changes` replaces parts of a section."""
    who = actor(session, user)
    for key, data in SECTIONS.items():
        service.save_section(session, proposal, key, data | changes.get(key, {}), revision=0, actor=who)
    dossier = queries.dossier(session, proposal.id)
    assert dossier
    service.add_file(session, dossier, "deed", PDF, "acta.pdf", actor=who)
    return proposal


def save(session: Session, proposal: Proposal, key: str, data: dict[str, Any], user: User) -> None:
    """One section saved over whatever stands there."""
    lines = queries.sections(session, proposal.id)
    seen = lines[key].revision if key in lines else 0
    service.save_section(session, proposal, key, data, revision=seen, actor=actor(session, user))


def prolong(session: Session, call: Call, until: datetime) -> None:
    """The call closes at this instant instead."""
    session.exec(update(Milestone).where(col(Milestone.call_id) == call.id).values(at=until))
    session.expire_all()


def submitted(
    session: Session, call: Call, name: str = "Observatorio del Desierto, A.C.", **changes: Any
) -> tuple[Proposal, User]:
    """A proposal sent at this instant by an organisation of its own."""
    organisation, user = applicant(session, name)
    proposal = complete(session, draft(session, call, organisation, user), user, **changes)
    service.submit(session, proposal, revision=proposal.revision, arrived_at=clock.now(), actor=actor(session, user))
    return proposal, user


def officer(session: Session, call: Call) -> User:
    """An officer of the call's programme."""
    return factories.staff(session, Role.OFFICER, call.programme_id)
