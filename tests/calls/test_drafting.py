"""A call is drafted in the browser, part by part; what cannot be is said beside its field and nothing typed is lost."""

import pytest

from app.calls import queries
from tests.calls import factories
from tests.calls.pages import address, opened, problems, save
from tests.programmes import factories as programmes
from tests.support.forms import fields_of


@pytest.fixture
def draft(session, team):
    return factories.filled(session, team)


def test_an_officer_begins_a_call_from_its_programme(session, officer):
    programme = programmes.programme(session)
    answer = officer.post(f"/programmes/{programme.id}/calls/new", {"title_es": "Fondo Ñandú", "edition": "1"})
    assert answer.status_code == 303
    page = officer.html(officer.get(answer.headers["location"]))
    assert page.css_first("h1").text() == "Fondo Ñandú"
    assert "Faltan 17 cosas" in page.css_first("main").text()
    assert queries.by_slug(session, "fondo-nandu") is not None


def test_a_part_is_saved_as_typed(session, officer, draft):
    answer = save(
        officer, draft, "money", rows__0__budget="$1,200,000", rows__0__name_es="Contraloría social comunitaria"
    )
    assert answer.status_code == 303
    lot = queries.lots(session, draft)[0]
    assert (str(lot.budget), lot.name["es"], lot.code) == ("1200000.00", "Contraloría social comunitaria", "L1")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("1.200,50", "Escriba los decimales con punto, como en 1,200.50"),
        ("-5", "no sea negativa"),
        ("mucho", "Escriba un número"),
    ],
)
def test_money_that_cannot_be_has_its_sentence(officer, draft, typed, sentence):
    answer = save(officer, draft, "money", rows__1__budget=typed, rows__0__name_es="Otra línea")
    said = problems(officer, answer)
    assert list(said) == ["rows-1-budget"]
    assert sentence in said["rows-1-budget"]
    kept = fields_of(officer.html(answer))
    assert (kept["rows-1-budget"], kept["rows-0-name_es"]) == (typed, "Otra línea")


def test_31_november_does_not_exist(officer, draft):
    answer = save(officer, draft, "calendar", results_on="31/11/2020")
    assert "31/11/2020" in problems(officer, answer)["results_on"]
    assert fields_of(officer.html(answer))["results_on"] == "31/11/2020"


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        (
            {"results_on": "01/09/2020"},
            "results_on",
            "«Resultados, a más tardar» queda antes que «Cierre de recepción de propuestas».",
        ),
        (
            {"questions_close_on": "20/09/2020", "questions_close_at": "18:00"},
            "deadline_on",
            "queda antes que «Último día para preguntas»",
        ),
        ({"deadline_at": "00:00"}, "deadline_on", "23:59"),
        ({"deadline_at": "25:00"}, "deadline_at", "Escriba la hora de 00:00 a 23:59"),
        (
            {
                "rows-0-state": "MX-OAX",
                "rows-0-on": "07/09/2020",
                "rows-0-at": "18:00",
                "rows-0-zone": "America/Cancun",
            },
            "rows-0-state",
            "Oaxaca no está en el territorio",
        ),
        (
            {
                "rows-0-state": "MX-ROO",
                "rows-0-on": "07/12/2020",
                "rows-0-at": "18:00",
                "rows-0-zone": "America/Cancun",
            },
            "rows-0-on",
            "después de los resultados",
        ),
    ],
)
def test_dates_go_in_their_order(officer, draft, changes, field, sentence):
    answer = save(officer, draft, "calendar", **changes)
    said = problems(officer, answer)
    assert list(said) == [field]
    assert sentence in said[field]


def test_an_hour_that_the_clocks_skip_is_refused(officer, draft):
    """In Tijuana the clocks went from 2:00 to 3:00 on 14 March 2021."""
    changes = {
        "deadline_on": "14/03/2021",
        "deadline_at": "02:30",
        "zone": "America/Tijuana",
        "results_on": "20/04/2021",
    }
    answer = save(officer, draft, "calendar", **changes, project_start_on="01/05/2021", project_end_on="01/12/2021")
    assert "no existe" in problems(officer, answer)["deadline_on"]


def test_the_printed_sentence_is_shown_for_every_zone(officer, draft):
    answer = save(
        officer,
        draft,
        "calendar",
        **{"rows-0-state": "MX-BCN", "rows-0-on": "07/09/2020", "rows-0-at": "23:59", "rows-0-zone": "America/Tijuana"},
    )
    assert answer.status_code == 303
    text = officer.html(officer.get(address(draft, "calendar"))).css_first("main").text()
    assert "lunes 7 de septiembre de 2020 a las 23:59:59 (hora del noroeste, Tijuana)" in text


