"""A deadline is extended by an act of its own: later only, signed, with a reason, numbered and mailed."""

from datetime import date, time

import pytest

from app.calls import queries, service
from app.calls.parts.calendar import OwnDeadline
from app.people.models import Role
from tests import factories as people
from tests.calls import factories
from tests.calls.pages import problems
from tests.support.forms import fields_of

SIGNED = {"reason_es": "Por la contingencia.", "reason_en": "Because of the contingency.", "signed": "on"}


@pytest.fixture
def call(session, team):
    own = (OwnDeadline("MX-ROO", date(2020, 9, 7), time(18, 0), "America/Cancun"),)
    return factories.published(session, team, own=own)


def extend(browser, call, **fields):
    address = f"/manage/calls/{call.id}/extend"
    form = fields_of(browser.html(browser.get(address)), address)
    return browser.post(address, form | SIGNED | {"on": "14/09/2020"} | fields)


def closes(session, call):
    table = queries.timetable(session, call)
    return table.deadline().wall, table.deadline("MX-ROO").wall


def test_it_is_a_numbered_amendment_with_its_signature_mailed_to_who_follows(session, client, officer, call, outbox):
    follower = people.user(session, "Quien escribe", locale="en")
    service.follow(session, call, follower.id)
    answer = extend(officer, call)
    assert answer.headers["location"].endswith(f"/calls/{call.slug}#amendments")
    assert closes(session, call) == ("2020-09-14T23:59:59", "2020-09-14T18:00:00")
    text = client.visitor().get(f"/calls/{call.slug}").text
    assert "Modificación 1" in text
    assert "Por la contingencia." in text
    assert "Olga Oficial" in text
    mail = next(mail for mail in outbox() if mail.to_email == follower.email)
    assert (mail.mail, "Signed by" in mail.text, "September 14, 2020" in mail.text) == ("calls/amended", True, True)


@pytest.mark.parametrize(("day", "hour"), [("07/09/2020", "23:59"), ("07/09/2020", "18:00"), ("01/09/2020", "23:59")])
def test_it_is_never_earlier_and_nothing_typed_is_lost(session, officer, call, day, hour):
    answer = extend(officer, call, on=day, at=hour)
    assert problems(officer, answer) == {
        "on": "Una prórroga es posterior al cierre publicado: lunes 7 de septiembre de 2020 a las 23:59:59 (hora del centro de México)."
    }
    assert fields_of(officer.html(answer))["reason_es"] == "Por la contingencia."
    assert queries.amendments(session, call) == []


def test_it_is_signed_and_has_its_reason(officer, call):
    assert list(problems(officer, extend(officer, call, signed=""))) == ["signed"]
    assert list(problems(officer, extend(officer, call, reason_es="", reason_en=""))) == ["reason_es"]


def test_a_promise_that_it_would_overtake_moves_with_it_or_keeps_it_back(session, officer, call):
    answer = extend(officer, call, on="14/12/2020")
    assert "queda antes que" in problems(officer, answer)["on"]
    assert extend(officer, call, on="14/12/2020", the_rest="on").status_code == 303
    assert str(call.results_promised_on) == "2021-02-04"


def test_a_state_that_has_closed_stays_closed(session, client, team, call, at):
    at("2020-09-07T21:00:00-05:00")
    assert extend(client.as_user(team.officer), call).status_code == 303
    assert closes(session, call) == ("2020-09-14T23:59:59", "2020-09-07T18:00:00")


def test_a_closed_call_is_not_extended(session, client, team, call, at):
    at("2020-09-08T00:00:00-05:00")
    officer = client.as_user(team.officer)
    assert "ya pasó" in problems(officer, extend(officer, call))["on"]
    assert "Extender el cierre" not in officer.get(f"/manage/calls/{call.id}").text


def test_two_who_extend_at_once_are_told(session, officer, coordinator, call):
    address = f"/manage/calls/{call.id}/extend"
    hers = fields_of(officer.html(officer.get(address)), address)
    assert extend(coordinator, call).status_code == 303
    answer = officer.post(address, hers | SIGNED | {"on": "21/09/2020"})
    assert "Carlos Coordinador" in problems(officer, answer)["revision"]
    assert "14 de septiembre de 2020" in officer.html(answer).css_first("main").text()
    assert fields_of(officer.html(answer))["on"] == "21/09/2020"


def test_who_is_not_of_the_team_extends_nothing(session, client, call):
    address = f"/manage/calls/{call.id}/extend"
    observer = client.visitor().as_user(people.staff(session, Role.OBSERVER))
    assert observer.get(address).status_code == 403
    assert observer.post(address, SIGNED | {"on": "14/09/2020", "at": "23:59"}).status_code == 403
    assert client.visitor().as_user(people.user(session)).get(address).status_code == 404
