"""Validation: evidence proposes, one person decides, another confirms, and no is never said without rule and reason."""

import pytest

from app.calls.models import RuleKind
from app.core.errors import Refused
from app.core.i18n import using_locale
from app.core.seals import digest
from app.proposals import service as proposals
from app.proposals.eligibility import Dossier, Facts, Held, PartnerFacts, propose
from app.proposals.eligibility.words import sentence
from app.proposals.queries import last_submission
from app.review.models import CandidacyState, Finding
from app.review.queries import validation as queries
from app.review.service import validation
from app.review.service.validation import Answer
from tests.proposals import factories as written

FAIL = Answer(Finding.fails, "Su representante dirige un partido.")


def shown(stage, candidacy) -> str:
    """The mark that the page carries now."""
    return validation.mark(queries.verdicts(stage.session, candidacy))


def seen_by(browser, stage, candidacy) -> dict[str, str]:
    """What a second person's page sends, read from the page itself."""
    page = browser.html(browser.get(manage(stage, f"/{candidacy.id}")))
    return {"seen": page.css_first("input[name=seen]").attributes["value"]}


def manage(stage, path: str = "") -> str:
    return f"/manage/calls/{stage.call.id}/validation{path}"


def typed(stage, candidacy, **findings: tuple[str, str]) -> dict[str, str]:
    """What the page posts: every rule met unless named."""
    fields = {}
    for _, rule in queries.verdicts(stage.session, candidacy):
        finding, reason = findings.get(rule.code, ("pass", ""))
        fields |= {f"finding-{rule.id}": finding, f"reason-{rule.id}": reason}
    return fields


def test_what_is_judged_and_paid_is_what_was_sealed_not_the_draft_beside_it(stage, client) -> None:
    proposal, user = stage.sent[0]
    author = stage.as_(user)
    line = written.SECTIONS["budget"]["rows"][0] | {"unit_cost": "190000.00"}
    for key, data in (("budget", {"rows": [line]}), ("summary", written.SECTIONS["summary"] | {"title": "Otro"})):
        proposals.save_section(stage.session, proposal, key, data, revision=1, actor=author)
    officer = client.as_user(stage.officer)
    assert officer.post(manage(stage, "/receive")).status_code == 303
    received = stage.candidacies[0]
    assert (received.requested, received.title) == (150000, "Ojos en las compras de medicamentos")
    assert "Otro" not in officer.get(manage(stage)).text


def test_a_version_put_in_after_the_closing_list_is_not_received(stage, client) -> None:
    proposal, _user = stage.sent[0]
    sealed = last_submission(stage.session, proposal.id)
    sealed.snapshot = sealed.snapshot.replace("25000.00", "95000.00")
    sealed.digest = digest(sealed.snapshot.encode())
    stage.session.add(sealed)
    answer = client.as_user(stage.officer).post(manage(stage, "/receive"))
    assert answer.status_code == 422
    assert f"{sealed.folio} no está en la lista de cierre" in answer.text
    assert stage.candidacies == []


def test_nothing_is_received_before_the_opening_nor_twice(stage) -> None:
    assert len(stage.received().candidacies) == 3
    assert len(stage.received().candidacies) == 3
    stage.call.opened_at = None
    with pytest.raises(Refused):
        stage.received()


def test_every_rule_is_proposed_with_its_evidence(stage) -> None:
    candidacy = stage.received().candidacies[0]
    lines = queries.verdicts(stage.session, candidacy)
    assert [(rule.code, verdict.proposed) for verdict, rule in lines] == [
        ("R1", Finding.passes),
        ("R2", Finding.passes),
        ("R3", Finding.unclear),
    ]
    with using_locale("es"):
        assert sentence(lines[0][0].evidence[0]) == "Trabaja en: Sonora."


