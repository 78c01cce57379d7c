"""Money that is not there: a round of registration, an award in name only. Nothing asks for a largest grant then."""

from dataclasses import replace

import pytest

from app.calls import gate, service
from app.calls.models import RuleKind
from app.calls.parts import PARTS
from app.calls.parts.rounds import Rounds
from app.calls.parts.rubric import Rubric
from app.calls.parts.rules import Rules
from app.calls.rounds.models import CutKind
from app.core.i18n import using_locale
from tests.calls import factories
from tests.calls.pages import problems, save

NO_LIMITS = {"min_grant": "", "max_grant": "", "own_contribution_min": "", "indirect_cap": ""}
NO_MONEY = NO_LIMITS | {f"rows-{place}-budget": "" for place in range(2)}


def named(session, call):
    session.expire_all()
    with using_locale("es"):
        return {(gap.part, gap.sentence) for gap in gate.missing(session, call)}


def keep(session, team, call, revision=0, **parts):
    for key, part in parts.items():
        service.save_part(session, call, key, part, revision=revision, actor=team.drafts)


@pytest.fixture
def draft(session, team):
    """A registration: no budget is asked, no rule looks at money, all that meet the rules go on."""
    call = factories.filled(session, team)
    form = PARTS["questionnaire"].read(session, call)
    sections = tuple(replace(each, on=each.on and each.key != "budget") for each in form.sections)
    keep(session, team, call, questionnaire=replace(form, sections=sections), rounds=Rounds(CutKind.eligible))
    keep(session, team, call, revision=1, rules=Rules({RuleKind.territory: {}, RuleKind.calendar: {}}))
    return call


def published(session, team, call):
    service.send_to_review(session, call, actor=team.drafts)
    service.publish(session, call, actor=team.publishes)
    session.flush()
    return call


def test_a_registration_without_money_lacks_nothing_and_its_page_names_no_amount(
    session, client, officer, team, draft
) -> None:
    assert save(officer, draft, "money", **NO_MONEY).status_code == 303
    assert named(session, draft) == set()
    call = published(session, team, draft)
    visitor = client.visitor()
    page = visitor.html(visitor.get(f"/calls/{call.slug}"))
    heads = [[th.text().strip() for th in table.css("thead th")] for table in page.css("main table")]
    assert ["Línea", "Monto", "Apoyos"] in heads
    assert "Un apoyo" not in [dt.text().strip() for dt in page.css("main dt")]
    assert page.css_first("main").text().count("sin dinero") == 4  # in short, each of two lines, their total
    assert "$0" not in page.css_first("main").text()
    assert "sin dinero" in visitor.html(visitor.get("/calls")).css_first("main article").text()
    assert visitor.get(f"/calls/{call.slug}/call-es.pdf").status_code == 200
    asked = visitor.html(visitor.get(f"/calls/{call.slug}/can-i"))
    assert "Cuánto pediría" not in asked.css_first("main").text()


def test_nothing_is_scored_where_all_that_meet_the_rules_go_on(session, client, team, draft) -> None:
    keep(session, team, draft, revision=1, rubric=Rubric(None, None, None, 3, 2, ()))
    assert named(session, draft) == set()
    call = published(session, team, draft)
    page = client.visitor().get(f"/calls/{call.slug}").text
    assert "En esta etapa no se califica." in page
    assert client.visitor().get(f"/calls/{call.slug}/call-es.pdf").status_code == 200


def test_where_proposals_ask_for_money_the_gate_names_what_is_missing_of_each_line(session, officer, team) -> None:
    call = factories.filled(session, team)
    keep(session, team, call, revision=1, rules=Rules({RuleKind.territory: {}}))
    assert save(officer, call, "money", **NO_LIMITS | {"rows-0-budget": ""}).status_code == 303
    assert named(session, call) == {
        ("money", "El monto de la línea «Contraloría social»."),
        ("money", "El apoyo máximo, de la convocatoria o de cada línea."),
    }


def test_a_call_without_a_limit_that_checks_the_amount_is_told_what_the_rule_needs(session, officer, team) -> None:
    call = factories.filled(session, team)
    form = PARTS["questionnaire"].read(session, call)
    assert form.sections
    assert save(officer, call, "money", **NO_LIMITS).status_code == 303
    assert {part for part, _sentence in named(session, call)} == {"money"}
    assert len(named(session, call)) == 2  # the largest grant, and what the rule on amounts needs


def test_a_line_without_money_has_no_largest_grant(officer, draft) -> None:
    said = problems(officer, save(officer, draft, "money", **NO_MONEY | {"rows-0-max_grant": "1000"}))
    assert said == {"rows-0-max_grant": "Una línea sin dinero no tiene apoyo máximo."}
