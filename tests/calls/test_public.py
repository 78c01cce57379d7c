"""What visitors see of calls."""

from dataclasses import replace

import pytest

from app.calls import service
from app.calls.parts import PARTS
from app.calls.parts.texts import Texts
from app.core.errors import Refused
from tests.calls import factories
from tests.programmes import factories as programmes

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


def test_both_languages_with_a_note_where_one_is_missing(client, session, at):
    at(WORKING)
    team = factories.team(session)
    call = factories.filled(session, team)
    service.save_part(
        session,
        call,
        "texts",
        Texts({"es": "Sólo en español.", "en": ""}, {"es": "Datos.", "en": "Data."}),
        revision=1,
        actor=team.drafts,
    )
    basics = replace(
        PARTS["basics"].read(session, call), translation_gap_accepted=True, object={"es": "Sólo aquí.", "en": ""}
    )
    service.save_part(session, call, "basics", basics, revision=1, actor=team.drafts)
    service.send_to_review(session, call, actor=team.drafts)
    service.publish(session, call, actor=team.publishes)
    page = client.html(client.speak("en").get(f"/calls/{call.slug}"))
    assert page.css_first("html").attributes["lang"] == "en"
    assert page.css_first(".lead span[lang=es]").text() == "Sólo aquí."
    assert "Parts of this call are written in one language only" in page.css_first("main").text()
    assert "Start a proposal" in page.css_first("main").text()


def test_the_list_needs_no_more_queries_for_three_calls_than_for_one(client, session, call, count_queries):
    one = count_queries("/calls")
    for code in ("B", "C"):
        other = programmes.programme(session, code)
        factories.published(session, programme=other, title=f"Otra convocatoria {code}")
    assert count_queries("/calls") == one
    assert len(client.html(client.get("/calls")).css("article")) == 3


def test_an_unknown_call_is_not_found(client):
    assert client.get("/calls/no-existe").status_code == 404
    assert client.get("/calls/no-existe/calendar.ics").status_code == 404


def test_results_are_linked_once_they_are_published(client, session, call, at):
    assert "/results/" not in client.get("/").text
    at("2020-09-20T12:00:00-05:00")
    actor = factories.team(session).publishes
    service.record_opening(session, call, actor)
    service.record_results_published(session, call, actor)
    assert client.html(client.get("/")).css_first(f'a[href="/results/{call.slug}"]') is not None


def test_proposals_are_not_opened_before_the_last_deadline(session, call):
    actor = factories.team(session).publishes
    with pytest.raises(Refused, match="después del último cierre"):
        service.record_opening(session, call, actor)
    with pytest.raises(Refused, match="después de abrir"):
        service.record_results_published(session, call, actor)
