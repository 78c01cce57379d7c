"""Partners of a network at validation [D4]: the team sees which present the call too, and which owe."""

from typing import Any

import pytest
from sqlmodel import Session

from app.calls.models import Call, EligibilityRule, RuleKind
from app.calls.questionnaire.asked import Asked
from app.calls.questionnaire.network import NetworkRules
from app.core import clock
from app.core.text import folded
from app.programmes.register.models import EntryKind, RegisterEntry
from app.proposals.eligibility.words import sentence
from app.proposals.sections import SECTIONS
from app.proposals.service import submit
from app.review.models import Finding
from app.review.queries import validation as queries
from tests.proposals import factories as written
from tests.proposals.networks import LIGHT, RIVER
from tests.questionnaire.forms import give
from tests.review.factories import NAMES, Stage


class Networked:
    """A call that lets networks apply; its last proposal has two partners, one of which presents the call itself."""

    def __init__(self, session: Session, at: Any) -> None:
        self.session = session
        self.stage = Stage(session, at, names=NAMES[:2], prepare=self._prepare)

    def _prepare(self, call: Call) -> None:
        kept = [Asked(key) for key, section in SECTIONS.items() if section.on]
        give(self.session, call, *kept, Asked("network", required=False, settings=NetworkRules(consent=False).kept()))
        for place, kind in enumerate((RuleKind.one_per_organisation, RuleKind.debts), start=4):
            rule = EligibilityRule(call_id=call.id, code=f"R{place}", kind=kind, words={"es": kind, "en": kind})
            rule.params, rule.order_index = {}, place
            self.session.add(rule)
        owed = RegisterEntry(
            programme_id=call.programme_id, kind=EntryKind.debt, name=RIVER["name"], reference="A-2018"
        )
        owed.search_key = folded(RIVER["name"])
        self.session.add(owed)
        rows = [LIGHT | {"name": NAMES[0], "rfc": None}, RIVER]
        lead, user = written.applicant(self.session, "Red Cívica, A.C.", rfc=None)
        self.network = written.complete(self.session, written.draft(self.session, call, lead, user), user)
        written.save(self.session, self.network, "network", {"rows": rows}, user)
        who = written.actor(self.session, user)
        submit(self.session, self.network, revision=self.network.revision, arrived_at=clock.now(), actor=who)

    def said(self, folio: str, code: str) -> tuple[Finding, list[str]]:
        candidacies = queries.candidacies(self.session, self.stage.call)
        [one] = [each for each in candidacies if each.folio == folio]
        [verdict] = [verdict for verdict, rule in queries.verdicts(self.session, one) if rule.code == code]
        return verdict.proposed, [sentence(item) for item in verdict.evidence]


@pytest.fixture
def networked(session: Session, at) -> Networked:
    made = Networked(session, at)
    intake = made.stage.received()
    assert len(queries.candidacies(session, intake.call)) == 3
    return made


def test_a_partner_that_presents_the_call_itself_is_shown_and_a_person_decides(networked: Networked) -> None:
    other = networked.stage.sent[0][0].folio
    finding, words = networked.said(networked.network.folio, "R4")
    assert finding == Finding.unclear
    assert words[0] == (
        f"La organización aliada {NAMES[0]} también se presenta en esta convocatoria, sola o en otra red: {other}."
    )


def test_what_a_partner_owes_is_shown_and_a_person_decides(networked: Networked) -> None:
    finding, words = networked.said(networked.network.folio, "R5")
    assert finding == Finding.unclear
    assert f"La organización aliada {RIVER['name']} debe desde el" in words[0]
    assert "A-2018" in words[0]


def test_a_proposal_without_partners_is_judged_as_before(networked: Networked) -> None:
    other = networked.stage.sent[1][0].folio
    assert [networked.said(other, code)[0] for code in ("R4", "R5")] == [Finding.passes, Finding.passes]


def test_the_commission_reads_the_partners_without_their_people(networked: Networked, client) -> None:
    [one] = [
        each
        for each in queries.candidacies(networked.session, networked.stage.call)
        if each.folio == networked.network.folio
    ]
    browser = client.as_user(networked.stage.officer)
    page = browser.get(f"/review/candidacies/{one.id}").text
    assert RIVER["name"] in page
    assert RIVER["role"] in page
    assert RIVER["email"] not in page
    assert RIVER["contact"] not in page
    sheet = browser.get(f"/manage/calls/{networked.stage.call.id}/validation/{one.id}").text
    assert f"La organización aliada {NAMES[0]}" in sheet
