"""Municipalities of a proposal: asked where the call asks, in each state, whatever their accents and capitals."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, select

from app.calls.models import RuleKind
from app.proposals.eligibility import Dossier, Finding, propose
from app.proposals.models import ProposalSection
from app.proposals.sections import places
from tests.proposals.conftest import Scene
from tests.proposals.factories import SECTIONS
from tests.support.forms import fields_of

HERE = "/sections/summary"
BASE = {key: value for key, value in SECTIONS["summary"].items() if key not in {"municipalities", "sdg"}}
NAMED = {"MX-SON": ["Cajeme", "Hermosillo"]}


def ask(scene: Scene, session: Session, named: dict[str, list[str]]) -> None:
    scene.call.municipalities = named
    session.add(scene.call)
    session.flush()


def write(scene: Scene, **fields):
    return scene.client.post(scene.url(HERE), {"revision": "0", "writer": "w", **BASE, **fields})


def said(scene: Scene, answer) -> list[str]:
    return [li.text().strip() for li in scene.client.html(answer).css("#problems li")]


def test_a_call_that_names_them_offers_ticks_and_keeps_what_was_chosen(scene: Scene, session: Session):
    ask(scene, session, NAMED)
    page = scene.client.html(scene.client.get(scene.url(HERE)))
    assert [each.attributes["value"] for each in page.css("input[name=places]")] == [
        "MX-SON|Cajeme",
        "MX-SON|Hermosillo",
    ]
    assert write(scene, states=["MX-SON"], places=["MX-SON|Cajeme"]).status_code == 303
    kept = session.exec(select(ProposalSection).where(ProposalSection.key == "summary")).one()
    assert json.loads(json.dumps(kept.data))["places"] == ["MX-SON|Cajeme"]
    assert "Cajeme (Sonora)" in scene.client.get(scene.url("/check")).text


@pytest.mark.parametrize(
    ("named", "fields", "sentence"),
    [
        (NAMED, {"states": ["MX-SON"]}, "Diga en qué municipio de Sonora se realiza el proyecto."),
        ({}, {"states": ["MX-SON"]}, "Diga en qué municipio de Sonora se realiza el proyecto."),
        (
            {},
            {"states": ["MX-SON", "MX-BCN"], "municipalities": "Cajeme"},
            "Escriba entre paréntesis el estado de «Cajeme», como en Cajeme (Sonora).",
        ),
        (
            {},
            {"states": ["MX-SON", "MX-BCN"], "municipalities": "Cajeme (Sonora)"},
            "Diga en qué municipio de Baja California se realiza el proyecto.",
        ),
        (
            NAMED,
            {"states": ["MX-SON"], "places": ["MX-SON|Nogales"]},
            "Esta convocatoria no trabaja en Nogales (Sonora).",
        ),
        (
            NAMED | {"MX-BCN": ["Tijuana"]},
            {"states": ["MX-SON"], "places": ["MX-SON|Cajeme", "MX-BCN|Tijuana"]},
            "Eligió un municipio de Baja California, pero no el estado.",
        ),
    ],
)
def test_each_state_says_its_municipality_or_a_sentence_says_which_lacks(scene, session, named, fields, sentence):
    ask(scene, session, named)
    answer = write(scene, **fields)
    assert answer.status_code == 422
    assert any(line.endswith(sentence) for line in said(scene, answer)), said(scene, answer)
    assert fields_of(scene.client.html(answer), scene.url(HERE))["title"] == BASE["title"]


def test_several_states_with_their_municipalities_pass(scene: Scene, session: Session):
    ask(scene, session, {})
    states = ["MX-SON", "MX-BCN"]
    assert write(scene, states=states, municipalities="CAJEME (sonora), Tijuana (MX-BCN)").status_code == 303


@pytest.mark.parametrize(
    ("summary", "finding", "codes"),
    [
        ({"states": ["MX-SON"], "places": ["MX-SON|Cajeme"]}, Finding.passes, ["states_inside"]),
        ({"states": ["MX-SON"], "municipalities": "CÁJEME"}, Finding.passes, ["states_inside"]),
        ({"states": ["MX-SON"], "municipalities": "Nogales"}, Finding.fails, ["places_outside"]),
        ({"states": ["MX-SON"]}, Finding.fails, ["places_unsaid"]),
        ({"states": ["MX-BCN"]}, Finding.passes, ["states_inside"]),
    ],
)
def test_the_rule_on_territory_counts_them(summary, finding, codes):
    params = {"states": ["MX-SON", "MX-BCN"], "municipalities": NAMED}
    proposed = propose(RuleKind.territory, params, Dossier({"sections": {"summary": summary}}))
    assert (proposed.finding, [item["code"] for item in proposed.evidence]) == (finding, codes)


NAMES = st.lists(st.sampled_from(["Cajeme", "cajeme", "CÁJEME", "Nogales", "Álamos"]), max_size=6)


@given(NAMES)
def test_a_municipality_is_counted_once_however_it_is_written(names):
    found, lost = places.typed(", ".join(names), ["MX-SON"])
    assert lost == []
    assert len(found.get("MX-SON", [])) == len({name.lower().replace("á", "a") for name in names})
