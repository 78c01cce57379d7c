"""What visitors see of calls."""

import pytest

from tests.calls import factories

WORKING = "2020-08-20T12:00:00-05:00"


@pytest.fixture
def call(session, at):
    at(WORKING)
    return factories.published(session)


def test_the_home_page_says_so_when_no_call_is_open(client):
    page = client.get("/")
    assert page.status_code == 200
    assert "Ninguna convocatoria está abierta" in page.text


def test_the_home_page_counts_down_to_the_deadline(client, call):
    page = client.html(client.get("/"))
    card = page.css_first("article").text()
    assert "Quedan 21 días y 11 horas" in card
    assert "jueves 10 de septiembre de 2020 a las 23:59" in card


def test_the_page_of_a_call_says_who_what_when_and_how(client, call):
    page = client.html(client.get(f"/calls/{call.slug}"))
    text = page.css_first("main").text()
    for said in (
        "Organizaciones civiles.",
        "$1,500,000.00 MXN",
        "Cada organización presenta una sola propuesta.",
        "Acta constitutiva",
        "El máximo es 100 puntos",
    ):
        assert said in text
