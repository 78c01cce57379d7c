"""A call names municipalities within its states; they are typed, kept once, and compared whatever their accents."""

import pytest

from app.calls import queries
from app.calls.models import RuleKind
from tests.calls import factories
from tests.calls.pages import opened, problems, save

SONORA = {"rows__0__state": "MX-SON", "rows__0__names": "Cajeme, Hermosillo,\n cajeme"}


@pytest.fixture
def draft(session, team):
    return factories.filled(session, team)


def test_municipalities_are_kept_once_and_the_rule_says_them(session, officer, draft):
    assert save(officer, draft, "territory", **SONORA).status_code == 303
    session.expire_all()
    assert draft.municipalities == {"MX-SON": ["Cajeme", "Hermosillo"]}
    rule = next(each for each in queries.rules(session, draft) if each.kind == RuleKind.territory)
    assert rule.params["municipalities"] == draft.municipalities
    assert "En Sonora, solo en Cajeme y Hermosillo." in rule.words["es"]
    again = opened(officer, draft, "territory")
    assert (again["asks"], again["rows-0-names"]) == ("on", "Cajeme, Hermosillo")


def test_a_call_may_ask_for_municipalities_without_naming_any(session, officer, draft):
    assert save(officer, draft, "territory", asks="on").status_code == 303
    session.expire_all()
    assert draft.municipalities == {}


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"rows__0__state": "MX-OAX", "rows__0__names": "Oaxaca"}, "rows-0-state", "no está en el territorio"),
        (SONORA | {"rows__1__state": "MX-SON", "rows__1__names": "Nogales"}, "rows-1-state", "ya está"),
        ({"rows__0__state": "MX-SON", "rows__0__names": "Cajeme (Sonora)"}, "rows-0-names", "Escriba nombres"),
        ({"rows__0__state": "MX-SON", "rows__0__names": ""}, "rows-0-names", "Llene este campo."),
    ],
)
def test_what_cannot_be_has_its_sentence(session, officer, draft, typed, field, sentence):
    said = problems(officer, save(officer, draft, "territory", **typed))
    assert list(said) == [field]
    assert sentence in said[field]
    assert draft.municipalities is None


def test_what_was_published_is_not_narrowed(session, officer, team):
    call = factories.published(session, team)
    said = problems(officer, save(officer, call, "territory", **SONORA, reason_es="Solo ahí."))
    assert said == {"rows-0-names": "Se publicó el estado completo: no se reduce a algunos municipios."}


def test_a_published_municipality_stays_and_others_may_join(session, officer, team, draft):
    save(officer, draft, "territory", **SONORA)
    draft.published_at = draft.created_at
    session.add(draft)
    fewer = problems(officer, save(officer, draft, "territory", rows__0__names="Cajeme"))
    assert "Un municipio publicado permanece" in fewer["rows-0-names"]
    more = save(officer, draft, "territory", rows__0__names="CAJEME, Hermosillo, Nogales")
    assert more.status_code == 303