@pytest.mark.parametrize(
    ("kind", "params", "snapshot", "expected"),
    [
        (RuleKind.territory, {"states": ["MX-SON"]}, {"sections": {"summary": {"states": ["MX-OAX"]}}}, "fail"),
        (RuleKind.territory, {"states": ["MX-SON"]}, {"sections": {}}, "fail"),
        (RuleKind.legal_form, {"forms": ["ac"]}, {"organisation": {"legal_form": "ac"}}, "pass"),
        (RuleKind.legal_form, {"forms": ["ac"]}, {"organisation": {"legal_form": "sc"}}, "fail"),
        (RuleKind.legal_form, {"forms": ["ac"]}, {"organisation": {}}, "unclear"),
        (RuleKind.documents, {"codes": ["deed", "rfc"]}, {"files": [{"requirement": "deed"}]}, "cure"),
        (RuleKind.documents, {"codes": ["deed", "plan"]}, {"files": [{"requirement": "deed"}]}, "fail"),
        (
            RuleKind.calendar,
            {"earliest": "2021-01-01", "latest": "2021-12-31"},
            {"sections": {"work_plan": {"rows": [{"start": "2020-12-31", "end": "2021-02-01"}]}}},
            "fail",
        ),
        (RuleKind.person, {}, {}, "unclear"),
    ],
)
def test_what_the_machine_proposes(kind, params, snapshot, expected) -> None:
    proposed = propose(kind, params, Dossier(snapshot, Facts(curable=frozenset({"rfc"}))))
    assert proposed.finding == expected
    assert all(sentence(item) for item in proposed.evidence)


@pytest.mark.parametrize(
    ("kind", "params", "lines", "expected"),
    [
        (
            RuleKind.amounts,
            {"minimum": None, "maximum": "1000.00", "currency": "MXN"},
            [("grant", "fees", "1000.00")],
            "pass",
        ),
        (
            RuleKind.amounts,
            {"minimum": None, "maximum": "999.99", "currency": "MXN"},
            [("grant", "fees", "1000.00")],
            "fail",
        ),
        (
            RuleKind.amounts,
            {"minimum": "1000.01", "maximum": None, "currency": "MXN"},
            [("grant", "fees", "1000.00")],
            "fail",
        ),
        (
            RuleKind.own_contribution,
            {"percent": "20"},
            [("grant", "fees", "80.00"), ("in_kind", "other", "20.00")],
            "pass",
        ),
        (RuleKind.own_contribution, {"percent": "20"}, [("grant", "fees", "80.01"), ("own", "other", "20.00")], "fail"),
        (
            RuleKind.indirect_cap,
            {"percent": "10"},
            [("grant", "fees", "90.00"), ("grant", "administration", "10.00")],
            "pass",
        ),
        (
            RuleKind.indirect_cap,
            {"percent": "10"},
            [("grant", "fees", "90.00"), ("grant", "administration", "10.01")],
            "fail",
        ),
        (
            RuleKind.amounts,
            {"minimum": None, "maximum": "1.00", "currency": "MXN"},
            [("grant", "fees", "muchos")],
            "unclear",
        ),
    ],
)
def test_money_rules_hold_to_the_cent(kind, params, lines, expected) -> None:
    rows = [
        {"source": source, "category": category, "quantity": "1", "unit_cost": cost, "times": "1"}
        for source, category, cost in lines
    ]
    proposed = propose(kind, params, Dossier({"sections": {"budget": {"rows": rows}}}))
    assert proposed.finding == expected
    assert all(sentence(item) for item in proposed.evidence)


def test_two_proposals_of_one_tax_number_are_shown_to_each_other() -> None:
    proposed = propose(RuleKind.one_per_organisation, {}, Dossier({}, Facts(siblings=("AAAA-1111",))))
    assert (proposed.finding, sentence(proposed.evidence[0]).count("AAAA-1111")) == (Finding.fails, 1)


def test_of_a_partner_that_presents_too_or_owes_a_person_decides() -> None:
    partner = PartnerFacts("Luz en lo Público, A.C.", ("AAAA-1111",), (Held("debt", "Anticipo 2018", is_open=True),))
    case = Dossier({}, Facts(partners=(partner,)))
    for kind, told in ((RuleKind.one_per_organisation, "AAAA-1111"), (RuleKind.debts, "Anticipo 2018")):
        proposed = propose(kind, {"agreements": False}, case)
        assert proposed.finding == Finding.unclear
        assert told in sentence(proposed.evidence[0])
        assert partner.name in sentence(proposed.evidence[0])


