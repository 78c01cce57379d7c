"""Whether somebody can take part: each rule of the call in its own words, and nothing kept."""

import logging
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from app.calls import can_i, queries, service
from app.calls.models import EligibilityRule, RuleKind
from app.calls.parts.rule_params import Own
from app.calls.parts.rules import Question, Rules
from app.tables import metadata
from tests.calls import factories

WORKING = "2020-08-20T12:00:00-05:00"


@pytest.fixture
def call(session, at):
    at(WORKING)
    team = factories.team(session)
    call = factories.filled(session, team)
    every = {kind: {} for kind in RuleKind if kind in can_i.QUESTIONS and kind != RuleKind.age}
    rules = Rules(every, Own(("ac", "iap")), (Question("", factories.both("Con trabajo comprobable.")),))
    service.save_part(session, call, "rules", rules, revision=1, actor=team.drafts)
    service.send_to_review(session, call, actor=team.drafts)
    service.publish(session, call, actor=team.publishes)
    return call


def codes(session, call):
    return {rule.kind: rule.code for rule in queries.rules(session, call)}


def answered(client, session, call, **by_kind):
    known = codes(session, call)
    return client.post(f"/calls/{call.slug}/can-i", {known[RuleKind(kind)]: value for kind, value in by_kind.items()})


GOOD = {
    "territory": "MX-SON",
    "legal_form": "ac",
    "one_per_organisation": "no",
    "amounts": "$250,000.00",
    "own_contribution": "25",
    "indirect_cap": "7",
    "documents": "yes",
    "calendar": "yes",
}


def verdicts(client, response):
    page = client.html(response)
    return {row.css_first("th").text().strip(): row.css_first(".tag").text() for row in page.css("main table tbody tr")}


def test_it_asks_at_most_eight_questions_without_an_account(client, session, call):
    page = client.html(client.get(f"/calls/{call.slug}/can-i"))
    assert len(page.css("main form .field")) == 8
    assert "8 preguntas" in page.css_first("main").text()


def test_good_answers_leave_only_what_a_person_looks_at(client, session, call):
    response = answered(client, session, call, **GOOD)
    assert response.status_code == 200
    assert client.html(response).css_first("h1").text() == "Probablemente: lo revisará una persona"
    found = verdicts(client, response)
    assert found["Con trabajo comprobable."] == "Lo revisará una persona"
    assert [meaning for rule, meaning in found.items() if rule != "Con trabajo comprobable."] == ["Sí"] * 8


@pytest.mark.parametrize(
    ("kind", "answer", "meaning"),
    [
        ("territory", "MX-OAX", "No"),
        ("legal_form", "none", "No"),
        ("one_per_organisation", "yes", "No"),
        ("one_per_organisation", "unsure", "Lo revisará una persona"),
        ("amounts", "49,999.99", "No"),
        ("amounts", "50000", "Sí"),
        ("amounts", "500,000.00", "Sí"),
        ("amounts", "500,000.01", "No"),
        ("own_contribution", "19.99", "No"),
        ("indirect_cap", "7.01", "No"),
        ("documents", "no", "No"),
        ("calendar", "no", "No"),
        ("calendar", "", "Lo revisará una persona"),
    ],
)
def test_each_answer_is_held_against_its_own_rule(client, session, call, kind, answer, meaning):
    response = answered(client, session, call, **{**GOOD, kind: answer})
    rule = next(rule for rule in queries.rules(session, call) if rule.kind == kind)
    assert verdicts(client, response)[rule.words["es"]] == meaning
    head = client.html(response).css_first("h1").text()
    assert head == ("No, por ahora" if meaning == "No" else "Probablemente: lo revisará una persona")


def test_an_amount_that_cannot_be_read_is_said_beside_its_field(client, session, call):
    response = answered(client, session, call, **{**GOOD, "amounts": "un millón"})
    assert response.status_code == 422
    code = codes(session, call)[RuleKind.amounts]
    page = client.html(response)
    assert "no lo es" in page.css_first(f"#f-{code}-error").text()
    assert page.css_first(f"#f-{code}").attributes["value"] == "un millón"


def test_nothing_is_stored_no_row_no_log_no_cookie(client, session, call, caplog):
    def rows():
        return {table.name: session.exec(select(table)).all() for table in metadata().sorted_tables}

    client.get(f"/calls/{call.slug}/can-i")
    before, cookies = rows(), dict(client.cookies)
    with caplog.at_level(logging.DEBUG):
        response = answered(client, session, call, **{**GOOD, "amounts": "123456.78"})
    assert "no se guardaron" in response.text
    assert rows() == before
    assert dict(client.cookies) == cookies
    assert "set-cookie" not in response.headers
    assert "123456" not in caplog.text
    assert "MX-SON" not in caplog.text


def test_a_call_with_no_rule_that_can_be_asked_says_that_a_person_looks(client, session, at):
    at(WORKING)
    team = factories.team(session)
    call = factories.filled(session, team)
    rules = Rules({}, Own(), (Question("", factories.both("Con trabajo comprobable.")),))
    service.save_part(session, call, "rules", rules, revision=1, actor=team.drafts)
    service.send_to_review(session, call, actor=team.drafts)
    service.publish(session, call, actor=team.publishes)
    response = client.post(f"/calls/{call.slug}/can-i")
    assert verdicts(client, response) == {"Con trabajo comprobable.": "Lo revisará una persona"}


@given(st.decimals(min_value=0, max_value=10_000_000, places=2), st.integers(0, 500_000), st.integers(500_000, 900_000))
def test_an_amount_is_in_when_it_lies_between_both_ends(asked, least, most):
    rule = EligibilityRule(
        call_id="c",
        code="E1",
        kind=RuleKind.amounts,
        params={"minimum": str(least), "maximum": str(most), "currency": "MXN"},
    )
    asked_of = can_i.questions([rule])
    (verdict,) = can_i.verdicts([rule], asked_of, {"E1": asked})
    assert (verdict.meaning == can_i.Meaning.yes) == (Decimal(least) <= asked <= Decimal(most))


@pytest.mark.parametrize(("answer", "meaning"), [("yes", "yes"), ("no", "no"), ("unsure", "look")])
def test_the_age_of_an_organisation_is_asked_as_the_day_by_which_it_was_founded(answer, meaning):
    params = {"months": 12, "on": "2020-09-10"}
    rule = EligibilityRule(call_id="c", code="E1", kind=RuleKind.age, params=params)
    asked_of = can_i.questions([rule])
    assert "10 de septiembre de 2019" in asked_of["E1"].words
    (verdict,) = can_i.verdicts([rule], asked_of, {"E1": answer})
    assert verdict.meaning == meaning
