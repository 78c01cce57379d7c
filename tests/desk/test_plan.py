"""The backward plan: counted in working days, red when missed, the promised day on the desk when it has passed."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.calls.plan.steps import USUAL, Step, backward
from app.core.workdays import is_working_day, mexican_holidays
from app.desk.plan import Done, compared
from app.people.models import Role, Scope
from tests import factories as people
from tests.support.forms import fields_of

PROMISED = date(2020, 10, 29)


def plan(stage) -> str:
    return f"/manage/calls/{stage.call.id}/plan"


def lines(browser, stage) -> dict[str, tuple[str, str]]:
    rows = browser.html(browser.get(plan(stage))).css("main table tbody tr")
    return {
        row.css_first("th").text(strip=True): tuple(cell.text(strip=True) for cell in row.css("td")) for row in rows
    }


def test_to_publish_on_29_october_the_pack_goes_by_the_15th_and_the_ranking_closes_by_the_9th() -> None:
    days = backward(PROMISED, {}, frozenset(mexican_holidays()))
    assert days[Step.pack] == date(2020, 10, 15)
    assert days[Step.ranking] == date(2020, 10, 9)


def test_a_day_of_the_programme_moves_every_step_before_it() -> None:
    free = frozenset(mexican_holidays()) | {date(2020, 10, 12)}
    assert backward(PROMISED, {}, free)[Step.ranking] == date(2020, 10, 8)


@given(st.dates(date(2020, 2, 1), date(2027, 12, 1)), st.dictionaries(st.sampled_from(list(USUAL)), st.integers(1, 30)))
def test_steps_are_in_order_and_on_working_days(day, said) -> None:
    free = frozenset(mexican_holidays())
    days = list(backward(day, {step.value: count for step, count in said.items()}, free).values())
    assert days == sorted(days)
    assert all(is_working_day(each, free) for each in days[:-1])


def test_each_step_has_a_word_a_mark_and_a_colour() -> None:
    days = {step: date(2020, 10, 9) for step in (Step.opening, Step.validation, Step.sheets, Step.ranking)}
    done = {
        Step.opening: Done(done=True, on=date(2020, 10, 9)),
        Step.validation: Done(done=True, on=date(2020, 10, 12)),
        Step.sheets: Done(done=False),
    }
    missed = compared(days, done, date(2020, 10, 10))
    assert [(str(line.word), line.mark, line.colour) for line in missed] == [
        ("Ya está hecho", "●", "green"),
        ("Hecho tarde", "▲", "amber"),
        ("No se cumplió", "■", "red"),
        ("No se cumplió", "■", "red"),
    ]
    assert compared({Step.sheets: date(2020, 10, 9)}, {}, date(2020, 10, 9))[0].colour == "grey"


def test_the_page_counts_back_and_days_are_changed_on_it(client, stage) -> None:
    stage.call.results_promised_on = PROMISED
    stage.session.flush()
    officer = client.as_user(stage.officer)
    assert lines(officer, stage)["El donante tiene el expediente"][0] == "15 de octubre de 2020"
    fields = fields_of(officer.html(officer.get(plan(stage))), plan(stage))
    changes = {"donor": "3", "free-0-on": "12/10/2020", "free-0-name": "Día de descanso"}
    assert officer.post(plan(stage), fields | changes).status_code == 303
    found = lines(officer, stage)
    assert found["El donante tiene el expediente"][0] == "14 de octubre de 2020"
    assert found["La comisión cierra su orden de prelación"][0] == "7 de octubre de 2020"
    assert found["Se abren las propuestas"][1].startswith("● Ya está hecho")


def test_what_cannot_be_has_its_sentence(client, stage) -> None:
    officer = client.as_user(stage.officer)
    fields = fields_of(officer.html(officer.get(plan(stage))), plan(stage))
    answer = officer.post(plan(stage), fields | {"donor": "121"})
    assert answer.status_code == 422
    assert "Un paso toma como máximo 120 días hábiles." in answer.text
    twice = {f"free-{n}-{key}": value for n in (0, 1) for key, value in (("on", "12/10/2020"), ("name", "Descanso"))}
    assert "Este día está dos veces." in officer.post(plan(stage), fields | twice).text


def test_only_the_team_changes_the_plan(client, stage) -> None:
    assert client.as_user(stage.donor).get(plan(stage)).status_code == 200
    assert client.as_user(stage.donor).post(plan(stage), {}).status_code in {403, 404}
    assert client.visitor().get(plan(stage)).status_code in {303, 403}


def test_a_promised_day_that_passed_is_on_the_desk(client, stage, at) -> None:
    sentence = "El día prometido para los resultados ya pasó"
    stage.call.results_promised_on = PROMISED
    stage.session.flush()
    at("2020-10-29T12:00:00-06:00")
    assert sentence not in client.as_user(stage.officer).get("/desk").text
    at("2020-10-30T12:00:00-06:00")
    assert sentence in client.as_user(stage.officer).get("/desk").text


def test_who_works_on_one_call_only_does_not_change_the_days_of_the_programme(client, session, stage) -> None:
    helper = people.user(session, "Ayudante de una convocatoria")
    people.grant(session, helper, Role.OFFICER, scope=Scope.CALL, scope_id=stage.call.id)
    browser = client.visitor().as_user(helper)
    form = fields_of(browser.html(browser.get(plan(stage))), plan(stage))
    assert browser.post(plan(stage), form | {"ranking": "5"}).status_code == 303
    day = {"free-0-on": "12/10/2020", "free-0-name": "Puente"}
    refused = browser.post(plan(stage), form | day)
    assert refused.status_code == 422
    assert "Los días sin labores son de todo el programa" in refused.text
    assert 'value="12/10/2020"' in refused.text
    assert client.as_user(stage.officer).post(plan(stage), form | day).status_code == 303
