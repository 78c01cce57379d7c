"""Reports for tests: filled in as people type them, sent and accepted through the verbs."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlmodel import Session

from app.agreements.models import Agreement
from app.people.models import User
from app.programmes.models import Combine, Indicator, IndicatorTarget, Missing
from app.reports import queries
from app.reports.models import Report
from app.reports.sections import section
from app.reports.service import answering, obligations, submitting, writing
from tests.agreements.factories import World
from tests.programmes import factories as programmes

CSO_SECTIONS: dict[str, Any] = {
    "activities": {
        "rows": [
            {"row": "act1", "status": "done", "done_on": "25/09/2020", "progress": "Se integraron tres mecanismos."}
        ]
    },
    "indicators": {
        "rows": [
            {"row": "ind1", "value": "3"},
            {"row": "ind2", "missing": "not_available", "reason": "La lista se concilia en octubre."},
        ]
    },
    "expenses": {"rows": [{"row": "bud1", "spent": "30,000.00"}, {"row": "bud2", "spent": "0"}]},
    "projection": {"rows": [{"row": str(n), "amount": "10,000.00"} for n in range(4)]},
    "trainings": {"rows": []},
    "events": {"rows": [{"title": "Sesión virtual", "kind": "Sesión", "held_on": "27/08/2020", "participants": "89"}]},
    "products": {"rows": []},
    "narrative": {"progress": "Los mecanismos están integrados.", "problems": "Ninguno.", "corrective": "Ninguna."},
}

COURSES: list[dict[str, str]] = [
    {
        "name": "Ética e integridad en el servicio público, primera edición",
        "start_on": "07/04/2020",
        "end_on": "18/05/2020",
        "hours": "40",
        "enrolled": "480",
        "module_1": "387",
        "module_2": "382",
        "module_3": "380",
        "certificates": "377",
        "women": "238",
        "men": "139",
    },
    {
        "name": "Ética e integridad en el servicio público, segunda edición",
        "start_on": "01/06/2020",
        "end_on": "07/07/2020",
        "enrolled": "41",
        "module_1": "37",
        "module_2": "36",
        "module_3": "36",
        "certificates": "36",
        "women": "14",
        "men": "22",
    },
]
CELLS: list[dict[str, str]] = [
    {
        "missing": "not_available",
        "reason": "La integración se retrasó por los logotipos.",
        "said_met": "no",
        "forecast": "3",
        "forecast_on": "31/10/2020",
    },
    {"value": "413", "group_size": "521", "group_name": "enrolled", "reason": "No todas terminaron."},
    {"value": "5", "said_met": "yes", "activity": "pilots"},
    {"value": "9", "reason": "Una persona enfermó."},
]
NARRATIVE = {
    "context": "La pandemia obligó a trabajar a distancia.",
    "problems": "El logotipo.",
    "corrective": "Se propuso mover actividades.",
    "evaluation": "En este periodo no se realizaron evaluaciones ni planes de aprendizaje.",
    "environmental": "No aplica.",
}
PROJECTION = ("306,553.09", "165,787.28", "120,473.82", "254,393.82")


def indicator(
    session: Session, world: World, name: str, target: str | None, *, code: str | None = None, **values: Any
) -> Indicator:
    """An indicator of the programme with its target of year 1 (None: not available)."""
    made = programmes.indicator(session, world.programme, code=code, name={"es": name, "en": name}, **values)
    value = None if target is None else Decimal(target)
    missing = Missing.not_available if target is None else None
    session.add(IndicatorTarget(indicator_id=made.id, year_id=world.year.id, value=value, missing=missing))
    session.flush()
    return made


def source_indicators(session: Session, world: World) -> list[Indicator]:
    """The four of the source [K1–K4]."""
    return [
        indicator(session, world, "Mecanismos con OSC integradas", "2", order_index=0, combine_grantees=Combine.sum),
        indicator(session, world, "Personas servidoras públicas capacitadas", "470", code="DR 2.4-1", order_index=1),
        indicator(session, world, "Mecanismos de vigilancia apoyados", None, code="DR 2.4-2", order_index=2),
        indicator(session, world, "Personas de OSC capacitadas", "10", code="DR 2.4-3", order_index=3),
    ]


def own_sections(indicators: list[Indicator], world: World) -> dict[str, Any]:
    """The team's report of year 1, quarter 4, as the source says it."""
    pilots = {"id": "pilots", "title": "Pilotos de los mecanismos", "result": "1.2", "status": "not_started"}
    return {
        "activities": {"rows": [{**pilots, "start": "05/10/2020", "end": "30/11/2020"}]},
        "accomplishments": {"rows": [{"row": world.result.id, "text": "Cinco convenios con OSC."}]},
        "indicators": {"rows": [{"row": each.id, **cell} for each, cell in zip(indicators, CELLS, strict=True)]},
        "projection": {"rows": [{"row": str(n), "amount": amount} for n, amount in enumerate(PROJECTION)]},
        "trainings": {"rows": COURSES},
        "events": {"rows": []},
        "products": {"rows": []},
        "narrative": NARRATIVE,
    }


def fill(session: Session, report: Report, sections: Mapping[str, Any], actor: Any) -> None:
    """Save every section as typed."""
    for key, data in sections.items():
        kind = section(report, key)
        assert kind is not None
        writing.save(report, kind, data, seen=writing.section_revision(report, kind), actor=actor)


def opened(session: Session, agreement: Agreement) -> Report:
    """The agreement's first report, open."""
    obligations.keep_up(session)
    session.flush()
    return queries.of_agreement(session, agreement.id)[0]


def submitted(session: Session, world: World, agreement: Agreement, **changes: Any) -> Report:
    """The first report, sent by the organisation."""
    report = opened(session, agreement)
    fill(session, report, CSO_SECTIONS | changes, world.actor(world.owner))
    submitting.submit(session, report, revision=report.revision, actor=world.actor(world.owner))
    session.flush()
    return report


def accepted(session: Session, world: World, agreement: Agreement, **changes: Any) -> Report:
    """The first report, accepted."""
    report = submitted(session, world, agreement, **changes)
    answering.accept(session, report, rating="on_track", actor=world.actor(world.officer))
    session.flush()
    return report


def own_accepted(session: Session, world: World, indicators: list[Indicator], *, sent_by: User | None = None) -> Report:
    """The team's own report: sent by the officer, accepted by the coordinator."""
    officer = world.actor(sent_by or world.officer)
    report = obligations.start_own(session, world.programme, world.window, None, actor=officer)
    fill(session, report, own_sections(indicators, world), officer)
    submitting.submit(session, report, revision=report.revision, actor=officer)
    answering.accept(session, report, rating="on_track", actor=world.actor(world.coordinator))
    session.flush()
    return report


def due_day() -> date:
    """The CSO's first due day in the source's calendar: fifteen working days before 30 October 2020."""
    return date(2020, 10, 9)
