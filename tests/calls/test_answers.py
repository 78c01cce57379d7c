"""Answers: once for all, without who asked, published by a second person and told to everybody."""

from datetime import datetime

import pytest

from app.calls import service as calls
from app.calls.queries import amendments
from app.calls.questions import queries
from app.calls.questions.models import QuestionState
from app.core.sheets import read_workbook
from tests import factories as people
from tests.calls.asking import ANSWER, REASON, answer, answered, ask, home, newest, publish, with_dates, worded
from tests.calls.pages import problems, save
from tests.support.forms import fields_of


@pytest.fixture
def call(session, team):
    return with_dates(session, team)


def test_an_answer_is_public_dated_and_without_who_asked(session, client, team, call):
    answered(session, client, team, call)
    text = client.visitor().get(f"/calls/{call.slug}/questions").text
    for said in (
        "Dinero y presupuesto",
        "¿Se pueden pagar honorarios?",
        "<strong>30 %</strong>",
        "17 de agosto de 2020",
    ):
        assert said in text
    for hidden in ("ana@colectivo.example", "¿Pueden pagarse honorarios?"):
        assert hidden not in text
    both = client.visitor().get(f"/calls/{call.slug}/questions/print").text
    assert "¿Se pueden pagar honorarios?" in both
    assert "May fees be paid?" in both
    assert "1 respuesta" in client.visitor().get(f"/calls/{call.slug}").text


def test_whoever_wrote_the_answer_does_not_publish_it(session, client, team, call):
    ask(client.visitor(), call)
    question = newest(session, call)
    officer = client.as_user(team.officer)
    answer(officer, call, question)
    assert "segunda persona" in problems(officer, publish(officer, call, question))[""]
    assert queries.counts(session, call.id)[QuestionState.published] == 0


def test_one_mail_for_all_that_is_published_at_once(session, client, team, call, outbox):
    follower = people.user(session, "Quien escribe", locale="en")
    calls.follow(session, call, follower.id)
    for number in (1, 2):
        ask(client.visitor(), call, f"Pregunta {number}", follower.email if number == 1 else "ana@colectivo.example")
    officer, coordinator = client.as_user(team.officer), client.visitor().as_user(team.coordinator)
    asked = [queries.question(session, line.id) for line in queries.listing(session, call.id, [QuestionState.waiting])]
    for number, question in enumerate(asked):
        answer(officer, call, question, words_en=f"Question number {number}")
    assert publish(coordinator, call, *asked).status_code == 303
    told = [mail for mail in outbox() if mail.mail == "calls/answers_published"]
    assert sorted(mail.to_email for mail in told) == sorted(
        [follower.email, team.officer.email, "ana@colectivo.example"]
    )
    (english,) = [mail for mail in told if mail.to_email == follower.email]
    assert "Question number 0" in english.text
    assert "Question number 1" in english.text
    assert "because you follow this call" in english.text


def test_a_gap_of_language_is_accepted_only_where_the_call_accepts_it(session, client, officer, team, call):
    ask(client.visitor(), call)
    question = newest(session, call)
    assert list(problems(officer, answer(officer, call, question, answer_en=""))) == ["answer_en"]
    call.translation_gap_accepted = True
    session.add(call)
    assert answer(officer, call, question, answer_en="").status_code == 303


def test_who_asked_is_not_told_by_the_answer(session, client, officer, call):
    person = people.user(session, "Rosa Díaz Peña")
    organisation = people.organisation(session, "Vigías de Cajeme, A.C.", acronym="VICA")
    session.add(people.Membership(user_id=person.id, organisation_id=organisation.id, level=people.Level.OWNER))
    ask(client.visitor().as_user(person), call)
    question = newest(session, call)
    for name in ("Rosa Diaz Peña", "vigias de cajeme, a.c.", person.email, "VICA"):
        said = problems(officer, answer(officer, call, question, words_es=f"Pregunta {name}: ¿honorarios?"))
        assert list(said) == ["words_es"], name
    assert answer(officer, call, question, words_es="¿Hay vicarías?").status_code == 303


def test_the_question_as_it_was_asked_is_kept_and_the_change_audited(session, client, team, call):
    question = answered(session, client, team, call)
    page = client.as_user(team.officer).get(home(call, question)).text
    assert "¿Pueden pagarse honorarios?" in page
    assert "Pregunta o respuesta editada" in page
    assert question.original == "¿Pueden pagarse honorarios?"


def test_an_answer_that_changes_the_rules_names_an_amendment_after_the_question(
    session, client, officer, team, call, at
):
    assert save(officer, call, "calendar", deadline_on="14/09/2020", **REASON).status_code == 303
    at("2020-08-18T12:00:00-05:00")
    ask(client.visitor(), call)
    question = newest(session, call)
    earlier = amendments(session, call)[0].id
    for named in ("", earlier):
        refused = answer(officer, call, question, changes_rules="on", amendment=named)
        assert list(problems(officer, refused)) == ["amendment"]
    at("2020-08-19T12:00:00-05:00")
    assert save(officer, call, "calendar", deadline_on="15/09/2020", **REASON).status_code == 303
    later = amendments(session, call)[0]
    assert answer(officer, call, question, changes_rules="on", amendment=later.id).status_code == 303
    assert publish(client.visitor().as_user(team.coordinator), call, question).status_code == 303
    page = client.visitor()
    links = page.html(page.get(f"/calls/{call.slug}/questions")).css("main article a")
    assert [link.attributes["href"] for link in links] == [f"/calls/{call.slug}#amendment-{later.number}"]