def test_rows_are_added_without_saving(session, officer, draft):
    fields = opened(officer, draft, "themes") | {"rows-2-name_es": "Sanción", "add": "rows"}
    page = officer.html(officer.post(address(draft, "themes"), fields))
    shown = [node.attributes.get("value") for node in page.css("input[name$=name_es]")]
    assert shown == ["Prevención", "Detección", "Sanción", ""]
    assert len(queries.axes(session, draft)) == 2


def test_a_row_is_removed_and_the_codes_follow(session, officer, draft):
    assert save(officer, draft, "themes", **{"rows-0-remove": "on"}).status_code == 303
    assert [(axis.code, axis.name["es"]) for axis in queries.axes(session, draft)] == [("A1", "Detección")]


def test_two_officers_on_one_part_both_keep_their_words(session, officer, coordinator, draft):
    hers = opened(officer, draft, "texts")
    assert save(coordinator, draft, "texts", conflict_es="Texto de la coordinación").status_code == 303
    answer = officer.post(address(draft, "texts"), hers | {"conflict_es": "Texto de la oficial"})
    assert "Carlos Coordinador guardó esta parte" in problems(officer, answer)["revision"]
    page = officer.html(answer)
    assert page.css_first("#f-conflict_es").text().strip() == "Texto de la oficial"
    assert "Texto de la coordinación" in page.css_first("main dl").text()
    assert officer.post(address(draft, "texts"), fields_of(page)).status_code == 303
    session.refresh(draft)
    assert draft.conflict_text["es"] == "Texto de la oficial"


def test_two_officers_on_two_parts_do_not_meet(officer, coordinator, draft):
    hers = opened(officer, draft, "texts")
    assert save(coordinator, draft, "money", max_grant="400,000").status_code == 303
    assert officer.post(address(draft, "texts"), hers | {"conflict_es": "Texto nuevo"}).status_code == 303


def test_the_rules_take_their_numbers_from_the_other_parts(session, officer, draft):
    assert save(officer, draft, "money", max_grant="444,000").status_code == 303
    rule = next(rule for rule in queries.rules(session, draft) if rule.kind == "amounts")
    assert rule.params == {"minimum": "50000.00", "maximum": "444000.00", "currency": "MXN"}
    assert rule.words["es"] == "El monto solicitado está entre $50,000.00 MXN y $444,000.00 MXN."


def test_words_of_ones_own_stay_when_the_number_changes(session, officer, draft):
    fields = opened(officer, draft, "rules")
    row = next(name.removesuffix("-kind") for name, value in fields.items() if value == "amounts")
    assert save(officer, draft, "rules", **{f"{row}-words_es": "Ni muy poco ni demasiado."}).status_code == 303
    assert save(officer, draft, "money", max_grant="444,000").status_code == 303
    rule = next(rule for rule in queries.rules(session, draft) if rule.kind == "amounts")
    assert rule.words["es"] == "Ni muy poco ni demasiado."
    assert rule.params["maximum"] == "444000.00"


def test_the_anchors_match_the_scale(officer, draft):
    answer = save(officer, draft, "rubric", **{"rows-0-anchors_es": "Nada\nAlgo\nTodo"})
    assert problems(officer, answer) == {"rows-0-anchors_es": "Una escala de 0 a 5 tiene 6 niveles; hay 3 líneas."}


def test_the_same_recording_twice_is_warned_about_once(session, officer, draft):
    meeting = {"on": "24/08/2020", "at": "16:00", "minutes": "90", "recording_url": "https://video.example/1"}
    rows = {
        f"rows-{n}-{name}": value
        for n in (0, 1)
        for name, value in {**meeting, "title_es": f"Sesión {n}", "title_en": "Session"}.items()
    }
    answer = save(officer, draft, "sessions", **rows)
    assert "Ésta es también la grabación de «Sesión 0»" in problems(officer, answer)["rows-1-recording_url"]
    assert save(officer, draft, "sessions", **rows, **{"rows-1-same_link_known": "on"}).status_code == 303
    assert len(queries.events(session, draft)) == 2


@pytest.mark.parametrize(
    "part", ["basics", "themes", "money", "territory", "calendar", "papers", "rules", "rubric", "sessions", "texts"]
)
def test_every_part_opens_and_saves_what_it_opened_with(session, officer, draft, part):
    before = officer.html(officer.get(f"/calls/{draft.slug}")).css_first("main").text()
    assert save(officer, draft, part).status_code == 303
    assert officer.html(officer.get(f"/calls/{draft.slug}")).css_first("main").text() == before


def test_who_is_not_of_the_team_does_not_know_of_a_draft(client, session, draft):
    from tests import factories as people

    stranger = client.as_user(people.user(session))
    assert stranger.get(f"/manage/calls/{draft.id}").status_code == 404
    assert stranger.get(f"/calls/{draft.slug}").status_code == 404
    assert stranger.post(address(draft, "texts"), {"conflict_es": "x"}).status_code == 404
