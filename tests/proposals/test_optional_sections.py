"""Sections that a call may switch on: stakeholders, matrix, results chain, risks, gender and goals."""

from typing import Any

import pytest
from sqlmodel import Session

from app.calls.questionnaire.asked import OFFERED, Asked
from app.calls.questionnaire.models import Questionnaire
from app.proposals import queries
from app.proposals.routes import differences, exchange
from app.proposals.routes.answers import answers
from app.proposals.sections import SECTIONS
from app.proposals.sections.base import Data, examine, take
from app.proposals.sections.frame import Frame
from tests.proposals.conftest import Scene

FULL: dict[str, dict[str, Any]] = {
    "stakeholders": {
        "rows-0-name": "Contraloría del estado",
        "rows-0-stance": "undecided",
        "rows-0-influence": "high",
        "rows-0-interest": "low",
        "rows-0-strategy": "Mesa mensual",
    },
    "matrix": {f"rows-0-{name}": "Texto" for name in ("problem", "gains", "loses", "government", "society", "results")},
    "chain": {
        "rows-0-level": "result",
        "rows-0-text": "Menos sobreprecio",
        "rows-1-level": "product",
        "rows-1-text": "Base de contratos",
    },
    "risks": {
        "rows-0-text": "Cambia el gobierno",
        "rows-0-kind": "administration",
        "rows-0-likelihood": "high",
        "rows-0-harm": "middle",
        "rows-0-mitigation": "Convenio por escrito",
    },
    "gender": {"diagnosis": "Ellas esperan más.", "measures": "Horarios de cuidado; vigila el comité."},
    "goals": {
        "rows-0-sdg": "16",
        "rows-0-weight": "main",
        "rows-0-target": "16.5",
        "rows-0-contribution": "Vigilancia",
    },
}


def typed(key: str, fields: dict[str, str]) -> Data:
    return take(SECTIONS[key], {name: [value] for name, value in fields.items()}, {}, writer="page")


@pytest.fixture
def asked(scene: Scene, session: Session) -> Scene:
    """A call that asks the six of them and the summary."""
    on = [Asked("summary"), *(Asked(key) for key in FULL)]
    off = [Asked(key, on=False) for key in OFFERED if key not in {each.key for each in on}]
    session.add(Questionnaire(call_id=scene.call.id, sections=[each.__dict__ for each in [*on, *off]]))
    session.commit()
    return scene


def test_a_call_that_says_nothing_does_not_ask_them(scene: Scene) -> None:
    assert [scene.client.get(scene.url(f"/sections/{key}")).status_code for key in FULL] == [404] * 6


@pytest.mark.parametrize("key", list(FULL))
def test_each_is_written_saved_checked_and_read(asked: Scene, session: Session, key: str) -> None:
    page = asked.client.html(asked.client.get(asked.url(f"/sections/{key}")))
    assert page.css_first("h1").text() == str(SECTIONS[key].title)
    assert page.css("#section textarea, #section input[type=text]")
    sent = {**FULL[key], "revision": "0", "writer": "page", "intent": "continue"}
    assert asked.client.post(asked.url(f"/sections/{key}"), sent).status_code == 303
    kept = queries.section_row(session, asked.proposal.id, key)
    assert kept is not None
    assert kept.standing == "complete"
    shown = asked.client.html(asked.client.get(asked.url("/check"))).css_first(f"#{key}").text()
    words = [value for name, value in FULL[key].items() if value[0].isupper()]
    assert [word for word in words if word not in shown] == []


@pytest.mark.parametrize(
    ("key", "changes", "sentence"),
    [
        ("chain", {"rows-1-level": "result"}, "Escriba al menos un resultado"),
        ("goals", {"rows-0-target": "5.2"}, "Esta meta es de otro objetivo."),
        ("goals", {"rows-0-target": "mucho"}, "Escriba el número de la meta, como 16.5 o 16.a."),
        ("goals", {"rows-0-weight": "also"}, "Marque exactamente un objetivo como principal."),
        ("goals", {"rows-0-sdg": "18"}, "Elija uno de los diecisiete objetivos."),
        ("risks", {"rows-0-likelihood": "mucha"}, "Elija una de las opciones."),
        ("gender", {"diagnosis": "palabra " * 201}, "Acorte este texto: tiene 201 palabras y el límite es 200."),
    ],
)
def test_what_cannot_be_gets_its_sentence(key: str, changes: dict[str, str], sentence: str) -> None:
    [problem] = examine(SECTIONS[key], typed(key, FULL[key] | changes), Frame())
    assert problem.words.startswith(sentence)


@pytest.mark.parametrize("key", list(FULL))
def test_choices_are_read_in_words(key: str) -> None:
    said = answers(SECTIONS[key], typed(key, FULL[key]), Frame())
    raw = {"undecided", "high", "result", "administration", "main", "16"}
    cells = {cell for table in said.tables for row in table.rows for cell in row.values()}
    assert cells.isdisjoint(raw)
    assert cells or said.facts


@pytest.mark.parametrize("key", [key for key in FULL if SECTIONS[key].tables])
def test_they_go_out_to_a_spreadsheet_and_come_back(key: str) -> None:
    from app.core.sheets import read_workbook, workbook

    section, data = SECTIONS[key], typed(key, FULL[key])
    file = workbook(exchange.written(section, data, Frame()))
    read = exchange.taken_in(section, data, read_workbook(file), Frame())
    assert differences.changes(section, data, take(section, read.raw, data, writer="w"), Frame()) == []
