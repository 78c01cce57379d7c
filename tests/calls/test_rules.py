"""The eligibility rules are set up in the browser: each kind with its own fields, its words, and what cannot be."""

from datetime import date

import pytest

from app.calls import queries
from app.calls.models import RuleKind
from app.calls.parts.rules import CATALOGUE
from tests.calls import factories
from tests.calls.pages import opened, problems, save
from tests.support.forms import fields_of


@pytest.fixture
def draft(session, team):
    return factories.filled(session, team)


def tick(kind: RuleKind) -> dict[str, str]:
    return {f"rows__{CATALOGUE.index(kind)}__applies": "on"}


def rule(session, call, kind: RuleKind):
    session.expire_all()
    return next((each for each in queries.rules(session, call) if each.kind == kind), None)


@pytest.mark.parametrize(
    ("kind", "typed", "params", "words"),
    [
        (
            RuleKind.age,
            {"months": "24"},
            {"months": 24, "on": "2020-09-07"},
            "El día del cierre, la organización tiene al menos 24 meses de existir: se constituyó el 7 de septiembre de 2018 o antes.",
        ),
        (
            RuleKind.registry,
            {"keys": ["rfc", "cluni"]},
            {"keys": ["rfc", "cluni"]},
            "La organización cuenta con RFC y CLUNI.",
        ),
        (
            RuleKind.category_caps,
            {"caps__0__category": "staff", "caps__0__percent": "30"},
            {"caps": {"staff": "30"}},
            "Del apoyo se destina, como máximo, a cada uno de estos rubros: Sueldos, 30 %.",
        ),
        (
            RuleKind.ceiling,
            {"per_grant": "400,000", "cumulative": "$900,000.00"},
            {"per_grant": "400000.00", "cumulative": "900000.00", "currency": "MXN"},
            (
                "Ningún apoyo de este programa supera $400,000.00 MXN. Sumados sus apoyos anteriores en este programa, "
                "la organización recibe como máximo $900,000.00 MXN."
            ),
        ),
        (
            RuleKind.debts,
            {"agreements": "on"},
            {"agreements": True},
            (
                "La organización no debe a este programa ningún informe, documento ni dinero, ni tiene con él un convenio "
                "todavía abierto."
            ),
        ),
    ],
)
def test_each_kind_keeps_its_params_and_says_its_words(session, officer, draft, kind, typed, params, words):
    assert save(officer, draft, "rules", **tick(kind), **typed).status_code == 303
    kept = rule(session, draft, kind)
    assert kept.params == params
    assert kept.words["es"] == words
    assert kept.words["en"]
    again = opened(officer, draft, "rules")
    assert all(name.replace("__", "-") in again for name in typed)


@pytest.mark.parametrize(
    ("kind", "typed", "field", "sentence"),
    [
        (RuleKind.legal_form, {}, "forms", "al menos una"),
        (RuleKind.age, {}, "months", "Escriba cuántos meses."),
        (RuleKind.age, {"months": "0"}, "months", "Escriba de 1 a 1200 meses; con 0 no hay regla."),
        (RuleKind.age, {"months": "1.5"}, "months", "número entero"),
        (RuleKind.age, {"months": "-3"}, "months", "no sea negativa"),
        (RuleKind.registry, {}, "keys", "al menos una clave"),
        (RuleKind.category_caps, {}, "caps-0-category", "Elija al menos una categoría"),
        (
            RuleKind.category_caps,
            {"caps__0__category": "staff", "caps__0__percent": "130"},
            "caps-0-percent",
            "Un porcentaje es 100 como máximo.",
        ),
        (
            RuleKind.category_caps,
            {"caps__0__category": "staff", "caps__0__percent": "-1"},
            "caps-0-percent",
            "no sea negativa",
        ),
        (
            RuleKind.category_caps,
            {
                "caps__0__category": "staff",
                "caps__0__percent": "30",
                "caps__1__category": "staff",
                "caps__1__percent": "20",
            },
            "caps-1-category",
            "Esta categoría ya está",
        ),
        (RuleKind.ceiling, {}, "per_grant", "máximo por apoyo, el máximo de todos"),
        (RuleKind.ceiling, {"per_grant": "1.200,50"}, "per_grant", "Escriba los decimales con punto"),
        (RuleKind.ceiling, {"cumulative": "-5"}, "cumulative", "no sea negativa"),
        (RuleKind.ceiling, {"cumulative": "0"}, "cumulative", "mayor que cero"),
        (RuleKind.ceiling, {"per_grant": "100"}, "per_grant", "menos que el apoyo mínimo"),
        (RuleKind.ceiling, {"per_grant": "300,000", "cumulative": "200,000"}, "per_grant", "supera el máximo de todos"),
    ],
)
def test_what_cannot_be_has_its_sentence_and_stays_typed(session, officer, draft, kind, typed, field, sentence):
    answer = save(officer, draft, "rules", **tick(kind), **typed, questions__0__words_es="¿Es apartidista?")
    said = problems(officer, answer)
    assert list(said) == [field]
    assert sentence in said[field]
    kept = fields_of(officer.html(answer))
    assert kept["questions-0-words_es"] == "¿Es apartidista?"
    assert {name.replace("__", "-"): value for name, value in typed.items()}.items() <= kept.items()
    assert rule(session, draft, kind) is None


def test_a_rule_filled_in_but_not_ticked_is_not_lost_in_silence(officer, draft):
    answer = save(officer, draft, "rules", months="24")
    assert problems(officer, answer) == {
        f"rows-{CATALOGUE.index(RuleKind.age)}-applies": (
            "Llenó esta regla sin marcar que aplica. Márquela o vacíe sus campos."
        )
    }
    assert fields_of(officer.html(answer))["months"] == "24"


def test_words_written_by_the_team_stay_when_the_numbers_change(session, officer, draft):
    words = {f"rows__{CATALOGUE.index(RuleKind.age)}__words_es": "Dos años de vida, como mínimo."}
    save(officer, draft, "rules", **tick(RuleKind.age), months="24", **words)
    save(officer, draft, "rules", months="36")
    kept = rule(session, draft, RuleKind.age)
    assert (kept.params["months"], kept.words["es"]) == (36, "Dos años de vida, como mínimo.")


def test_the_age_follows_a_deadline_that_moves(session, officer, draft):
    save(officer, draft, "rules", **tick(RuleKind.age), months="12")
    day = date(2020, 9, 30).strftime("%d/%m/%Y")
    changes = {"results_on": "30/11/2020", "project_start_on": "01/12/2020"}
    assert save(officer, draft, "calendar", deadline_on=day, **changes).status_code == 303
    assert "30 de septiembre de 2019 o antes" in rule(session, draft, RuleKind.age).words["es"]


def test_declarations_are_rules_that_everybody_reads(session, client, officer, team, draft):
    typed = {"declarations__0__words_es": "No somos un partido.", "declarations__0__words_en": "We are no party."}
    assert save(officer, draft, "rules", **typed).status_code == 303
    kept = rule(session, draft, RuleKind.declaration)
    assert (kept.code, kept.words["es"]) == ("E5", "No somos un partido.")
    again = save(officer, draft, "rules", declarations__1__words_es="Aceptamos las bases.")
    assert again.status_code == 303
    assert [each.words["es"] for each in queries.declarations(session, draft)] == [
        "No somos un partido.",
        "Aceptamos las bases.",
    ]
