"""A list of thousands of rows: taken in a part at a time, with the way shown, and all or nothing of what is wrong."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, func, select

from app.core import clock
from app.core.audit import AuditEntry
from app.core.db import Database
from app.core.sheets import Column, Sheet, workbook
from app.people.models import Role
from app.programmes.models import Programme
from app.programmes.register.models import RegisterEntry, RegisterImport
from app.programmes.register.sheet import ROWS_MAX
from tests import factories as people
from tests.programmes import factories
from tests.support.client import Client

HEADERS = ["Organización", "Tipo", "Referencia", "Importe"]


@pytest.fixture
def programme(session: Session, at: Callable[[str], datetime]) -> Programme:
    at("2020-09-01T12:00:00-05:00")
    return factories.programme(session)


@pytest.fixture
def officer(client: Client, session: Session, programme: Programme) -> Client:
    return client.as_user(people.staff(session, Role.OFFICER, programme_id=programme.id))


def book(count: int, wrong: int = 0) -> bytes:
    rows = [[f"Red {n}", "Adeudo", f"R-{n}", "mil" if n < wrong else "1,000.00"] for n in range(count)]
    return workbook([Sheet("Lista", [Column(header) for header in HEADERS], rows)])


def send(officer: Client, programme: Programme, file: bytes) -> Any:
    return officer.post(f"/programmes/{programme.id}/register/import", {}, files={"file": ("lista.xlsx", file)})


def kept(session: Session) -> int:
    session.expire_all()
    return session.exec(select(func.count()).select_from(RegisterEntry)).one()


def test_five_thousand_rows_come_in_and_the_page_says_so(
    session: Session, officer: Client, programme: Programme
) -> None:
    answer = send(officer, programme, book(ROWS_MAX))
    assert answer.status_code == 303
    assert kept(session) == ROWS_MAX
    shown = officer.get(answer.headers["location"])
    assert "refresh" not in shown.headers
    assert "Se incorporó la lista completa." in shown.text
    assert "Entradas nuevas: 5,000. Entradas cambiadas: 0." in shown.text
    entries = session.exec(select(AuditEntry).where(AuditEntry.action == "register.imported")).all()
    assert [entry.detail for entry in entries] == [{"Entradas nuevas": 5000, "Entradas cambiadas": 0}]


def test_the_same_list_again_adds_nothing(session: Session, officer: Client, programme: Programme) -> None:
    send(officer, programme, book(450))
    again = officer.get(send(officer, programme, book(450)).headers["location"])
    assert "Entradas nuevas: 0. Entradas cambiadas: 450." in again.text
    assert kept(session) == 450


def test_cells_that_are_wrong_keep_the_whole_list_out(session: Session, officer: Client, programme: Programme) -> None:
    shown = officer.html(officer.get(send(officer, programme, book(450, wrong=12)).headers["location"]))
    said = [node.text() for node in shown.css(".notice li")]
    assert said[0].startswith("Fila 2, Importe: ")
    assert (len(said), said[-1]) == (11, "Y otras 2 celdas con algo mal.")
    assert kept(session) == 0


def test_no_part_holds_the_database_for_long(
    officer: Client, programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts: list[int] = []
    begun = Database.transaction

    def watched(database: Database, *, write: bool = True) -> Any:
        counts.append(1)
        return begun(database, write=write)

    monkeypatch.setattr(Database, "transaction", watched)
    send(officer, programme, book(1000))
    assert len(counts) >= 10


@pytest.fixture
def under_way(session: Session, programme: Programme) -> RegisterImport:
    way = RegisterImport(programme_id=programme.id, rows=5000, done=1200, seen_at=clock.now())
    session.add(way)
    session.commit()
    return way


def address(way: RegisterImport) -> str:
    return f"/programmes/{way.programme_id}/register/import/{way.id}"


def test_while_it_is_on_its_way_the_page_asks_for_itself_again(
    session: Session, officer: Client, under_way: RegisterImport
) -> None:
    shown = officer.get(address(under_way))
    assert shown.headers["refresh"] == "2"
    assert officer.html(shown).css_first("[role=status]").text() == "1,200 de 5,000 filas revisadas"
    under_way.done, under_way.new = 5600, 600
    session.add(under_way)
    session.commit()
    assert "600 de 5,000 filas incorporadas" in officer.get(address(under_way)).text


def test_one_that_stopped_says_so(session: Session, officer: Client, under_way: RegisterImport) -> None:
    under_way.seen_at = clock.now() - timedelta(minutes=5)
    session.add(under_way)
    session.commit()
    shown = officer.get(address(under_way))
    assert "La lista se detuvo en el camino." in shown.text
    assert "refresh" not in shown.headers


def test_others_do_not_see_it(session: Session, client: Client, under_way: RegisterImport) -> None:
    assert client.as_user(people.staff(session, Role.AUDITOR)).get(address(under_way)).status_code == 403
    officer = client.as_user(people.staff(session, Role.OFFICER))
    assert officer.get(address(under_way).replace(under_way.id, "nada")).status_code == 404
