"""Who is writing what now: told from the last saves, to the others, for five minutes; and it costs a save nothing."""

from datetime import timedelta

import pytest
from sqlmodel import Session

from app.core import clock
from app.people.models import Level
from app.proposals import queries
from app.proposals.service.writing import adopt
from tests import factories as people
from tests.proposals import factories
from tests.proposals.coauthors.conftest import Team
from tests.proposals.test_saving import opened


def write(team: Team, client, text: str = "Uno") -> int:
    return client.post(
        team.scene.url("/sections/problem"),
        {**opened(team.scene, "problem", client), "description": text, "intent": "autosave"},
    ).status_code


def seen(team: Team, client, path: str = "") -> list[str]:
    page = client.html(client.get(team.scene.url(path)))
    return [node.text() for node in page.css("main [data-writing=problem]") if node.text()]


def test_the_others_see_who_writes_where(team: Team):
    write(team, team.theirs)
    assert seen(team, team.scene.client) == ["Luisa Ortiz está escribiendo aquí"]
    assert seen(team, team.scene.client, "/sections/problem") == ["Luisa Ortiz está escribiendo aquí"]
    assert seen(team, team.reading) == ["Luisa Ortiz está escribiendo aquí"]
    assert team.scene.client.get(team.scene.url("/writing")).json() == {"problem": "Luisa Ortiz está escribiendo aquí"}


def test_nobody_is_told_of_himself(team: Team):
    write(team, team.theirs)
    assert seen(team, team.theirs) == []
    assert team.theirs.get(team.scene.url("/writing")).json() == {}


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (1, ["Luisa Ortiz escribe aquí, hace 1 minuto"]),
        (4, ["Luisa Ortiz escribe aquí, hace 4 minutos"]),
        (5, []),
    ],
)
def test_it_goes_away_when_nothing_is_written(team: Team, at, minutes: int, said: list[str]):
    write(team, team.theirs)
    at(clock.now() + timedelta(minutes=minutes))
    assert seen(team, team.scene.client) == said
    assert list(team.scene.client.get(team.scene.url("/writing")).json().values()) == said


def test_what_was_carried_over_is_not_being_written(team: Team, session: Session):
    source = factories.draft(
        session, factories.open_call(session, slug="primera"), team.scene.organisation, team.scene.user
    )
    dossier = queries.dossier(session, team.scene.proposal.id)
    assert dossier
    adopt(session, dossier, "problem", {"description": "x"}, source.id, actor=factories.actor(session, team.other))
    session.commit()
    assert seen(team, team.scene.client) == []


def test_asking_costs_one_statement_beside_knowing_who_asks(team: Team, session: Session, count_queries):
    client_url = team.scene.url("/writing")
    write(team, team.theirs)
    count_queries(client_url)
    one = count_queries(client_url)
    third = team.scene.client.visitor().as_user(people.member(session, team.scene.organisation, Level.EDITOR))
    third.post(
        team.scene.url("/sections/summary"),
        {**opened(team.scene, "summary", third), "title": "Otro", "intent": "autosave"},
    )
    assert count_queries(client_url) == one
