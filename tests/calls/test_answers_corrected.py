"""A published answer is corrected in public: by two people, with its reason, both versions dated, everybody told."""

import pytest
from sqlmodel import select

from app.calls import service as calls
from app.calls.questions.correcting import queries
from app.core.audit import AuditEntry
from tests import factories as people
from tests.calls.asking import REASON, answered, ask, home, newest, with_dates
from tests.calls.pages import problems, save
from tests.support.forms import fields_of

NEW = {
    "answer_es": "Sí, hasta el 20 % del monto.",
    "answer_en": "Yes, up to 20 % of the amount.",
    "reason_es": "La respuesta citaba mal el numeral 4.",
    "reason_en": "The answer misquoted rule 4.",
}


@pytest.fixture
def call(session, team):
    return with_dates(session, team)


@pytest.fixture
def question(session, client, team, call, at):
    made = answered(session, client, team, call)
    at("2020-08-20T12:00:00-05:00")
    return made


@pytest.fixture
def officer(client, team):
    return client.visitor().as_user(team.officer)


@pytest.fixture
def coordinator(client, team):
    return client.visitor().as_user(team.coordinator)


def correct(browser, call, question, **changes):
    return browser.post(f"{home(call, question)}/correction", NEW | changes)


def act(browser, session, call, question, verb):
    seen = queries.waiting(session, question.id)
    return browser.post(f"{home(call, question)}/correction/{verb}", {"seen": seen.id if seen else ""})


def public(client, call):
    return client.visitor().get(f"/calls/{call.slug}/questions").text


def test_both_versions_are_public_with_their_dates_and_the_reason(
    session, client, call, question, officer, coordinator
):
    assert correct(officer, call, question).status_code == 303
    assert "20 %" not in public(client, call)
    assert act(coordinator, session, call, question, "publish").status_code == 303
    text = public(client, call)
    for said in (
        "hasta el 20 %",
        "<strong>30 %</strong>",
        "17 de agosto de 2020",
        "20 de agosto de 2020",
        "La respuesta citaba mal el numeral 4.",
    ):
        assert said in text
    printed = client.visitor().get(f"/calls/{call.slug}/questions/print").text
    assert "Yes, up to <strong>30 %</strong>" in printed
    assert "hasta el 20 %" in client.visitor().get(f"/calls/{call.slug}/questions?q=20").text


def test_those_who_follow_and_whoever_asked_are_told_once(
    session, client, call, question, officer, coordinator, outbox
):
    follower = people.user(session, "Quien escribe", locale="en")
    calls.follow(session, call, follower.id)
    correct(officer, call, question)
    assert [mail for mail in outbox() if mail.mail == "calls/answer_corrected"] == []
    act(coordinator, session, call, question, "publish")
    told = {mail.to_email: mail for mail in outbox() if mail.mail == "calls/answer_corrected"}
    assert {follower.email, "ana@colectivo.example"} <= set(told)
    for said in ("It says now", "up to 20 %", "misquoted rule 4", "It said before", "30 %"):
        assert said in told[follower.email].text
    assert "Respuesta corregida" in told["ana@colectivo.example"].subject


def test_whoever_wrote_the_correction_does_not_publish_it(session, call, question, officer):
    correct(officer, call, question)
    answer = act(officer, session, call, question, "publish")
    assert "segunda persona" in officer.html(answer).css_first("#problems").text()
    assert question.answer["es"].startswith("Sí, hasta el **30")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"reason_es": "", "reason_en": ""}, "reason_es"),
        ({"answer_en": ""}, "answer_en"),
        (
            {"answer_es": "Sí, hasta el **30 %** del monto.", "answer_en": "Yes, up to **30 %** of the amount."},
            "answer_es",
        ),
        ({"answer_es": "Como preguntó ana@colectivo.example, sí."}, "answer_es"),
        ({"changes_rules": "on"}, "amendment"),
    ],
)
def test_what_a_correction_lacks_is_said_beside_its_field(call, question, officer, wrong, field):
    assert list(problems(officer, correct(officer, call, question, **wrong))) == [field]


def test_a_correction_that_changes_the_rules_names_an_amendment_made_after_the_answer(
    session, client, call, question, officer, coordinator
):
    assert save(officer, call, "calendar", deadline_on="15/09/2020", **REASON).status_code == 303
    page = officer.html(officer.get(home(call, question)))
    key = page.css("select[name=amendment] option")[1].attributes["value"]
    assert correct(officer, call, question, changes_rules="on", amendment=key).status_code == 303
    assert act(coordinator, session, call, question, "publish").status_code == 303
    assert "#amendment-1" in public(client, call)


def test_a_dropped_correction_leaves_the_answer_and_the_history_tells(
    session, client, call, question, officer, coordinator
):
    correct(officer, call, question)
    assert correct(officer, call, question).status_code == 422
    assert act(coordinator, session, call, question, "drop").status_code == 303
    assert act(coordinator, session, call, question, "publish").status_code == 422
    assert "20 %" not in public(client, call)
    acts = session.exec(select(AuditEntry.action).where(AuditEntry.subject_id == question.id)).all()
    assert {"callquestion.correction_written", "callquestion.correction_dropped"} <= set(acts)
    assert correct(officer, call, question).status_code == 303


def test_an_answer_that_is_not_public_is_not_corrected(session, client, call, officer):
    ask(client.visitor(), call)
    assert correct(officer, call, newest(session, call)).status_code == 422


def test_the_correction_waits_on_the_desk_of_the_other_person(call, question, officer, coordinator):
    correct(officer, call, question)
    wanted = "Publique, como segunda persona, la corrección de una respuesta"
    assert wanted in coordinator.get("/desk").text
    assert wanted not in officer.get("/desk").text


def test_the_form_opens_with_the_answer_as_it_stands(call, question, officer):
    address = f"{home(call, question)}/correction"
    fields = fields_of(officer.html(officer.get(home(call, question))), address)
    assert fields["answer_en"] == "Yes, up to **30 %** of the amount."
