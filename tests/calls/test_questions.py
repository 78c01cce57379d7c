"""Questions: asked by anybody until their close, and recorded when they come another way."""

import pytest

from app.calls.questions import queries
from app.calls.questions.models import QuestionState
from app.people.models import Role
from tests import factories as people
from tests.calls import factories
from tests.calls.asking import REASON, ask, home, newest, with_dates
from tests.calls.pages import problems, save
from tests.programmes import factories as programmes


@pytest.fixture
def call(session, team):
    return with_dates(session, team)


def test_anybody_asks_without_an_account_and_is_told_that_it_came(session, client, call, outbox):
    reply = ask(client, call)
    assert (reply.status_code, reply.headers["location"]) == (303, f"/calls/{call.slug}/questions?asked=1")
    assert "Recibimos su pregunta" in client.get(reply.headers["location"]).text
    assert newest(session, call).original == "¿Pueden pagarse honorarios?"
    (mail,) = [each for each in outbox() if each.mail == "calls/question_received"]
    assert mail.to_email == "ana@colectivo.example"
    assert "31 de agosto de 2020" in mail.text
    assert "honorarios" not in mail.text


def test_somebody_with_an_account_is_not_asked_for_an_address(session, client, call):
    person = people.user(session, "Rosa Díaz")
    browser = client.as_user(person)
    assert browser.html(browser.get(f"/calls/{call.slug}/questions/ask")).css_first("#f-email") is None
    assert browser.post(f"/calls/{call.slug}/questions/ask", {"text": "¿Cuándo?"}).status_code == 303
    assert (newest(session, call).asker_email, newest(session, call).asker_id) == (person.email, person.id)


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("email", {"text": "¿Cuándo?", "email": ""}),
        ("email", {"text": "¿Cuándo?", "email": "ana"}),
        ("text", {"text": " ", "email": "ana@colectivo.example"}),
        ("text", {"text": "palabra " * 301, "email": "ana@colectivo.example"}),
    ],
)
def test_what_is_missing_is_said_beside_its_field(client, call, field, fields):
    assert list(problems(client, client.post(f"/calls/{call.slug}/questions/ask", fields))) == [field]


@pytest.mark.parametrize(
    ("instant", "status"), [("2020-08-28T23:59:59.9-05:00", 303), ("2020-08-29T00:00:00-05:00", 422)]
)
def test_the_last_second_is_in_and_the_next_is_out(client, call, at, instant, status):
    at(instant)
    assert ask(client, call).status_code == status


def test_a_late_question_is_refused_with_both_instants_and_stays_typed(client, call, at):
    at("2020-08-29T00:00:01-05:00")
    reply = ask(client, call)
    (said,) = problems(client, reply).values()
    assert "viernes 28 de agosto de 2020 a las 23:59:59 (hora del centro de México)" in said
    assert "sábado 29 de agosto de 2020 a las 00:00:01 (hora del centro de México)" in said
    assert "Las preguntas cerraron" in client.get(f"/calls/{call.slug}/questions/ask").text


def test_an_amendment_of_the_calendar_lets_people_ask_for_longer(session, client, call, team, at):
    at("2020-08-28T12:00:00-05:00")
    officer = client.visitor().as_user(team.officer)
    assert save(officer, call, "calendar", questions_close_on="30/08/2020", **REASON).status_code == 303
    at("2020-08-29T12:00:00-05:00")
    assert ask(client, call).status_code == 303


def test_one_address_asks_five_times_a_day_and_a_second_click_asks_nothing_new(session, client, call, at):
    for number in (1, 2, 3, 4, 5, 5):
        assert ask(client, call, f"Pregunta {number}").status_code == 303
    assert queries.counts(session, call.id)[QuestionState.waiting] == 5
    assert list(problems(client, ask(client, call, "Pregunta 6"))) == ["email"]
    assert ask(client, call, "Pregunta 6", "otra@colectivo.example").status_code == 303
    at("2020-08-18T12:00:01-05:00")
    assert ask(client, call, "Pregunta 7").status_code == 303


def test_a_question_by_phone_is_recorded_with_its_channel_and_joins_the_rest(session, officer, call):
    fields = {"text": "¿Y el RFC?", "channel": "phone", "language": "es", "on": "17/08/2020", "at": "11:30"}
    reply = officer.post(f"{home(call)}/record", fields)
    assert reply.status_code == 303
    assert "¿Y el RFC?" in officer.get(reply.headers["location"]).text
    assert "Teléfono" in officer.get(home(call)).text


@pytest.mark.parametrize(
    ("day", "now"), [("18/08/2020", "2020-08-17T12:00:00-05:00"), ("29/08/2020", "2020-08-30T12:00:00-05:00")]
)
def test_none_is_recorded_from_the_future_or_after_the_close(client, team, call, at, day, now):
    at(now)
    fields = {"text": "¿Y el RFC?", "channel": "phone", "language": "es", "on": day, "at": "11:30"}
    officer = client.as_user(team.officer)
    assert list(problems(officer, officer.post(f"{home(call)}/record", fields))) == ["on"]


def test_only_the_team_of_the_call_reads_who_asked(session, client, call):
    assert client.get(home(call)).headers["location"].startswith("/sign-in")
    for role in (Role.FINANCE, Role.OBSERVER, Role.AUDITOR):
        assert client.as_user(people.staff(session, role)).get(home(call)).status_code == 403
    assert client.as_user(people.user(session)).get(home(call)).status_code == 404


def test_a_question_of_another_call_is_not_found_here(session, client, officer, call, team):
    other = factories.published(session, team, title="Otra", programme=programmes.programme(session, "B"))
    ask(client.visitor(), other)
    strange = newest(session, other)
    assert officer.get(home(call, strange)).status_code == 404


def test_questions_of_a_draft_do_not_exist(session, client, team):
    draft = factories.filled(session, team, title="Otra")
    assert client.get(f"/calls/{draft.slug}/questions").headers["location"].startswith("/sign-in")
    assert client.get(f"/calls/{draft.slug}/questions/ask").headers["location"].startswith("/sign-in")


def test_the_lists_need_no_more_queries_for_three_than_for_one(session, client, team, call, count_queries):
    ask(client.visitor(), call, "Pregunta 0")
    client.as_user(team.officer)
    one = count_queries(home(call))
    for number in (1, 2):
        ask(client.visitor(), call, f"Pregunta {number}")
    assert count_queries(home(call)) == one


def test_an_empty_list_says_so(client, officer, call):
    assert "Ninguna pregunta espera respuesta." in officer.get(home(call)).text
    assert "Todavía no se publica ninguna respuesta." in client.visitor().get(f"/calls/{call.slug}/questions").text