def test_whoever_asked_the_same_is_told_too(session, client, team, call, outbox):
    ask(client.visitor(), call, "Primera", "uno@colectivo.example")
    first = worded(session, call, "Primera")
    ask(client.visitor(), call, "Segunda", "dos@colectivo.example")
    second = worded(session, call, "Segunda")
    officer, coordinator = client.as_user(team.officer), client.visitor().as_user(team.coordinator)
    assert officer.post(f"{home(call, second)}/merge", {"into": first.id}).status_code == 303
    answer(officer, call, first)
    publish(coordinator, call, first)
    ask(client.visitor(), call, "Tercera", "tres@colectivo.example")
    third = worded(session, call, "Tercera")
    assert officer.post(f"{home(call, third)}/merge", {"into": first.id}).status_code == 303
    told = [mail.to_email for mail in outbox() if mail.mail == "calls/answers_published"]
    assert sorted(told) == sorted(
        [f"{name}@colectivo.example" for name in ("uno", "dos", "tres")] + [team.officer.email]
    )


def test_one_is_not_joined_to_itself_nor_to_one_that_is_joined(session, client, officer, call):
    ask(client.visitor(), call, "Primera")
    first = worded(session, call, "Primera")
    ask(client.visitor(), call, "Segunda")
    second = worded(session, call, "Segunda")
    assert list(problems(officer, officer.post(f"{home(call, first)}/merge", {"into": first.id}))) == ["into"]
    officer.post(f"{home(call, second)}/merge", {"into": first.id})
    assert list(problems(officer, officer.post(f"{home(call, first)}/merge", {"into": second.id}))) == ["into"]


def test_what_is_no_question_is_set_aside_with_a_reason_and_may_be_taken_up(session, client, officer, call):
    ask(client.visitor(), call, "Compre aquí")
    question = newest(session, call)
    assert list(problems(officer, officer.post(f"{home(call, question)}/set-aside", {"reason": ""}))) == ["reason"]
    assert officer.post(f"{home(call, question)}/set-aside", {"reason": "Publicidad."}).status_code == 303
    assert queries.counts(session, call.id)[QuestionState.waiting] == 0
    assert "Publicidad." in officer.get(home(call, question)).text
    assert officer.post(f"{home(call, question)}/take-up").status_code == 303
    assert queries.counts(session, call.id)[QuestionState.waiting] == 1


def test_the_second_person_sends_an_answer_back(session, client, team, call):
    ask(client.visitor(), call)
    question = newest(session, call)
    answer(client.as_user(team.officer), call, question)
    coordinator = client.visitor().as_user(team.coordinator)
    assert coordinator.post(f"{home(call, question)}/send-back", {"comment": "Falta el límite."}).status_code == 303
    session.refresh(question)
    assert (question.state, question.answered_by) == (QuestionState.waiting, None)
    assert "Falta el límite." in coordinator.get(home(call, question)).text


def test_two_officers_do_not_overwrite_each_other(session, client, officer, call):
    ask(client.visitor(), call)
    question = newest(session, call)
    address = home(call, question)
    stale = fields_of(officer.html(officer.get(address)), address) | ANSWER
    assert officer.post(address, stale | {"answer_es": "Primera versión."}).status_code == 303
    reply = officer.post(address, stale | {"answer_es": "Segunda versión."})
    assert "Otra persona guardó" in problems(officer, reply)[""]
    assert "Segunda versión." in reply.text


def test_the_search_folds_accents_in_both_languages(session, client, team, call):
    answered(session, client, team, call)
    visitor = client.visitor()
    for wanted, found in (("honorários", 1), ("fees", 1), ("viáticos", 0), ("%", 1), ("_", 0)):
        page = visitor.html(visitor.get(f"/calls/{call.slug}/questions", params={"q": wanted}))
        assert len(page.css("main article")) == found, wanted
    assert "Ninguna respuesta tiene esas palabras" in visitor.get(f"/calls/{call.slug}/questions?topic=who").text


def test_a_late_answer_is_shown_as_late_to_staff_and_on_the_desk(session, client, team, call, at):
    ask(client.visitor(), call)
    officer = client.as_user(team.officer)
    assert "Tarde" not in officer.get(home(call)).text
    at("2020-09-02T12:00:00-05:00")
    officer = client.as_user(team.officer)
    assert "hace 16 días" in officer.get(home(call)).text
    desk = officer.html(officer.get("/desk"))
    (row,) = [row for row in desk.css("tbody tr") if row.css_first(f'a[href="{home(call)}"]')]
    assert "Responder las preguntas recibidas" in row.text()
    assert "2 días de atraso" in row.text()


def test_the_second_person_finds_the_answer_on_the_desk_and_the_writer_does_not(session, client, team, call):
    ask(client.visitor(), call)
    answer(client.as_user(team.officer), call, newest(session, call))
    here = f"{home(call)}/publish"
    assert here in client.visitor().as_user(team.coordinator).get("/desk").text
    assert here not in client.as_user(team.officer).get("/desk").text


def test_the_sheet_has_every_question_with_what_was_asked_and_said(session, client, team, call):
    answered(session, client, team, call)
    (sheet,) = read_workbook(client.as_user(team.officer).get(f"{home(call)}.xlsx").content)
    (row,) = sheet.rows
    said = dict(zip(sheet.header, row, strict=True))
    assert said["Como se preguntó"] == "¿Pueden pagarse honorarios?"
    assert said["Respuesta, en inglés"] == "Yes, up to **30 %** of the amount."
    assert isinstance(said["Recibida"], datetime)
