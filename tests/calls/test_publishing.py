"""The gate names everything at once; a second person publishes; the public sees nothing before."""

import pytest

from app.calls.models import CallState
from tests import factories as people
from tests.calls import factories
from tests.calls.pages import problems, save


@pytest.fixture
def draft(session, team):
    return factories.filled(session, team)


def home(call):
    return f"/manage/calls/{call.id}"


def test_the_gate_names_everything_at_once_each_with_its_place(session, officer, team):
    call = factories.draft(session, team)
    page = officer.html(officer.get(home(call)))
    places = [link.attributes["href"].rsplit("/", 1)[-1] for link in page.css(".notice li a")]
    assert (
        places
        == ["basics"] * 4 + ["money", "territory"] + ["calendar"] * 5 + ["rules"] + ["rubric"] * 2 + ["texts"] * 2
    )
    answer = officer.post(f"{home(call)}/send")
    assert "aún no está completa" in problems(officer, answer)[""]


def test_a_rubric_that_does_not_add_up_is_named_with_both_numbers(session, officer, draft):
    assert save(officer, draft, "rubric", **{"rows-0-weight": "11.98"}).status_code == 303
    text = officer.html(officer.get(home(draft))).css_first(".notice").text()
    assert "Los criterios suman 99.9 puntos y el máximo publicado es 100: hágalos iguales." in text
    officer.post(f"{home(draft)}/send")
    session.refresh(draft)
    assert draft.state == CallState.draft


def test_a_missing_language_is_a_gap_unless_it_is_accepted(session, officer, draft):
    assert save(officer, draft, "texts", conflict_en="").status_code == 303
    assert "El otro idioma" in officer.html(officer.get(home(draft))).css_first(".notice").text()
    assert save(officer, draft, "basics", translation_gap_accepted="on").status_code == 303
    assert "No falta nada" in officer.html(officer.get(home(draft))).css_first(".notice").text()


def test_a_deadline_that_passed_meanwhile_is_a_gap(client, team, draft, at):
    at("2020-12-01T12:00:00-06:00")
    officer = client.as_user(team.officer)
    assert "ya pasó" in officer.html(officer.get(home(draft))).css_first(".notice").text()


def test_a_second_person_publishes(session, client, officer, coordinator, draft, outbox, team):
    assert officer.post(f"{home(draft)}/send").status_code == 303
    assert client.visitor().get(f"/calls/{draft.slug}").status_code in {303, 404}
    own = officer.post(f"{home(draft)}/publish")
    assert own.status_code == 403
    assert "la publica una segunda persona" in own.text
    assert coordinator.post(f"{home(draft)}/publish").status_code == 303
    session.refresh(draft)
    assert (draft.state, draft.sent_by, draft.published_by) == (
        CallState.published,
        team.officer.id,
        team.coordinator.id,
    )
    assert client.visitor().get(f"/calls/{draft.slug}").status_code == 200
    assert {(mail.mail, mail.to_email) for mail in outbox()} == {
        ("calls/sent_to_review", team.coordinator.email),
        ("calls/published", team.officer.email),
        ("calls/published", team.coordinator.email),
    }


def test_nothing_changes_while_it_is_in_review(officer, draft):
    officer.post(f"{home(draft)}/send")
    answer = save(officer, draft, "texts", conflict_es="Otro")
    assert "en revisión" in problems(officer, answer)[""]


def test_it_is_sent_back_with_a_comment(session, officer, coordinator, draft, outbox):
    officer.post(f"{home(draft)}/send")
    blank = coordinator.post(f"{home(draft)}/send-back", {"comment": ""})
    assert list(problems(coordinator, blank)) == ["comment"]
    assert coordinator.post(f"{home(draft)}/send-back", {"comment": "Falta el eje de sanción."}).status_code == 303
    session.refresh(draft)
    assert (draft.state, draft.sent_by) == (CallState.draft, None)
    assert [mail.mail for mail in outbox()].count("calls/sent_back") == 1
    assert "Falta el eje de sanción." in outbox()[-1].text


def test_who_sent_it_back_may_send_it_and_then_the_other_publishes(session, officer, coordinator, draft):
    officer.post(f"{home(draft)}/send")
    coordinator.post(f"{home(draft)}/send-back", {"comment": "Falta algo."})
    coordinator.post(f"{home(draft)}/send")
    assert coordinator.post(f"{home(draft)}/publish").status_code == 403
    assert officer.post(f"{home(draft)}/publish").status_code == 303


def test_cancelling_needs_a_reason_and_a_tick(session, client, officer, team, outbox):
    call = factories.published(session, team)
    unsure = officer.post(f"{home(call)}/cancel", {"reason_es": "Se acabó el fondo."})
    assert problems(officer, unsure) == {"sure": "Marque la casilla: una convocatoria cancelada no regresa."}
    silent = officer.post(f"{home(call)}/cancel", {"sure": "on"})
    assert list(problems(officer, silent)) == ["reason_es"]
    assert officer.post(f"{home(call)}/cancel", {"reason_es": "Se acabó el fondo.", "sure": "on"}).status_code == 303
    page = client.visitor().get(f"/calls/{call.slug}")
    assert "Esta convocatoria fue cancelada" in page.text
    assert "Se acabó el fondo." in page.text
    assert "Iniciar una propuesta" not in page.text
    assert outbox()[-1].mail == "calls/cancelled"


def test_the_history_says_who_did_what(officer, coordinator, draft):
    officer.post(f"{home(draft)}/send")
    coordinator.post(f"{home(draft)}/publish")
    text = officer.html(officer.get(home(draft))).css_first(".history").text()
    assert "Convocatoria publicada · Carlos Coordinador" in text
    assert "Convocatoria enviada a revisión · Olga Oficial" in text


def test_an_observer_reads_and_changes_nothing(session, client, team):
    from app.people.models import Role

    call = factories.published(session, team)
    observer = client.visitor().as_user(people.staff(session, Role.OBSERVER))
    assert observer.get(home(call)).status_code == 200
    assert observer.get(f"{home(call)}/parts/money").status_code == 200
    assert observer.post(f"{home(call)}/parts/money", {}).status_code == 403
    assert observer.post(f"{home(call)}/cancel", {}).status_code == 403
