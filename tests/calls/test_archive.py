"""A call that is over leaves the working lists and is found by everybody as before; it comes back by one button."""

import pytest

from app.calls import service
from app.core.audit import history
from app.people.models import Role
from tests import factories as people
from tests.calls import factories
from tests.calls.pages import problems


@pytest.fixture
def over(session, team):
    call = factories.published(session, team)
    service.cancel(session, call, reason=factories.both("Se acabó el fondo."), actor=team.drafts)
    return call


def home(call):
    return f"/manage/calls/{call.id}"


def listed(browser, call, address="/manage/calls"):
    return bool(browser.html(browser.get(address)).css(f"main a[href='{home(call)}']"))


def test_it_leaves_the_working_list_and_comes_back(session, coordinator, over):
    assert listed(coordinator, over)
    assert coordinator.post(f"{home(over)}/archive").status_code == 303
    assert (listed(coordinator, over), listed(coordinator, over, "/manage/calls?archive=true")) == (False, True)
    assert "Carlos Coordinador la guardó" in coordinator.get(home(over)).text
    assert coordinator.post(f"{home(over)}/unarchive").status_code == 303
    assert (listed(coordinator, over), listed(coordinator, over, "/manage/calls?archive=true")) == (True, False)
    acts = [entry.action for entry in history(session, over, limit=100)]
    assert (acts.count("call.archived"), acts.count("call.unarchived")) == (1, 1)


def test_the_public_goes_on_finding_it(client, coordinator, over):
    coordinator.post(f"{home(over)}/archive")
    visitor = client.visitor()
    assert visitor.get(f"/calls/{over.slug}").status_code == 200
    page = visitor.html(visitor.get("/calls?when=past"))
    assert page.css(f"a[href='/calls/{over.slug}']")


def test_a_call_that_goes_on_stays_where_it_is(session, team, coordinator):
    call = factories.published(session, team)
    assert "Guardar en el archivo" not in coordinator.get(home(call)).text
    answer = coordinator.post(f"{home(call)}/archive")
    assert "una vez publicados sus resultados" in problems(coordinator, answer)[""]


def test_twice_is_once(coordinator, over):
    coordinator.post(f"{home(over)}/archive")
    assert "ya está en el archivo" in problems(coordinator, coordinator.post(f"{home(over)}/archive"))[""]
    coordinator.post(f"{home(over)}/unarchive")
    assert "no está en el archivo" in problems(coordinator, coordinator.post(f"{home(over)}/unarchive"))[""]


def test_only_a_coordinator_uses_it(session, client, officer, over):
    assert officer.post(f"{home(over)}/archive").status_code == 403
    assert "Guardar en el archivo" not in officer.get(home(over)).text
    observer = client.visitor().as_user(people.staff(session, Role.OBSERVER))
    assert observer.post(f"{home(over)}/archive").status_code in {403, 404}
    assert client.visitor().as_user(people.user(session)).post(f"{home(over)}/archive").status_code == 404
