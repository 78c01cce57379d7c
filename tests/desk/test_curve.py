"""The last hours of a call: everything is counted once, by day or by hour, and the board leaves as a workbook."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session

from app.core.sheets import read_workbook
from app.desk.curve import HOURS, curve
from app.people.models import Role
from tests import factories
from tests.proposals import factories as written
from tests.review.factories import Stage
from tests.support.client import Client

ZONE = "America/Mexico_City"
DEADLINE = datetime(2020, 9, 7, 23, 0, tzinfo=UTC)
INSTANTS = st.lists(st.datetimes(datetime(2020, 8, 1), datetime(2020, 9, 20)).map(lambda at: at.replace(tzinfo=UTC)))  # noqa: DTZ001 -- hypothesis takes naive bounds


@given(INSTANTS, INSTANTS, st.sampled_from([DEADLINE, DEADLINE - timedelta(seconds=1)]))
def test_everything_received_falls_in_one_day_or_hour_or_came_late(
    opened: list[datetime], received: list[datetime], deadline: datetime
) -> None:
    found = curve(opened, received, deadline, deadline + timedelta(days=30), ZONE)
    slots = [*found.days, *found.hours]
    assert sum(slot.received for slot in slots) + found.late == len(received)
    assert sum(slot.opened for slot in slots) == sum(at <= deadline for at in opened)
    assert len(found.hours) == HOURS


def test_the_very_second_of_the_deadline_is_in_the_last_hour() -> None:
    for deadline in (DEADLINE, datetime(2020, 9, 8, 4, 59, 59, tzinfo=UTC)):
        found = curve([], [deadline, deadline + timedelta(seconds=1)], deadline, deadline + timedelta(days=1), ZONE)
        assert (found.hours[-1].received, found.late) == (1, 1)
    assert found.hours[-1].name == "07/09 23:00"


def test_hours_that_have_not_come_are_not_there() -> None:
    now = DEADLINE - timedelta(hours=70, minutes=30)
    assert [slot.name for slot in curve([], [], DEADLINE, now, ZONE).hours] == ["04/09 18:00", "04/09 19:00"]
    assert curve([], [], DEADLINE, DEADLINE - timedelta(days=20), ZONE).hours == []


def test_a_day_without_anything_between_two_is_there_and_empty() -> None:
    days = [DEADLINE - timedelta(days=10), DEADLINE - timedelta(days=8)]
    found = curve(days, days[:1], DEADLINE, DEADLINE, ZONE)
    assert [(slot.name, slot.opened, slot.received) for slot in found.days] == [
        ("28/08", 1, 1),
        ("29/08", 0, 0),
        ("30/08", 1, 0),
    ]


def workbook(client: Client, address: str) -> dict[str, list[list[Any]]]:
    return {sheet.title: sheet.rows for sheet in read_workbook(client.get(address).content)}


def test_before_the_opening_the_workbook_counts_and_names_nobody(
    client: Client, session: Session, at: Callable[[str], object]
) -> None:
    at("2020-09-07T12:00:00-05:00")
    made = written.open_call(session)
    organisation, user = written.applicant(session, "Vigías de Cajeme, A.C.")
    written.draft(session, made, organisation, user)
    client.as_user(factories.staff(session, Role.OFFICER, made.programme_id))
    found = workbook(client, f"/manage/calls/{made.id}/board.xlsx")
    assert "Vigías" not in str(found)
    assert found["Tablero"] == [["recibidas", 0], ["en preparación", 1], ["retiradas", 0]]
    assert sum(row[1] for row in found["Por hora, las últimas 72"]) == 1
    assert [row[1:] for row in found["Por estado"]] == [[0, 1]]


def test_after_the_opening_the_workbook_holds_the_funnel_and_the_page_draws_the_curve(
    client: Client, stage: Stage
) -> None:
    stage.validated()
    client.as_user(stage.officer)
    board = f"/manage/calls/{stage.call.id}/board"
    found = workbook(client, f"{board}.xlsx")
    assert ["Cumplieron todas las reglas", 3] in found["Tablero"]
    assert sum(row[2] for name in found if name.startswith("Por ") and "ora" in name for row in found[name]) <= 3
    page = client.html(client.get(board))
    rows = page.css('figure[aria-labelledby="curve-days-title"] tbody tr')
    assert sum(int(row.css("td")[1].text()) for row in rows) == 3
    assert page.css_first("#last-hours") is not None


def test_the_workbook_is_for_those_who_see_the_board(client: Client, stage: Stage) -> None:
    stage.validated().seated()
    address = f"/manage/calls/{stage.call.id}/board.xlsx"
    for person in (stage.member("CPC"), stage.sent[0][1]):
        assert client.as_user(person).get(address).status_code == 403
    observer = factories.staff(stage.session, Role.OBSERVER, stage.call.programme_id)
    assert client.as_user(observer).get(address).status_code == 200
