"""Two officers on the same part of a call: both versions are shown and nothing that was typed is lost, in every part."""

import pytest

from app.calls import queries
from tests.calls import factories
from tests.calls.pages import address, opened, problems, save
from tests.support.forms import fields_of

REASON = {"reason_es": "Corregimos un dato.", "reason_en": "We correct a detail."}
BOTH = [
    ("basics", "object_es", "Objeto de la coordinación", "Objeto de la oficial"),
    ("themes", "rows-0-name_es", "Eje de la coordinación", "Eje de la oficial"),
    ("money", "rows-0-name_es", "Línea de la coordinación", "Línea de la oficial"),
    ("papers", "rows-0-why_es", "Motivo de la coordinación", "Motivo de la oficial"),
    ("rubric", "rows-0-name_es", "Criterio de la coordinación", "Criterio de la oficial"),
    ("texts", "data_es", "Aviso de la coordinación", "Aviso de la oficial"),
]


@pytest.mark.parametrize("case", BOTH)
@pytest.mark.parametrize("public", [False, True])
def test_both_versions_are_shown_and_nothing_typed_is_lost(session, team, officer, coordinator, case, public):
    part, field, theirs, mine = case
    call = factories.published(session, team) if public else factories.filled(session, team)
    typed = opened(officer, call, part) | {field: mine} | REASON
    assert save(coordinator, call, part, **{field: theirs}, **REASON).status_code == 303
    answer = officer.post(address(call, part), typed)
    assert "Carlos Coordinador guardó esta parte" in problems(officer, answer)["revision"]
    page = officer.html(answer)
    kept = fields_of(page)
    assert kept[field] == mine
    assert {name: kept[name] for name in REASON if public} == {name: REASON[name] for name in REASON if public}
    assert theirs in page.css_first("main dl").text()
    assert officer.post(address(call, part), kept).status_code == 303
    assert mine in officer.get(f"/calls/{call.slug}").text
    assert len(queries.amendments(session, call)) == 2 * public


def test_two_calendars_meet_too(session, team, officer, coordinator):
    call = factories.filled(session, team)
    mine = opened(officer, call, "calendar") | {"deadline_on": "21/09/2020"}
    assert save(coordinator, call, "calendar", deadline_on="14/09/2020").status_code == 303
    answer = officer.post(address(call, "calendar"), mine)
    assert list(problems(officer, answer)) == ["revision"]
    assert fields_of(officer.html(answer))["deadline_on"] == "21/09/2020"
    assert "14 de septiembre de 2020" in officer.html(answer).css_first("main").text()
