"""A person's own calendar: a secret address, renewed at will, with what its owner may see today."""

import pytest
from icalendar import Calendar

from app.calls import service
from app.people.models import Role
from tests import factories as people
from tests.calls import factories
from tests.programmes import factories as programmes
from tests.proposals import factories as proposals

WORKING = "2020-08-20T12:00:00-05:00"


@pytest.fixture
def call(session, at):
    at(WORKING)
    return factories.published(session)


def make(browser):
    """Press the button; answers the path of the address."""
    assert browser.post("/account/calendar/renew").status_code == 303
    code = browser.html(browser.get("/account/calendar")).css_first("main code")
    return code.text().removeprefix("http://testserver")


def uids(client, path):
    found = Calendar.from_ical(client.visitor().get(path).content)
    return {str(event["uid"]).split("-")[0] for event in found.walk("VEVENT")}


def test_nothing_is_made_by_looking(client, session, call):
    browser = client.as_user(people.user(session))
    for _ in range(2):
        assert browser.html(browser.get("/account/calendar")).css_first("main code") is None


def test_it_holds_the_calls_that_its_owner_follows_and_no_other(client, session, call):
    other = factories.published(session, programme=programmes.programme(session, "B"))
    draft = factories.filled(session, programme=programmes.programme(session, "C"))
    person = people.user(session)
    service.follow(session, call, person.id)
    service.follow(session, draft, person.id)
    path = make(client.as_user(person))
    assert uids(client, path) == {call.id}
    assert other.id not in uids(client, path)


def test_whoever_writes_with_an_organisation_has_its_calls_until_he_or_she_leaves_it(client, session, call):
    organisation = people.organisation(session, state="MX-SON")
    author = people.member(session, organisation)
    colleague = people.member(session, organisation, name="Inés Palomares")
    proposals.draft(session, call, organisation, author)
    path = make(client.as_user(colleague))
    assert uids(client, path) == {call.id}


def test_staff_have_the_calls_of_their_programme(client, session, call):
    other = factories.published(session, programme=programmes.programme(session, "B"))
    officer = people.staff(session, Role.OFFICER, scope_id=other.programme_id)
    assert uids(client, make(client.as_user(officer))) == {other.id}


def test_a_renewed_address_leaves_the_old_one_empty(client, session, call):
    person = people.user(session)
    service.follow(session, call, person.id)
    browser = client.as_user(person)
    first = make(browser)
    second = make(browser)
    assert first != second
    assert client.visitor().get(first).status_code == 404
    assert uids(client, second) == {call.id}
    browser.post("/account/calendar/end")
    assert client.visitor().get(second).status_code == 404


def test_a_closed_account_and_a_wrong_address_open_nothing(client, session, call):
    person = people.user(session)
    path = make(client.as_user(person))
    wrong = path.replace(".ics", "0.ics")
    assert client.visitor().get(wrong).status_code == 404
    assert client.visitor().get("/calendars/x.ics").status_code == 404
    person.active = False
    session.add(person)
    assert client.visitor().get(path).status_code == 404


def test_dates_that_an_amendment_moves_keep_their_name_with_a_higher_sequence(client, session, call):
    person = people.user(session)
    service.follow(session, call, person.id)
    path = make(client.as_user(person))

    def deadline():
        events = Calendar.from_ical(client.visitor().get(path).content).walk("VEVENT")
        (found,) = [event for event in events if str(event["uid"]).startswith(f"{call.id}-deadline@")]
        return found

    before = deadline()
    call.calendar_sequence += 1
    session.add(call)
    assert deadline()["sequence"] == before["sequence"] + 1
