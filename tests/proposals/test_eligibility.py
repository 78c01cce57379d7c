"""The rules before sending: what the writer sees of them, declarations that are accepted and sealed, and their arithmetic."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, select

from app.calls.models import EligibilityRule, RuleKind
from app.core.i18n import LANGUAGES, using_locale
from app.core.money import half_up
from app.core.periods import completed_months, latest_start, months_later
from app.programmes.register.models import EntryKind, RegisterEntry
from app.proposals.eligibility import Dossier, Facts, Finding, Held, propose, read_money
from app.proposals.eligibility.words import SENTENCES, sentence
from app.proposals.models import Submission
from tests.proposals.conftest import Scene

DAYS = st.dates(date(1950, 2, 1), date(2060, 12, 31))
MONTHS = st.integers(1, 1200)


def ask(session: Session, scene: Scene, kind: RuleKind, params: dict[str, Any] | None = None, **words: str):
    number = len(session.exec(select(EligibilityRule)).all()) + 1
    text = words or {"es": f"Regla {number}", "en": f"Rule {number}"}
    rule = EligibilityRule(
        call_id=scene.call.id, code=f"E{number}", kind=kind, params=params or {}, words=text, order_index=number
    )
    session.add(rule)
    session.flush()
    return rule


def said(scene: Scene) -> dict[str, str]:
    """What the check page says of each rule: its words -> the tag and the evidence."""
    page = scene.client.html(scene.client.get(scene.url("/check")))
    found = {}
    for line in page.css("#rules li"):
        what = line.css_first(".what")
        words = what.text(deep=False).strip()
        evidence = [each.text().strip() for each in what.css("span.sub")]
        found[words] = f"{line.css_first('.tag').text().strip()}: {' '.join(evidence)}"
    return found


def test_whoever_writes_sees_each_rule_with_its_evidence(ready: Scene, session: Session):
    ready.organisation.founded_on = date(2018, 9, 8)
    ask(session, ready, RuleKind.territory, {"states": ["MX-SON"]})
    ask(session, ready, RuleKind.age, {"months": 24, "on": "2020-09-07"})
    ask(session, ready, RuleKind.registry, {"keys": ["cluni"]})
    ask(session, ready, RuleKind.category_caps, {"caps": {"fees": "50"}})
    ask(session, ready, RuleKind.person)
    assert said(ready) == {
        "Regla 1": "Cumplida: Trabaja en: Sonora.",
        "Regla 2": "Aún no se cumple: Se constituyó el 8 de septiembre de 2018: 23 meses cumplidos el 7 de septiembre de 2020; se piden al menos 24.",
        "Regla 3": "Aún no se cumple: El perfil no tiene CLUNI.",
        "Regla 4": "Aún no se cumple: Honorarios: $150,000.00 MXN, 100.00 % del apoyo; se permite 50 % como máximo.",
        "Regla 5": "La revisa una persona: Esta regla la responde una persona que lee la propuesta.",
    }
    page = ready.client.html(ready.client.get(ready.url("/check")))
    places = [a.attributes["href"] for a in page.css("#rules li a")]
    profile = f"/organisations/{ready.organisation.id}/edit"
    assert places == [profile, profile, ready.url("/sections/budget")]
    assert "3 reglas aún no se cumplen" in page.css_first(".notice").text()


def test_debts_and_earlier_grants_come_from_the_register_of_the_programme(ready: Scene, session: Session):
    ask(session, ready, RuleKind.debts, {"agreements": True})
    ask(session, ready, RuleKind.ceiling, {"per_grant": None, "cumulative": "200000.00", "currency": "MXN"})
    for kind, reference, amount, settled in (
        (EntryKind.debt, "informe final de 2019", None, None),
        (EntryKind.debt, "anexo de 2018", None, date(2019, 3, 1)),
        (EntryKind.grant, "G-01", Decimal("60000.00"), date(2019, 12, 31)),
    ):
        session.add(
            RegisterEntry(
                programme_id=ready.call.programme_id,
                kind=kind,
                name="Otro nombre",
                search_key="otro nombre",
                rfc=ready.organisation.rfc,
                reference=reference,
                amount=amount,
                since=date(2018, 2, 1),
                settled_on=settled,
            )
        )
    assert said(ready) == {
        "Regla 1": "Aún no se cumple: Adeuda desde 1 de febrero de 2018: informe final de 2019.",
        "Regla 2": (
            "Aún no se cumple: Solicita $150,000.00 MXN y sus apoyos anteriores son $60,000.00 MXN: juntos "
            "$210,000.00 MXN; el máximo es $200,000.00 MXN."
        ),
    }


def send(scene: Scene, **fields: str):
    return scene.client.post(
        scene.url("/submit"), {"revision": str(scene.proposal.revision), "declaration": "on", **fields}
    )


def test_every_declaration_is_accepted_by_itself_and_sealed(ready: Scene, session: Session):
    first = ask(session, ready, RuleKind.declaration, es="No somos un partido.", en="We are no party.")
    second = ask(session, ready, RuleKind.declaration, es="Aceptamos las bases.", en="We accept the terms.")
    answer = send(ready, **{f"accepts-{first.id}": "on"})
    assert answer.status_code == 422
    page = ready.client.html(answer)
    assert page.css_first(f"#f-accepts-{second.id}-error").text().strip().endswith("la convocatoria la pide.")
    assert "checked" in page.css_first(f"#f-accepts-{first.id}").attributes
    assert session.exec(select(Submission)).all() == []
    assert send(ready, **{f"accepts-{rule.id}": "on" for rule in (first, second)}).status_code == 303
    sealed = json.loads(session.exec(select(Submission)).one().snapshot)
    assert sealed["declarations"] == [
        {"code": "E1", "words": {"es": "No somos un partido.", "en": "We are no party."}},
        {"code": "E2", "words": {"es": "Aceptamos las bases.", "en": "We accept the terms."}},
    ]


@pytest.mark.parametrize(
    ("accepted", "finding"),
    [
        ([{"code": "E1", "words": {"es": "Sí"}}], Finding.passes),
        ([{"code": "E1", "words": {"es": "Otra cosa"}}], Finding.unclear),
        ([], Finding.fails),
    ],
)
def test_a_declaration_is_judged_by_its_very_words(accepted, finding):
    case = Dossier({"declarations": accepted})
    assert propose(RuleKind.declaration, {"code": "E1", "words": {"es": "Sí"}}, case).finding == finding


@pytest.mark.parametrize(
    ("founded", "on", "months"),
    [
        ("2020-02-29", "2021-02-28", 12),
        ("2020-02-29", "2021-02-27", 11),
        ("2018-09-07", "2020-09-07", 24),
        ("2018-09-08", "2020-09-07", 23),
        ("2019-01-31", "2019-02-28", 1),
        ("2020-09-08", "2020-09-07", -1),
    ],
)
def test_ages_are_whole_months_across_leap_days(founded, on, months):
    assert completed_months(date.fromisoformat(founded), date.fromisoformat(on)) == months


@given(DAYS, DAYS)
def test_a_month_is_complete_on_its_day_and_not_before(since, on):
    months = completed_months(since, on)
    assert months_later(since, months) <= on < months_later(since, months + 1)


@given(DAYS, DAYS, MONTHS)
def test_the_printed_day_is_the_last_that_is_old_enough(founded, on, months):
    assert (founded <= latest_start(on, months)) == (completed_months(founded, on) >= months)


def budget(*lines: tuple[str, str, str]) -> dict[str, Any]:
    rows = [
        {"category": category, "source": source, "quantity": "1", "unit_cost": amount, "times": "1"}
        for category, source, amount in lines
    ]
    return {"sections": {"budget": {"rows": rows}}}


CENTS = st.integers(1, 10**9).map(lambda n: str(Decimal(n).scaleb(-2)))
LINES = st.lists(
    st.tuples(st.sampled_from(["staff", "fees", "administration"]), st.sampled_from(["grant", "own"]), CENTS),
    min_size=1,
    max_size=12,
)
PERCENTS = st.integers(0, 10000).map(lambda n: str(Decimal(n).scaleb(-2)))


@given(LINES, PERCENTS)
def test_a_cap_is_compared_exactly_whatever_the_shown_share(lines, percent):
    """A share of 30.004 % is shown as 30.00 % and still passes no cap of 30 %."""
    grant = sum((Decimal(amount) for _, source, amount in lines if source == "grant"), Decimal(0))
    staff = sum((Decimal(a) for category, source, a in lines if (category, source) == ("staff", "grant")), Decimal(0))
    proposed = propose(RuleKind.category_caps, {"caps": {"staff": percent}}, Dossier(budget(*lines)))
    if not grant:
        assert proposed.finding == Finding.unclear
        return
    assert (proposed.finding == Finding.passes) == (staff * 100 <= Decimal(percent) * grant)
    assert proposed.evidence[0]["values"]["share"] == str(half_up(staff * 100 / grant))


@given(st.lists(st.tuples(CENTS, CENTS, CENTS), min_size=1, max_size=8))
def test_sums_are_those_of_the_lines_half_up_to_the_cent(lines):
    rows = [
        {"category": "fees", "source": "grant", "quantity": quantity, "unit_cost": cost, "times": times}
        for quantity, cost, times in lines
    ]
    each = [half_up(Decimal(q) * Decimal(c) * Decimal(t)) for q, c, t in lines]
    assert read_money({"rows": rows}).grant == sum(each)
    assert read_money({"rows": rows}).by_category == {"fees": sum(each)}


@given(CENTS, st.lists(CENTS, max_size=5), CENTS)
def test_a_cumulative_ceiling_counts_every_earlier_grant_to_the_cent(asked, earlier, limit):
    held = tuple(Held("grant", f"G-{place}", Decimal(amount)) for place, amount in enumerate(earlier))
    case = Dossier(budget(("fees", "grant", asked)), Facts(register=held))
    params = {"per_grant": None, "cumulative": limit, "currency": "MXN"}
    together = Decimal(asked) + sum(map(Decimal, earlier), Decimal(0))
    assert (propose(RuleKind.ceiling, params, case).finding == Finding.passes) == (together <= Decimal(limit))


def test_earlier_grants_in_another_currency_are_not_added_but_shown_to_a_person():
    case = Dossier(budget(("fees", "grant", "10.00")), Facts(register=(Held("grant", "G-1", Decimal(5), "USD"),)))
    params = {"per_grant": None, "cumulative": "100.00", "currency": "MXN"}
    proposed = propose(RuleKind.ceiling, params, case)
    assert (proposed.finding, proposed.evidence[0]["code"]) == (Finding.unclear, "earlier_unclear")


PARAMS: dict[RuleKind, dict[str, Any]] = {
    RuleKind.territory: {"states": ["MX-SON"], "home": True},
    RuleKind.legal_form: {"forms": ["ac"]},
    RuleKind.age: {"months": 24, "on": "2020-09-07"},
    RuleKind.registry: {"keys": ["rfc", "cluni"]},
    RuleKind.amounts: {"minimum": "10.00", "maximum": "1000.00", "currency": "MXN"},
    RuleKind.own_contribution: {"percent": "20"},
    RuleKind.indirect_cap: {"percent": "7"},
    RuleKind.category_caps: {"caps": {"staff": "30", "fees": "10"}},
    RuleKind.ceiling: {"per_grant": "500.00", "cumulative": "900.00", "currency": "MXN"},
    RuleKind.debts: {"agreements": True},
    RuleKind.documents: {"codes": ["D1"]},
    RuleKind.calendar: {"earliest": "2021-01-01", "latest": "2021-12-31"},
}
TYPED = st.sampled_from(["", "mucho", "31/11/2020", "2021-02-30", "2021-03-01", "1e5", "NaN", "12.345"])
ROW = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(
        ("start", "end", "quantity", "unit_cost", "times", "source", "category", "requirement"), TYPED
    ),
)
DRAFTS = st.fixed_dictionaries(
    {
        "organisation": st.fixed_dictionaries(
            {}, optional=dict.fromkeys(("rfc", "cluni", "founded_on", "state"), TYPED) | {"legal_form": st.just("sc")}
        ),
        "sections": st.fixed_dictionaries(
            {},
            optional={
                "budget": st.fixed_dictionaries({"rows": st.lists(ROW, max_size=3)}),
                "work_plan": st.fixed_dictionaries({"rows": st.lists(ROW, max_size=3)}),
                "summary": st.fixed_dictionaries({"states": st.lists(st.just("MX-OAX"), max_size=1)}),
            },
        ),
    }
)


@pytest.mark.parametrize("kind", list(RuleKind))
@given(draft=DRAFTS)
def test_no_rule_speaks_without_evidence_in_both_languages(kind, draft):
    """Whatever stands in a draft, also what cannot be read."""
    proposed = propose(kind, PARAMS.get(kind, {}), Dossier(draft))
    assert proposed.evidence
    for language in LANGUAGES:
        with using_locale(language):
            assert all(sentence(item).strip() for item in proposed.evidence)
    assert {item["code"] for item in proposed.evidence} <= set(SENTENCES)
