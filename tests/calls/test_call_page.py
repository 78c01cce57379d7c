"""The page of a call where it is read, printed and shared."""

import pytest

from app.calls.parts.calendar import OwnDeadline
from tests.calls import factories

WORKING = "2020-08-20T12:00:00-05:00"


@pytest.fixture
def call(session, at):
    at(WORKING)
    own = OwnDeadline("MX-BCN", factories.date(2020, 9, 11), factories.time(23, 59), "America/Tijuana")
    return factories.published(session, own=(own,), states=("MX-BCN", "MX-SON", "MX-JAL", "MX-GUA"))


def meta(page):
    return {node.attributes["property"]: node.attributes["content"] for node in page.css("meta[property]")}


def test_states_that_close_together_share_a_line(client, call):
    page = client.html(client.get(f"/calls/{call.slug}"))
    table = next(t for t in page.css("main table") if t.css_first("caption").text() == "Cuándo cierra cada estado")
    lines = {row.css_first("th").text().strip(): row.css_first("td").text() for row in table.css("tbody tr")}
    assert list(lines) == ["Guanajuato, Jalisco", "Sonora", "Baja California"]
    assert "allá: jueves 10 de septiembre de 2020 a las 21:59" in " ".join(lines["Sonora"].split())


def test_a_shared_link_says_the_title_the_days_left_and_the_deadline(client, call):
    page = client.html(client.get(f"/calls/{call.slug}"))
    said = meta(page)
    assert said["og:title"] == "Convocatoria de prueba"
    assert said["og:description"].startswith("Quedan 21 días y 11 horas. Cierra el jueves 10 de septiembre de 2020")
    assert said["og:url"] == f"http://testserver/calls/{call.slug}"
    assert page.css_first("link[rel=canonical]").attributes["href"] == said["og:url"]
    assert {node.attributes["hreflang"] for node in page.css("link[hreflang]")} == {"es", "en", "x-default"}
    card = client.get(said["og:image"].removeprefix("http://testserver"))
    assert card.headers["content-type"] == "image/png"
    assert card.content.startswith(b"\x89PNG")


def test_the_call_is_printed_in_both_languages_the_same_bytes_each_time(client, call, at):
    first = client.get(f"/calls/{call.slug}/call-es.pdf").content
    at("2020-08-25T12:00:00-05:00")
    assert client.get(f"/calls/{call.slug}/call-es.pdf").content == first
    english = client.get(f"/calls/{call.slug}/call-en.pdf")
    assert english.headers["content-type"] == "application/pdf"
    assert english.content.startswith(b"%PDF")
    assert english.content != first
    assert client.get(f"/calls/{call.slug}/call-fr.pdf").status_code == 404
    assert client.get(f"/calls/{call.slug}/card-fr.png").status_code == 404


def test_a_draft_has_neither_card_nor_meta(client, session, at):
    at(WORKING)
    team = factories.team(session)
    draft = factories.filled(session, team)
    officer = client.as_user(team.officer)
    assert meta(officer.html(officer.get(f"/calls/{draft.slug}"))) == {}
    assert officer.get(f"/calls/{draft.slug}/card-es.png").status_code == 404
    assert officer.get(f"/calls/{draft.slug}/call-es.pdf").status_code == 200
    visitor = client.visitor()
    assert visitor.get(f"/calls/{draft.slug}/call-es.pdf").status_code == 303


def test_every_place_that_the_page_names_is_on_it(client, call):
    page = client.html(client.get(f"/calls/{call.slug}"))
    places = [link.attributes["href"] for link in page.css("nav.jump a")]
    assert "#who" in places
    assert all(page.css_first(place) is not None for place in places)
