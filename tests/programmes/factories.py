"""A programme for tests: that of the source, with one component and one result."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlmodel import Session

from app.programmes.models import Indicator, Programme, ProgrammeYear, Rate, ReportingWindow, Result, Scope


def programme(session: Session, code: str = "TIP", **values: Any) -> Programme:
    """Transparency, integrity and participation: August 2019 to September 2022."""
    columns: dict[str, Any] = {
        "name": {"es": "Transparencia, integridad y participación", "en": "Transparency, Integrity and Participation"},
        "donor_name": {"es": "Agencia de Desarrollo", "en": "Development Agency"},
        "implementer_name": {"es": "Programa de Desarrollo", "en": "Development Programme"},
        "start_on": date(2019, 8, 1),
        "end_on": date(2022, 9, 30),
        **values,
    }
    made = Programme(code=code, **columns)
    session.add(made)
    session.flush()
    return made


def result(session: Session, of: Programme, code: str = "1.2", **values: Any) -> Result:
    """A result under component 1."""
    component = Result(
        programme_id=of.id,
        code=code.split(".", maxsplit=1)[0],
        sort_key="0001",
        name={"es": "Participación", "en": "Participation"},
    )
    session.add(component)
    session.flush()
    columns = {
        "name": {"es": "Sociedad civil corresponsable", "en": "Co-responsible civil society"},
        "scope": Scope.states,
    }
    made = Result(
        programme_id=of.id, parent_id=component.id, code=code, sort_key=code, states=["MX-JAL"], **(columns | values)
    )
    session.add(made)
    session.flush()
    return made


def year(session: Session, of: Programme, number: int = 1, **values: Any) -> ProgrammeYear:
    """Year 1 of the source: fourteen months."""
    columns = {"start_on": date(2019, 8, 1), "end_on": date(2020, 9, 30), **values}
    made = ProgrammeYear(programme_id=of.id, number=number, **columns)
    session.add(made)
    session.flush()
    return made


def indicator(session: Session, of: Programme, **values: Any) -> Indicator:
    """Officials trained."""
    name = {"es": "Personas servidoras públicas capacitadas", "en": "Government officials trained"}
    made = Indicator(programme_id=of.id, **({"code": "DR 2.4-1", "name": name} | values))
    session.add(made)
    session.flush()
    return made


def rate(session: Session, of: Programme, value: str = "22.25", on: date = date(2020, 9, 30)) -> Rate:
    """22.25 pesos a dollar."""
    made = Rate(programme_id=of.id, on=on, local_per_donor=Decimal(value), source="Informe trimestral")
    session.add(made)
    session.flush()
    return made


def window(session: Session, of: Programme, **values: Any) -> ReportingWindow:
    """July to September 2020, due on 30 October."""
    columns = {
        "label": "Q4",
        "start_on": date(2020, 7, 1),
        "end_on": date(2020, 9, 30),
        "donor_due_on": date(2020, 10, 30),
    }
    made = ReportingWindow(programme_id=of.id, **(columns | values))
    session.add(made)
    session.flush()
    return made