def test_no_without_a_reason_is_refused_on_the_page_and_keeps_what_was_typed(stage, client) -> None:
    candidacy = stage.received().candidacies[0]
    officer = client.as_user(stage.officer)
    answer = officer.post(manage(stage, f"/{candidacy.id}"), typed(stage, candidacy, R3=("fail", "")))
    assert answer.status_code == 422
    assert "Escriba el motivo" in answer.text
    page = officer.html(answer)
    rule = queries.verdicts(stage.session, candidacy)[2][1]
    assert page.css_first(f"input[name=finding-{rule.id}][value=fail]").attributes.keys() >= {"checked"}
    assert all(verdict.decided is None for verdict, _ in queries.verdicts(stage.session, candidacy))


def test_who_checked_does_not_confirm(stage, client) -> None:
    candidacy = stage.received().candidacies[0]
    officer = client.as_user(stage.officer)
    assert officer.post(manage(stage, f"/{candidacy.id}"), typed(stage, candidacy)).status_code == 303
    refused = officer.post(manage(stage, f"/{candidacy.id}/confirm"), {"seen": shown(stage, candidacy)})
    assert refused.status_code == 422
    second = client.visitor().as_user(stage.second)
    assert second.post(manage(stage, f"/{candidacy.id}/confirm"), seen_by(second, stage, candidacy)).status_code == 303
    assert candidacy.state == CandidacyState.eligible


def test_a_confirmation_stands_for_what_was_seen(stage, client, at) -> None:
    candidacy = stage.received().candidacies[0]
    officer, second = client.visitor().as_user(stage.officer), client.visitor().as_user(stage.second)
    officer.post(manage(stage, f"/{candidacy.id}"), typed(stage, candidacy))
    seen = seen_by(second, stage, candidacy)
    at("2020-09-08T10:05:00-05:00")
    officer.post(manage(stage, f"/{candidacy.id}"), typed(stage, candidacy, R3=("fail", "Dirige un partido.")))
    refused = second.post(manage(stage, f"/{candidacy.id}/confirm"), seen)
    assert refused.status_code == 422
    assert f"La decisión sobre {candidacy.folio} cambió después de que usted la abrió" in refused.text
    assert second.post(manage(stage, f"/{candidacy.id}/confirm")).status_code == 422
    assert candidacy.state == CandidacyState.validation
    second.post(manage(stage, f"/{candidacy.id}/confirm"), seen_by(second, stage, candidacy))
    assert candidacy.state == CandidacyState.ineligible


def test_a_rejection_says_rule_and_reason(stage) -> None:
    candidacy = stage.received().candidacies[0]
    stage.check(candidacy, R3=FAIL)
    stage.confirm(candidacy)
    assert candidacy.state == CandidacyState.ineligible
    assert candidacy.reason == "No es un partido político. Su representante dirige un partido."


def test_many_that_pass_are_confirmed_in_one_act_and_only_those(stage, client) -> None:
    one, two, three = stage.received().candidacies
    stage.check(one)
    stage.check(two)
    stage.check(three, R3=FAIL)
    second = client.as_user(stage.second)
    page = second.html(second.get(manage(stage, "?step=confirm")))
    offered = {box.attributes["value"] for box in page.css("input[name=chosen]")}
    assert offered == {one.id, two.id}
    answer = second.post(manage(stage, "?step=confirm"), {"act": "confirm", "chosen": [one.id, two.id, three.id]})
    assert answer.status_code == 422
    assert one.state == CandidacyState.validation
    assert (
        second.post(manage(stage, "?step=confirm"), {"act": "confirm", "chosen": [one.id, two.id]}).status_code == 303
    )
    assert {each.state for each in (one, two)} == {CandidacyState.eligible}
    assert three.state == CandidacyState.validation


def test_the_machine_alone_is_never_enough(stage) -> None:
    stage.received()
    with pytest.raises(Refused):
        validation.accept_passes(stage.session, stage.candidacies, actor=stage.as_(stage.officer))
