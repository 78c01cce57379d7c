"""A programme is written in the browser by its team: tree, years, rates, windows, indicators."""

from datetime import date

import pytest

from app.programmes import queries
from app.programmes.models import Missing
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


def send(browser, url, **changes):
    fields = fields_of(browser.html(browser.get(url))) | changes
    return browser.post(url, fields)


def test_a_programme_is_begun(session, officer):
    answer = send(
        officer,
        "/programmes/new",
        code="SUR",
        name_es="Sur abierto",
        start_on="01/08/2019",
        end_on="30/09/2022",
        donor_name_es="Donante",
        implementer_name_es="Implementador",
    )
    assert answer.status_code == 303
    page = officer.html(officer.get(answer.headers["location"]))
    assert page.css_first("h1").text() == "Sur abierto"


def test_it_does_not_end_before_it_begins(officer, programme):
    answer = send(officer, f"/programmes/{programme.id}/edit", end_on="01/01/2019")
    assert problems(officer, answer) == {"end_on": "Termina antes de empezar."}


def test_two_officers_on_one_programme(session, officer, programme):
    url = f"/programmes/{programme.id}/edit"
    hers = fields_of(officer.html(officer.get(url)))
    assert send(officer, url, name_es="Nombre de otra persona").status_code == 303
    answer = officer.post(url, hers | {"name_es": "Mi nombre"})
    assert "Alguien guardó este programa" in problems(officer, answer)["revision"]
    page = officer.html(answer)
    assert fields_of(page)["name_es"] == "Mi nombre"
    assert officer.post(url, fields_of(page)).status_code == 303
    session.refresh(programme)
    assert programme.name["es"] == "Mi nombre"


def test_the_tree_has_components_results_and_places_to_be_confirmed(session, officer, programme):
    new = f"/programmes/{programme.id}/results/new"
    assert send(officer, new, code="1", name_es="Participación").status_code == 303
    component = queries.results(session, programme.id)[0]
    places = {
        "1.3": {"scope": "to_be_confirmed"},
        "1.2": {"scope": "states", "states": ["MX-JAL", "MX-COL"], "states_target": "8"},
        "2.1": {"scope": "national", "online": "on"},
    }
    for code, place in places.items():
        assert (
            send(officer, new, code=code, name_es=f"Resultado {code}", parent_id=component.id, **place).status_code
            == 303
        )
    table = (
        officer.html(officer.get(f"/programmes/{programme.id}")).css_first("#results ~ div table").text(separator=" ")
    )
    said = " ".join(table.split())
    assert (
        "1.2 Resultado 1.2 Colima, Jalisco al menos 8 estados 1.3 Resultado 1.3 Por confirmar 2.1 Resultado 2.1 Nacional, en línea"
        in said
    )


def test_a_result_has_its_own_code_and_a_component(session, officer, programme):
    there = factories.result(session, programme)
    new = f"/programmes/{programme.id}/results/new"
    assert problems(officer, send(officer, new, code="1.2", name_es="Otro")) == {
        "code": "Otro resultado tiene esta clave."
    }
    wrong = send(officer, new, code="1.2.1", name_es="Otro", parent_id=there.id)
    assert list(problems(officer, wrong)) == ["parent_id"]


@pytest.mark.parametrize(
    ("rows", "field", "sentence"),
    [
        ({"rows-0-start_on": "01/08/2019", "rows-0-end_on": "31/11/2019"}, "rows-0-end_on", "31/11/2019"),
        (
            {"rows-0-start_on": "01/08/2019", "rows-0-end_on": "01/07/2019"},
            "rows-0-end_on",
            "Termina antes de empezar.",
        ),
        (
            {"rows-0-start_on": "01/08/2018", "rows-0-end_on": "01/07/2020"},
            "rows-0-start_on",
            "Empieza antes que el programa.",
        ),
        (
            {
                "rows-0-start_on": "01/08/2019",
                "rows-0-end_on": "30/09/2020",
                "rows-1-start_on": "30/09/2020",
                "rows-1-end_on": "30/09/2021",
            },
            "rows-1-start_on",
            "Empieza antes de que termine el de arriba.",
        ),
    ],
)
def test_years_that_cannot_be(officer, programme, rows, field, sentence):
    answer = send(officer, f"/programmes/{programme.id}/years", **rows)
    said = problems(officer, answer)
    assert list(said) == [field]
    assert sentence in said[field]
    assert fields_of(officer.html(answer))[field] == rows[field]


def test_years_of_any_length_may_be_put_before_others(session, officer, programme):
    url = f"/programmes/{programme.id}/years"
    assert send(officer, url, **{"rows-0-start_on": "01/10/2020", "rows-0-end_on": "30/09/2021"}).status_code == 303
    kept = queries.years(session, programme.id)[0].id
    rows = {
        "rows-0-id": "",
        "rows-0-start_on": "01/08/2019",
        "rows-0-end_on": "30/09/2020",
        "rows-1-id": kept,
        "rows-1-start_on": "01/10/2020",
        "rows-1-end_on": "30/09/2021",
    }
    assert send(officer, url, **rows).status_code == 303
    assert [(year.number, str(year.start_on), year.id == kept) for year in queries.years(session, programme.id)] == [
        (1, "2019-08-01", False),
        (2, "2020-10-01", True),
    ]


