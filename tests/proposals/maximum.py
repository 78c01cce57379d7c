"""The largest proposal that the house promises to carry: every table at 200 rows, and thirty files."""

from collections.abc import Mapping
from typing import Any, get_args

from sqlmodel import Session

from app.people.models import User
from app.proposals import queries, service
from app.proposals.models import Proposal
from app.proposals.sections import SECTIONS
from app.proposals.sections.base import Section
from app.proposals.service import save_section
from tests.proposals import factories

ROWS = 200
FILES = 30
EXAMPLES: dict[str, dict[str, Any]] = {
    "objective": {"means": [{"text": "Contratos comparados"}], "ends": [{"text": "Hay medicamentos"}]},
    "stakeholders": {
        "rows": [
            {"name": "Hospital", "stance": "fosters", "influence": "high", "interest": "low", "strategy": "Reunirnos"}
        ]
    },
    "chain": {
        "rows": [
            {"level": "result", "text": "Se compra a precio justo"},
            {"level": "product", "text": "Base de contratos"},
        ]
    },
    "risks": {
        "rows": [
            {"text": "No abren", "kind": "mistrust", "likelihood": "low", "harm": "high", "mitigation": "Acuerdos"}
        ]
    },
    "goals": {
        "rows": [
            {"sdg": "16", "weight": "main", "contribution": "Menos sobornos"},
            {"sdg": "3", "weight": "also", "contribution": "Mejor salud"},
        ]
    },
    "budget": {"rows": [row | {"unit_cost": "100.00"} for row in factories.SECTIONS["budget"]["rows"]]},
    "matrix": {"rows": [dict.fromkeys(("problem", "gains", "loses", "government", "society", "results"), "Texto")]},
    "gender": {"diagnosis": "Ellas esperan más", "measures": "Contamos aparte"},
}


def _many(rows: list[dict[str, Any]], names: tuple[str, ...], count: int) -> list[dict[str, Any]]:
    """As many rows as asked, no two alike, each with an identifier where rows have one; the first one comes once."""
    own = "id" in names
    return [
        (rows[0] if place == 0 else rows[-1]) | ({"id": f"{place:016d}"} if own else {}) | _named(rows[0], place)
        for place in range(count)
    ]


def _named(row: Mapping[str, Any], place: int) -> dict[str, str]:
    name = next(each for each in ("activity", "concept", "name", "text", "contribution", "problem") if each in row)
    return {name: f"{row[name]} {place + 1}"}


def written(section: Section, count: int) -> dict[str, Any]:
    """A built-in section with its tables at that many rows."""
    data = factories.SECTIONS.get(section.key, {}) | EXAMPLES.get(section.key, {})
    tables = {}
    for table in section.tables:
        names = tuple(get_args(section.form.model_fields[table].annotation)[0].model_fields)
        tables[table] = _many(data[table], names, count)
        if section.key == "budget":
            tables[table] = [row | {"activity_id": f"{place:016d}"} for place, row in enumerate(tables[table])]
    if section.key == "goals":
        tables["rows"] = [row | _target(place) for place, row in enumerate(tables["rows"])]
    return {**data, **tables}


def _target(place: int) -> dict[str, str]:
    """No goal is named twice with the same target."""
    sdg = 16 - place // 99
    return {"sdg": str(sdg), "target": f"{sdg}.{place % 99 + 1}"}


def fill(session: Session, proposal: Proposal, user: User, *, rows: int, files: int) -> None:
    """Save every built-in section that has no limit of its own (partners have) and give the files, by the product's verbs."""
    actor = factories.actor(session, user)
    for key, section in SECTIONS.items():
        if key not in {"documents", "network"}:
            seen = queries.section_row(session, proposal.id, key)
            save_section(
                session,
                proposal,
                key,
                written(section, rows),
                revision=seen.revision if seen else 0,
                actor=actor,
            )
    given = len(queries.files(session, proposal.id))
    for number in range(given, files):
        dossier = queries.dossier(session, proposal.id)
        assert dossier
        service.add_file(session, dossier, "deed", factories.PDF, f"acta-{number}.pdf", actor=actor)
    session.commit()
