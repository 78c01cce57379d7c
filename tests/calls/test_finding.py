"""Finding a call: filters in the address, what opens and closes first, and what machines are told."""

import pytest

from app.calls import service
from app.core.settings import settings
from tests.calls import factories
from tests.programmes import factories as programmes

WORKING = "2020-08-20T12:00:00-05:00"


@pytest.fixture
def three(session, at):
    """One that is open, one that opens in September in Sonora alone, one that has closed."""
    at("2020-07-01T12:00:00-05:00")
    factories.published(session, programme=programmes.programme(session, "A"))
    at(WORKING)
    factories.published(session, programme=programmes.programme(session, "B"))
    coming = factories.published(
        session,
        programme=programmes.programme(session, "C"),
        opens=factories.date(2020, 9, 1),
        states=("MX-SON",),
    )
    coming.title = factories.both("Vigilancia del agua")
    session.add(coming)


def titles(client, address):
    page = client.html(client.get(address))
    shelves = {}
    heading = ""
    for node in page.css("main h2, main article h3"):
        if node.tag == "h2":
            heading = node.text()
        else:
            shelves.setdefault(heading, []).append(node.text())
    return shelves


def test_open_coming_and_past_stand_apart(client, three):
    assert titles(client, "/calls") == {
        "Convocatorias abiertas": ["Convocatoria de prueba"],
        "Próximas convocatorias": ["Vigilancia del agua"],
        "Convocatorias anteriores": ["Convocatoria de prueba"],
    }


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("state=MX-JAL", 2),
        ("state=MX-SON", 3),
        ("theme=prevencion", 3),
        ("theme=sancion", 0),
        ("line=datos%20abiertos", 3),
        ("when=open", 1),
        ("when=coming", 1),
        ("when=past", 1),
        ("q=AGUA+sonora", 1),
        ("q=agua+oaxaca", 0),
        ("q=%C3%81gua&when=past", 0),
        ("when=never", 0),
    ],
)
def test_filters_lie_in_the_address(client, three, query, count):
    page = client.html(client.get(f"/calls?{query}"))
    assert len(page.css("main article")) == count
    if not count:
        assert "Quite un filtro" in page.css_first("main").text()


def test_what_was_chosen_stays_chosen(client, three):
    page = client.html(client.get("/calls?state=MX-SON&q=agua"))
    assert page.css_first("#q-state option[selected]").text() == "Sonora"
    assert page.css_first("#q-q").attributes["value"] == "agua"
    assert page.css_first('form.filters a[href="/calls"]') is not None


def test_a_search_of_any_length_and_kind_is_answered(client, three):
    for query in ("q=" + "a" * 3000, "q=%00", "state=%27", "theme=%25_", "when[]=open"):
        assert client.get(f"/calls?{query}").status_code == 200


def test_the_filtered_list_needs_as_many_queries_for_three_as_for_one(client, session, at, count_queries):
    at(WORKING)
    factories.published(session)
    one = count_queries("/calls?state=MX-SON&q=prueba")
    for code in ("B", "C"):
        factories.published(session, programme=programmes.programme(session, code), title=f"Otra {code}")
    assert count_queries("/calls?state=MX-SON&q=prueba") == one


def test_a_draft_is_neither_listed_nor_in_the_sitemap(client, session, at):
    at(WORKING)
    draft = factories.filled(session)
    assert draft.slug not in client.get("/calls").text
    assert draft.slug not in client.get("/sitemap.xml").text


def test_the_sitemap_names_public_pages_in_both_languages(client, session, at):
    at(WORKING)
    call = factories.published(session)
    text = client.get("/sitemap.xml").text
    assert f"<loc>http://testserver/calls/{call.slug}</loc>" in text
    assert f'hreflang="en" href="http://testserver/calls/{call.slug}?lang=en"' in text
    assert "/results/" not in text
    at("2020-09-20T12:00:00-05:00")
    actor = factories.team(session).publishes
    service.record_opening(session, call, actor)
    service.record_results_published(session, call, actor)
    assert f"<loc>http://testserver/results/{call.slug}</loc>" in client.get("/sitemap.xml").text


def test_robots_are_told_the_sitemap_and_in_a_demonstration_to_stay_away(client):
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").text
    settings().demo = True
    assert client.get("/robots.txt").text == "User-agent: *\nDisallow: /\n"
