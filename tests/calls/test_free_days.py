"""A date on which nobody is at work is said beside its field: while one types, and after saving. It is never refused."""

from datetime import date

import pytest

from app.calls.plan.free import remark
from app.calls.plan.models import ProgrammeHoliday
from tests.calls import factories
from tests.calls.pages import address, opened, save


@pytest.fixture
def draft(session, team):
    return factories.filled(session, team)


def typed(browser, call, **changes):
    fields = opened(browser, call, "calendar") | changes
    return browser.post(f"{address(call, 'calendar')}/check", fields).json()


def beside(browser, call):
    page = browser.html(browser.get(address(call, "calendar")))
    return {each.attributes["id"]: each.text() for each in page.css("strong[id^=free-]") if each.text()}


def test_a_weekend_and_a_holiday_are_said_while_one_types(officer, draft):
    said = typed(officer, draft, results_on="15/11/2020", launch_on="16/09/2020", deadline_on="20/09/2020")["said"]
    assert said["free-results"] == "Cae en domingo."
    assert said["free-launch"] == "Día inhábil: Día de la Independencia."
    assert said["free-deadline"] == "Cae en domingo."
    assert typed(officer, draft, results_on="18/11/2020")["said"]["free-results"] == ""


def test_the_programme_s_own_days_and_the_deadline_of_a_state_count_too(session, officer, draft):
    session.add(ProgrammeHoliday(programme_id=draft.programme_id, on=date(2020, 11, 19), name="Inventario"))
    session.flush()
    row = {
        "rows-0-state": "MX-SON",
        "rows-0-on": "13/09/2020",
        "rows-0-at": "23:59",
        "rows-0-zone": "America/Hermosillo",
    }
    said = typed(officer, draft, results_on="19/11/2020", **row)["said"]
    assert (said["free-results"], said["free-MX-SON"]) == ("Día inhábil: Inventario.", "Cae en domingo.")


def test_it_is_saved_all_the_same_and_said_where_one_comes_back(officer, draft):
    assert save(officer, draft, "calendar", results_on="25/10/2020").status_code == 303
    assert beside(officer, draft)["free-results"] == "Cae en domingo."
    page = officer.html(officer.get(f"/manage/calls/{draft.id}"))
    lines = [a.text() for a in page.css(f'a[href="{address(draft, "calendar")}"]')]
    assert "Resultados, a más tardar: Cae en domingo." in lines


def test_the_remark_belongs_to_what_describes_the_field(officer, draft):
    page = officer.html(officer.get(address(draft, "calendar")))
    hint = page.css_first("#f-results_on").attributes["aria-describedby"]
    assert page.css_first(f"#{hint} #free-results") is not None


def test_in_english_the_day_has_its_english_name(officer, draft):
    officer.get("/?lang=en")
    assert typed(officer, draft, results_on="15/11/2020")["said"]["free-results"] == "It falls on a Sunday."


@pytest.mark.parametrize("day", [date(2020, 11, 16), date(2020, 11, 20)])
def test_a_day_of_work_has_no_remark(day):
    assert remark(day, {}) == ""
