"""Minutes of a commission are written by staff or chair; equal seats vote, and a recused person does not."""

from typing import Any

import pytest

from tests.review.minuting import begun, listed, seat, typed
from tests.review.rounds import problems, text


@pytest.fixture
def scored(stage: Any) -> Any:
    return stage.validated().seated(alternates=True).declared().scored()


def test_an_empty_list_says_so(scored: Any, client: Any) -> None:
    assert "Ninguna sesión de esta comisión tiene acta todavía." in text(client.as_user(scored.officer), listed(scored))


def test_staff_write_minutes_and_read_them_whole(scored: Any, client: Any) -> None:
    officer = client.as_user(scored.officer)
    minutes = begun(scored, officer)
    assert officer.post(f"/minutes/{minutes.id}/edit", typed(scored, minutes)).headers["location"].endswith(minutes.id)
    said = text(officer, f"/minutes/{minutes.id}")
    for words in (
        "Revisión del orden de prelación",
        "Suplente UNAM",
        "Pidió revisar el presupuesto.",
        "CPC: A favor · UNAM: En contra · CCE: A favor",
        "Enviar el dictamen",
        "20 de octubre de 2020",
    ):
        assert words in said
    assert minutes.draft["motions"][0]["ballots"] == {
        seat(scored, "CPC"): "favour",
        seat(scored, "UNAM"): "against",
        seat(scored, "CCE"): "favour",
    }


def test_the_form_opens_with_what_was_kept_and_adds_rows_without_losing_anything(scored: Any, client: Any) -> None:
    officer = client.as_user(scored.officer)
    minutes = begun(scored, officer)
    officer.post(f"/minutes/{minutes.id}/edit", typed(scored, minutes))
    page = officer.html(officer.get(f"/minutes/{minutes.id}/edit"))
    assert page.css_first("[name=at]").attributes["value"] == "09:30"
    assert page.css_first("[name='agreements-0-by']").attributes["value"] == "20/10/2020"
    more = officer.html(
        officer.post(f"/minutes/{minutes.id}/edit", typed(scored, minutes) | {"add": "motions", "place": "Otra sala"})
    )
    assert more.css_first("[name='motions-1-text']") is not None
    assert more.css_first("[name=place]").attributes["value"] == "Otra sala"
    assert minutes.place == "Sala de juntas"


def test_two_writers_do_not_overwrite_each_other(scored: Any, client: Any) -> None:
    officer = client.as_user(scored.officer)
    minutes = begun(scored, officer)
    fields = typed(scored, minutes)
    officer.post(f"/minutes/{minutes.id}/edit", fields)
    again = officer.post(f"/minutes/{minutes.id}/edit", fields | {"place": "Otra"})
    assert "Otra persona escribió" in officer.html(again).css_first("main").text()
    assert minutes.place == "Sala de juntas"


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"place": "", "link": ""}, "place", "Diga dónde fue: un lugar, o el enlace de la videollamada."),
        ({"link": "meet"}, "link", "Escriba la dirección completa, desde https://."),
        ({"until": "8:00"}, "until", "Una sesión termina después de que empieza."),
        ({"at": "25:00"}, "at", "Escriba la hora de 00:00 a 23:59, como en 18:00."),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    scored: Any, client: Any, wrong: dict[str, str], field: str, sentence: str
) -> None:
    officer = client.as_user(scored.officer)
    minutes = begun(scored, officer)
    answer = officer.post(f"/minutes/{minutes.id}/edit", typed(scored, minutes) | wrong)
    assert problems(officer, answer) == {field: sentence}


def test_a_seat_that_was_absent_has_no_vote(scored: Any, client: Any) -> None:
    officer = client.as_user(scored.officer)
    minutes = begun(scored, officer)
    absent = seat(scored, "CCE")
    fields = typed(scored, minutes) | {f"attendance-{absent}": "", "contributions-0-who": ""}
    answer = officer.post(f"/minutes/{minutes.id}/edit", fields)
    assert problems(officer, answer) == {f"motions-0-vote_{absent}": "CCE no asistió: no tiene voto."}


def test_a_recused_person_neither_votes_nor_speaks_on_that_proposal(stage: Any, client: Any) -> None:
    stage.validated().seated(alternates=True)
    one = stage.candidacies[0]
    stage.declared(CCE=one.folio).scored()
    officer = client.as_user(stage.officer)
    minutes = begun(stage, officer)
    key = seat(stage, "CCE")
    refused = f"Titular CCE se excusó de {one.folio}"
    answer = officer.post(f"/minutes/{minutes.id}/edit", typed(stage, minutes, **{"motions-0-about": one.id}))
    assert problems(officer, answer)[f"motions-0-vote_{key}"].startswith(refused)
    answer = officer.post(f"/minutes/{minutes.id}/edit", typed(stage, minutes, **{"contributions-0-about": one.id}))
    assert problems(officer, answer)["contributions-0-who"].startswith(refused)
    fields = typed(stage, minutes, **{"motions-0-about": one.id, f"motions-0-vote_{key}": ""})
    assert officer.post(f"/minutes/{minutes.id}/edit", fields).status_code == 303
    assert "Con excusa: CCE" in text(officer, f"/minutes/{minutes.id}")
    assert officer.post(f"/minutes/{minutes.id}/close").status_code == 303


def test_three_meetings_ask_the_database_as_often_as_one(scored: Any, client: Any, count_queries: Any) -> None:
    officer = client.as_user(scored.officer)
    begun(scored, officer)
    one = count_queries(listed(scored))
    for _ in range(2):
        begun(scored, officer)
    assert len(officer.html(officer.get(listed(scored))).css("tbody tr")) == 3
    assert count_queries(listed(scored)) == one
