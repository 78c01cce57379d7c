"""Whether somebody can take part: each rule of the call in its own words, and nothing kept."""

import logging
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from app.calls import can_i, queries, service
from app.calls.models import EligibilityRule, RuleKind
from app.calls.parts.rule_params import Cap, Own
from app.calls.parts.rules import Question, Rules
from app.tables import metadata
from tests.calls import factories

WORKING = "2020-08-20T12:00:00-05:00"


BY_PERSON = "Con trabajo comprobable."
DECLARED = "No somos un partido político."
OWN = Own(
    forms=("ac", "iap"),
    months=12,
    keys=("rfc", "cluni"),
    caps=(Cap("staff", Decimal(40)),),
    per_grant=Decimal(500_000),
    cumulative=Decimal(1_000_000),
    agreements=True,
)


@pytest.fixture
def call(session, at):
    """One rule of each kind of the catalogue."""
    at(WORKING)
    team = factories.team(session)
    call = factories.filled(session, team)
    every = {kind: {} for kind in RuleKind if kind not in {RuleKind.person, RuleKind.declaration}}
    own = Question("", factories.both(BY_PERSON)), Question("", factories.both(DECLARED))
    rules = Rules(every, OWN, own[:1], own[1:])
    service.save_part(session, call, "rules", rules, revision=1, actor=team.drafts)
    service.send_to_review(session, call, actor=team.drafts)
    service.publish(session, call, actor=team.publishes)
    return call


def codes(session, call):
    return {rule.kind: rule.code for rule in queries.rules(session, call)}


def named(session, call, by_kind):
    """The fields of the page: `_before` is the second question of a rule."""
    known = codes(session, call)
    return {
        known[RuleKind(kind.removesuffix("_before"))] + "_before" * kind.endswith("_before"): value
        for kind, value in by_kind.items()
    }


def answered(client, session, call, **by_kind):
    return client.post(f"/calls/{call.slug}/can-i", named(session, call, by_kind))


GOOD = {
    "territory": "MX-SON",
    "legal_form": "ac",
    "age": "yes",
    "registry": "yes",
    "one_per_organisation": "no",
    "debts": "no",
    "amounts": "$250,000.00",
    "ceiling_before": "450,000",
    "own_contribution": "25",
    "indirect_cap": "7",
    "category_caps": "yes",
    "documents": "yes",
    "calendar": "yes",
    "declaration": "yes",
}


def verdicts(client, response):
    page = client.html(response)
    return {row.css_first("th").text().strip(): row.css_first(".tag").text() for row in page.css("main table tbody tr")}


def test_each_kind_of_the_catalogue_is_asked_but_the_one_that_only_a_person_judges() -> None:
    assert set(can_i.QUESTIONS) == set(RuleKind) - {RuleKind.person}


def test_the_page_asks_every_rule_once_without_an_account(client, session, call):
    page = client.html(client.get(f"/calls/{call.slug}/can-i"))
    asked = {node.attributes["name"] for node in page.css("main form [name]")} - {"csrf"}
    assert asked == set(named(session, call, GOOD))
    assert "14 preguntas" in page.css_first("main").text()
    assert "¿Su organización tiene su RFC y CLUNI?" in page.css_first("main").text()


def test_a_rule_is_answered_or_says_plainly_that_the_team_checks_it(client, session, call):
    response = client.post(f"/calls/{call.slug}/can-i")
    rows = client.html(response).css("main table tbody tr")
    said = {row.css_first("th").text().strip(): row.css("td")[-1].text().strip() for row in rows}
    words = {rule.words["es"]: rule.kind for rule in queries.rules(session, call)}
    assert set(said) == set(words)
    assert {sentence for rule, sentence in said.items() if words[rule] == RuleKind.person} == {
        "El equipo del programa lo revisa con lo que usted envíe."
    }
    assert {sentence for rule, sentence in said.items() if words[rule] != RuleKind.person} == {
        "No respondió esta pregunta; por eso no puede decirse nada de ella."
    }


def test_good_answers_leave_only_what_a_person_looks_at(client, session, call):
    response = answered(client, session, call, **GOOD)
    assert response.status_code == 200
    assert client.html(response).css_first("h1").text() == "Probablemente: lo revisará una persona"
    found = verdicts(client, response)
    assert found.pop(BY_PERSON) == "Lo revisará una persona"
    assert (len(found), set(found.values())) == (14, {"Sí"})


@pytest.mark.parametrize(
    ("asked", "before", "meaning"),
    [
        ("500,000", "0", "Sí"),
        ("500,000.01", "0", "No"),
        ("500,000.01", "", "No"),
        ("300,000", "700,000", "Sí"),
        ("300,000", "700,000.01", "No"),
        ("", "1,000,000.01", "No"),
        ("300,000", "", "Lo revisará una persona"),
        ("", "0", "Lo revisará una persona"),
    ],
)
def test_the_ceiling_counts_this_grant_and_the_earlier_ones(client, session, call, asked, before, meaning):
    response = answered(client, session, call, **{**GOOD, "amounts": asked, "ceiling_before": before})
    rule = next(rule for rule in queries.rules(session, call) if rule.kind == RuleKind.ceiling)
    assert verdicts(client, response)[rule.words["es"]] == meaning


@pytest.mark.parametrize(
    ("there", "home", "meaning"),
    [
        ("MX-SON", "MX-SON", "look"),
        ("MX-JAL", "MX-SON", "yes"),
        ("MX-JAL", "MX-OAX", "no"),
        ("MX-OAX", "MX-SON", "no"),
        ("MX-JAL", "", "look"),
    ],
)
def test_the_territory_asks_for_the_domicile_too_and_leaves_named_municipalities_to_the_reader(there, home, meaning):
    params = {"states": ["MX-SON", "MX-JAL"], "home": True, "municipalities": {"MX-SON": ["Cajeme"]}}
    rule = EligibilityRule(call_id="c", code="E1", kind=RuleKind.territory, params=params)
    (verdict,) = can_i.verdicts([rule], can_i.checks([rule]), {"E1": there, "E1_home": home})
    assert verdict.meaning == meaning


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
        ("age", "no", "No"),
        ("registry", "no", "No"),
        ("registry", "unsure", "Lo revisará una persona"),
        ("debts", "yes", "No"),
        ("debts", "unsure", "Lo revisará una persona"),
        ("category_caps", "no", "No"),
        ("declaration", "no", "No"),
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
    (verdict,) = can_i.verdicts([rule], can_i.checks([rule]), {"E1": asked})
    assert (verdict.meaning == can_i.Meaning.yes) == (Decimal(least) <= asked <= Decimal(most))


@pytest.mark.parametrize(("answer", "meaning"), [("yes", "yes"), ("no", "no"), ("unsure", "look")])
def test_the_age_of_an_organisation_is_asked_as_the_day_by_which_it_was_founded(answer, meaning):
    params = {"months": 12, "on": "2020-09-10"}
    rule = EligibilityRule(call_id="c", code="E1", kind=RuleKind.age, params=params)
    checks = can_i.checks([rule])
    assert "10 de septiembre de 2019" in can_i.questions(checks)["E1"].words
    (verdict,) = can_i.verdicts([rule], checks, {"E1": answer})
    assert verdict.meaning == meaning
