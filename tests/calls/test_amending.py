"""A published call changes only in public: numbered, with before, after and reason, and mailed."""

import pytest

from app.calls import queries, service
from tests import factories as people
from tests.calls import factories
from tests.calls.pages import problems, save

REASON = {"reason_es": "Más tiempo por la contingencia.", "reason_en": "More time because of the contingency."}


@pytest.fixture
def call(session, team):
    return factories.published(session, team)


def test_an_extension_is_a_numbered_amendment_seen_by_everybody(session, client, officer, call, outbox):
    follower = people.user(session, "Quien escribe", locale="en")
    service.follow(session, call, follower.id)
    assert save(officer, call, "calendar", deadline_on="14/09/2020", **REASON).status_code == 303
    amendment = queries.amendments(session, call)[0]
    assert (amendment.number, amendment.part, [change["label"]["es"] for change in amendment.changes]) == (
        1,
        "calendar",
        ["Cierre de recepción de propuestas"],
    )
    text = client.visitor().get(f"/calls/{call.slug}").text
    assert "Modificación 1" in text
    assert "7 de septiembre de 2020 a las 23:59 (hora del centro de México)" in text
    assert "14 de septiembre de 2020 a las 23:59 (hora del centro de México)" in text
    mail = next(mail for mail in outbox() if mail.to_email == follower.email)
    assert (mail.mail, mail.language) == ("calls/amended", "en")
    assert "More time because of the contingency." in mail.text
    assert "September 14, 2020" in mail.text


@pytest.mark.parametrize(("day", "hour"), [("06/09/2020", "23:59"), ("07/09/2020", "23:58"), ("01/09/2020", "10:00")])
def test_a_deadline_is_never_moved_earlier(session, officer, call, day, hour):
    answer = save(officer, call, "calendar", deadline_on=day, deadline_at=hour, **REASON)
    said = problems(officer, answer)
    assert said == {
        "deadline_on": "Un cierre publicado nunca se adelanta. Es el lunes 7 de septiembre de 2020 a las 23:59:59 (hora del centro de México)."
    }
    assert officer.html(answer).css_first("#f-deadline_on").attributes["value"] == day
    assert queries.amendments(session, call) == []


def test_one_state_is_not_moved_earlier_either(session, officer, call):
    own = {"rows-0-state": "MX-ROO", "rows-0-on": "07/09/2020", "rows-0-at": "23:59", "rows-0-zone": "America/Cancun"}
    assert save(officer, call, "calendar", **own, **REASON).status_code == 303, (
        "Cancún keeps the same hour in September"
    )
    earlier = save(officer, call, "calendar", **{"rows-0-at": "18:00"}, **REASON)
    assert list(problems(officer, earlier)) == ["rows-0-on"]


def test_a_change_of_zone_that_closes_earlier_is_refused(officer, call):
    answer = save(officer, call, "calendar", zone="America/Bogota", **REASON)
    assert answer.status_code == 303 or "nunca se adelanta" in answer.text
    answer = save(officer, call, "calendar", zone="America/New_York", **REASON)
    assert "nunca se adelanta" in problems(officer, answer)["deadline_on"]


def test_a_closed_call_is_not_opened_again(client, team, call, at):
    at("2020-09-08T00:00:00-05:00")
    officer = client.as_user(team.officer)
    answer = save(officer, call, "calendar", deadline_on="14/09/2020", **REASON)
    assert problems(officer, answer) == {
        "deadline_on": "Este cierre ya pasó: una convocatoria cerrada no vuelve a abrirse."
    }


def test_an_amendment_needs_its_reason(session, officer, call):
    answer = save(officer, call, "calendar", deadline_on="14/09/2020")
    assert problems(officer, answer) == {"reason_es": "Diga por qué cambia la convocatoria: todo el mundo lo leerá."}
    session.refresh(call)
    assert str(queries.deadline_for(session, call, None)) == "2020-09-08 04:59:59+00:00"


def test_nothing_different_is_no_amendment(officer, call):
    answer = save(officer, call, "money", **REASON)
    assert "no hay nada que modificar" in problems(officer, answer)[""]


def test_what_was_published_is_not_taken_away(session, officer, call):
    answer = save(officer, call, "money", **{"rows-1-remove": "on"}, **REASON)
    assert "Lo publicado no se quita" in problems(officer, answer)[""]
    assert (
        save(
            officer, call, "themes", **{"rows-2-name_es": "Sanción", "rows-2-name_en": "Sanction"}, **REASON
        ).status_code
        == 303
    )
    assert [axis.code for axis in queries.axes(session, call)] == ["A1", "A2", "A3"]


def test_the_rubric_stays_once_proposals_are_open(session, client, call, team, at):
    at("2020-09-09T12:00:00-05:00")
    officer = client.as_user(team.officer)
    service.record_opening(session, call, team.publishes)
    answer = save(officer, call, "rubric", minimum_total="70", **REASON)
    assert "la rúbrica queda como se publicó" in problems(officer, answer)[""]


@pytest.mark.parametrize(
    ("part", "change"),
    [("money", {"rows-0-awards": "9"}), ("rules", {"rows-0-words_es": "Otra", "rows-0-words_en": "Other"})],
)
def test_money_and_rules_stay_too(session, client, call, team, at, part, change):
    at("2020-09-09T12:00:00-05:00")
    service.record_opening(session, call, team.publishes)
    officer = client.as_user(team.officer)
    answer = save(officer, call, part, **change, **REASON)
    assert "lo que decide sobre ellas queda como se publicó" in problems(officer, answer)[""]
    assert queries.amendments(session, call) == []


def test_numbers_follow_each_other(session, officer, call):
    for day in ("14/09/2020", "15/09/2020"):
        assert save(officer, call, "calendar", deadline_on=day, **REASON).status_code == 303
    assert [amendment.number for amendment in queries.amendments(session, call)] == [2, 1]