def test_a_due_date_is_data(session, officer, programme):
    url = f"/programmes/{programme.id}/windows"
    row = {"rows-0-label": "Q4", "rows-0-start_on": "01/07/2020", "rows-0-end_on": "30/09/2020"}
    early = send(officer, url, **row, **{"rows-0-donor_due_on": "15/09/2020"})
    assert list(problems(officer, early)) == ["rows-0-donor_due_on"]
    assert send(officer, url, **row, **{"rows-0-donor_due_on": "30/10/2020"}).status_code == 303
    assert [str(window.donor_due_on) for window in queries.windows(session, programme.id)] == ["2020-10-30"]


def test_a_window_may_take_the_place_of_another(session, officer, programme):
    first = factories.window(session, programme)
    second = {"start_on": date(2020, 10, 1), "end_on": date(2020, 12, 31), "donor_due_on": date(2021, 1, 31)}
    factories.window(session, programme, label="Q1", **second)
    later = {"rows-0-start_on": "01/10/2020", "rows-0-end_on": "31/12/2020", "rows-0-donor_due_on": "31/01/2021"}
    last = {"rows-1-start_on": "01/01/2021", "rows-1-end_on": "31/03/2021", "rows-1-donor_due_on": "30/04/2021"}
    assert send(officer, f"/programmes/{programme.id}/windows", **later, **last).status_code == 303
    assert [(str(w.start_on), w.id == first.id) for w in queries.windows(session, programme.id)] == [
        ("2020-10-01", True),
        ("2021-01-01", False),
    ]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("0", "Un tipo de cambio es mayor que cero."),
        ("22,25", "Escriba los decimales con punto"),
        ("-22", "no sea negativa"),
    ],
)
def test_a_rate_that_cannot_be(officer, programme, typed, sentence):
    row = {"rows-0-on": "30/09/2020", "rows-0-local_per_donor": typed, "rows-0-source": "Informe trimestral"}
    said = problems(officer, send(officer, f"/programmes/{programme.id}/rates", **row))
    assert list(said) == ["rows-0-local_per_donor"]
    assert sentence in said["rows-0-local_per_donor"]


def test_a_rate_has_its_day_and_source(officer, programme):
    row = {"rows-0-on": "30/09/2020", "rows-0-local_per_donor": "22.25", "rows-0-source": "Informe trimestral"}
    assert send(officer, f"/programmes/{programme.id}/rates", **row).status_code == 303
    text = officer.get(f"/programmes/{programme.id}").text
    assert "22.25" in text
    assert "Informe trimestral" in text


def test_blank_zero_not_available_and_not_applicable_are_four_things(session, officer, programme):
    years = [factories.year(session, programme)]
    for number in (2, 3, 4):
        years.append(factories.year(session, programme, number, start_on=years[-1].end_on, end_on=years[-1].end_on))
    url = f"/programmes/{programme.id}/indicators/new"
    typed = {"rows-0-value": "0", "rows-1-missing": "not_available", "rows-2-missing": "not_applicable"}
    assert send(officer, url, name_es="Personas capacitadas", code="DR 2.4-1", **typed).status_code == 303
    indicator = queries.indicators(session, programme.id)[0]
    targets = queries.targets_of(session, indicator.id)
    assert [(targets[year.id].value, targets[year.id].missing) for year in years] == [
        (0, None),
        (None, Missing.not_available),
        (None, Missing.not_applicable),
        (None, Missing.blank),
    ]
    row = officer.html(officer.get(f"/programmes/{programme.id}")).css_first("#indicators ~ div tbody tr")
    assert [cell.text().strip() for cell in row.css("td")] == ["0", "No disponible", "No aplica", "Sin llenar"]


def test_a_number_and_a_reason_contradict_each_other(session, officer, programme):
    factories.year(session, programme)
    url = f"/programmes/{programme.id}/indicators/new"
    answer = send(officer, url, name_es="Personas", **{"rows-0-value": "10", "rows-0-missing": "not_available"})
    assert list(problems(officer, answer)) == ["rows-0-value"]


def test_a_visitor_and_a_stranger_do_not_see_it(client, session, programme):
    assert client.visitor().get(f"/programmes/{programme.id}").status_code == 303
    assert client.visitor().as_user(people.user(session)).get(f"/programmes/{programme.id}").status_code == 404


def test_a_list_of_three_needs_no_more_queries_than_of_one(session, officer, programme, count_queries):
    officer.get("/programmes")
    one = count_queries("/programmes")
    for code in ("B", "C"):
        factories.programme(session, code)
    assert count_queries("/programmes") == one
