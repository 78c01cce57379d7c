"""The register of organisations: kept by hand, brought in from a list, written by agreements."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook
from sqlmodel import select

from app.people.models import Role
from app.programmes.register import queries
from app.programmes.register.models import EntryKind, RegisterEntry
from app.programmes.register.queries import Wanted
from app.programmes.register.sheet import read, written
from tests import factories as people
from tests.calls.pages import problems
from tests.programmes import factories
from tests.support.forms import fields_of


@pytest.fixture
def programme(session, at):
    at("2020-08-03T12:00:00-05:00")
    return factories.programme(session)


@pytest.fixture
def officer(client, session, programme):
    return client.as_user(people.staff(session, name="Olga Oficial"))


@pytest.fixture
def home(programme):
    return f"/programmes/{programme.id}/register"


GRANT = {
    "kind": "grant",
    "name": "Observatorio Ñuu, A.C.",
    "rfc": "ONU100203XY9",
    "reference": "G-01",
    "amount": "150,000.00",
    "currency": "MXN",
    "since": "01/02/2018",
}


def every(session):
    session.expire_all()
    return session.exec(select(RegisterEntry).order_by(RegisterEntry.reference)).all()


def test_an_entry_is_added_found_changed_and_settled(session, officer, home):
    assert officer.post(f"{home}/new", GRANT).status_code == 303
    [entry] = every(session)
    assert (entry.amount, entry.since, entry.settled_on) == (Decimal("150000.00"), date(2018, 2, 1), None)
    listed = officer.html(officer.get(home + "?q=nuu"))
    assert "G-01" in listed.css_first("table").text()
    assert "Nada corresponde" in officer.get(home + "?q=otra").text
    shown = fields_of(officer.html(officer.get(f"{home}/{entry.id}")))
    assert officer.post(f"{home}/{entry.id}", shown | {"settled_on": "31/12/2018"}).status_code == 303
    assert every(session)[0].settled_on == date(2018, 12, 31)
    assert "Nada corresponde" in officer.get(home + "?open=1").text
    assert "Entrada del registro guardada" not in officer.get(home).text
    assert "Liquidado" in officer.get(home).text


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"amount": ""}, "amount", "Escriba el monto del apoyo."),
        ({"amount": "1.200,50"}, "amount", "Escriba los decimales con punto"),
        ({"amount": "-3"}, "amount", "no sea negativa"),
        ({"rfc": "ABC"}, "rfc", "Un RFC tiene 12 caracteres"),
        ({"since": "31/11/2018"}, "since", "31/11/2018"),
        ({"settled_on": "01/01/2018"}, "settled_on", "Se liquida antes de empezar."),
        ({"name": ""}, "name", "Llene este campo."),
    ],
)
def test_what_cannot_be_has_its_sentence(session, officer, home, changes, field, sentence):
    answer = officer.post(f"{home}/new", GRANT | changes)
    said = problems(officer, answer)
    assert list(said) == [field]
    assert sentence in said[field]
    kept = fields_of(officer.html(answer))
    assert kept["reference"] == "G-01"
    assert kept[field] == changes[field]
    assert every(session) == []


def test_the_same_reference_twice_is_refused(officer, home):
    officer.post(f"{home}/new", GRANT)
    said = problems(officer, officer.post(f"{home}/new", GRANT | {"name": "observatorio nuu, a.c."}))
    assert said == {"reference": "El registro ya tiene esta referencia de esta organización."}


def bring(officer, home, name, data):
    return officer.post(f"{home}/import", {}, files={"file": (name, data)})


CSV = (
    "Organización;RFC;Tipo;Referencia;Importe;Desde;Liquidado el\n"
    'Observatorio Ñuu, A.C.;ONU100203XY9;apoyo anterior;G-01;"150,000.00";01/02/2018;\n'
    "Red Sur;;Adeudo;Informe final de 2019;;;\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_list_comes_in_as_excel_saves_it(session, officer, home, encoding):
    assert bring(officer, home, "lista.csv", CSV.encode(encoding)).status_code == 303
    assert [(e.kind, e.name, e.reference, e.amount) for e in every(session)] == [
        (EntryKind.grant, "Observatorio Ñuu, A.C.", "G-01", Decimal("150000.00")),
        (EntryKind.debt, "Red Sur", "Informe final de 2019", None),
    ]


def test_the_same_list_twice_adds_nothing(session, officer, home):
    bring(officer, home, "lista.csv", CSV.encode())
    assert bring(officer, home, "lista.csv", CSV.replace("150,000.00", "160,000.00").encode()).status_code == 303
    assert [entry.amount for entry in every(session)] == [Decimal("160000.00"), None]


def test_one_wrong_row_keeps_the_whole_list_out_and_says_every_cell(session, officer, home):
    wrong = CSV + "Otra;XX;Adeudo;Ref;1.200,50;;\n;;regalo;R-2;;;\n"
    said = officer.html(bring(officer, home, "lista.csv", wrong.encode())).css_first("#problems").text()
    for sentence in (
        "Fila 4, RFC:",
        "Fila 4, Importe:",
        "Fila 5, Tipo:",
        "Fila 5, Organización:",
        "No se incorporó nada",
    ):
        assert sentence in said
    assert every(session) == []


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("lista.csv", b"a,b\n1,2\n", "A la primera fila le faltan estos encabezados: Organización, Tipo, Referencia."),
        ("lista.csv", "Organización,Tipo,Referencia,Monto\n".encode(), "No se conocen estos encabezados: Monto."),
        ("lista.csv", b"", "le faltan estos encabezados"),
        ("lista.xlsx", b"no es una hoja", "no se puede leer"),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_a_sentence(session, officer, home, name, data, sentence):
    assert sentence in officer.html(bring(officer, home, name, data)).css_first("#problems").text()


def test_what_is_exported_can_be_sent_back(session, officer, home):
    bring(officer, home, "lista.csv", CSV.encode())
    answer = officer.get(f"{home}.xlsx")
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows] == ["Organización", "Observatorio Ñuu, A.C.", "Red Sur"]
    entries, wrong = read(written(every(session)), "registro.xlsx")
    assert wrong == []
    assert {(entry.reference, entry.amount) for entry in entries} == {
        ("G-01", Decimal("150000.00")),
        ("Informe final de 2019", None),
    }
    assert bring(officer, home, "registro.xlsx", answer.content).status_code == 303


def test_the_rfc_decides_whose_entry_it_is_and_the_name_where_there_is_none(session, programme):
    one = people.organisation(session, "Observatorio Ñuu, A.C.", rfc="ONU100203XY9")
    twin = people.organisation(session, "Red Sur", rfc="RSU100203XY9")
    for reference, name, rfc in (
        ("a", "Otro", "ONU100203XY9"),
        ("b", "red sur", None),
        ("c", "Red Sur", "ZZZ100203XY9"),
    ):
        session.add(
            RegisterEntry(
                programme_id=programme.id,
                kind=EntryKind.debt,
                name=name,
                search_key=name.lower(),
                rfc=rfc,
                reference=reference,
            )
        )
    held = queries.held_by(session, programme.id, [one, twin])
    assert {key: [entry.reference for entry in entries] for key, entries in held.items()} == {
        one.id: ["a"],
        twin.id: ["b"],
    }


@pytest.mark.parametrize(
    ("role", "reads", "keeps"),
    [
        (Role.OFFICER, 200, 200),
        (Role.FINANCE, 200, 200),
        (Role.AUDITOR, 200, 403),
        (Role.DONOR, 403, 403),
        (Role.COMMISSION, 404, 404),
    ],
)
def test_who_reads_and_who_keeps_it(client, session, programme, home, role, reads, keeps):
    browser = client.as_user(people.staff(session, role))
    assert (browser.get(home).status_code, browser.get(f"{home}/new").status_code) == (reads, keeps)


def test_a_list_needs_as_many_statements_for_one_row_as_for_three(session, officer, home, count_queries):
    officer.post(f"{home}/new", GRANT)
    one = count_queries(home)
    for number in (2, 3):
        officer.post(f"{home}/new", GRANT | {"reference": f"G-0{number}"})
    assert count_queries(home) == one


def test_many_entries_come_in_pages(session, programme):
    for number in range(60):
        session.add(
            RegisterEntry(
                programme_id=programme.id, kind=EntryKind.debt, name="A", search_key="a", reference=f"R-{number:02}"
            )
        )
    rows, many = queries.entries(session, programme.id, Wanted(page=2), date(2020, 1, 1))
    assert (many, [row.reference for row in rows][:2]) == (60, ["R-50", "R-51"])
