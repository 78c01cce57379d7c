"""Where a call was spread, and how far it reached by state: what nobody measured is not known, and that is not 0."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.calls.dissemination import queries
from app.calls.dissemination.models import Medium
from app.calls.dissemination.queries import Line
from app.core.clock import now
from app.core.sheets import read_workbook
from app.desk import spread
from app.people.models import Role
from tests import factories
from tests.calls.pages import problems
from tests.proposals import factories as written
from tests.support.forms import fields_of

NOTED = {"medium": "radio", "what": "Entrevista en Radio Sonora", "on": "30/08/2020", "state": "MX-SON"}


@pytest.fixture
def call(session, at):
    at("2020-09-01T12:00:00-05:00")
    return written.open_call(session)


@pytest.fixture
def officer(client, session, call):
    return client.as_user(factories.staff(session, Role.OFFICER, call.programme_id))


def home(call):
    return f"/manage/calls/{call.id}/dissemination"


def note(browser, call, **changes):
    return browser.post(f"{home(call)}/new", NOTED | changes)


def reach(browser, call):
    """State -> (times, people reached, drafts, received)."""
    table = browser.html(browser.get(home(call))).css_first("main table")
    rows = table.css("tbody tr")
    return {
        row.css_first("th").text(strip=True): tuple(cell.text(strip=True, separator=" ") for cell in row.css("td"))
        for row in rows
    }


def test_what_was_noted_counts_by_state_and_a_figure_nobody_knows_is_not_zero(officer, call):
    assert note(officer, call).status_code == 303
    assert reach(officer, call)["Sonora"] == ("1", "no se sabe", "0", "0")
    note(officer, call, reach="1,200", source="Medición de la radio")
    assert reach(officer, call)["Sonora"] == ("2", "1,200 se sabe de 1 de 2", "0", "0")
    note(officer, call, reach="0", source="Lista de asistencia", state="")
    assert reach(officer, call)["Todo el país"] == ("1", "0", "–", "–")


def test_drafts_and_proposals_stand_beside_and_nobody_is_named(session, officer, call):
    organisation, user = written.applicant(session, "Vigías de Cajeme, A.C.")
    proposal = written.draft(session, call, organisation, user)
    found = reach(officer, call)
    assert [row[2] for name, row in found.items() if row[2] == "1"] == ["1"]
    assert proposal.home_state in call.states
    assert "Vigías" not in officer.get(home(call)).text


def test_states_without_any_are_named(officer, call):
    note(officer, call)
    text = officer.html(officer.get(home(call))).css_first(".notice").text()
    assert "Estados donde no se ha difundido" in text
    assert "Sonora" not in text


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("on", {"on": "02/09/2020"}),
        ("on", {"on": "31/11/2020"}),
        ("what", {"what": " "}),
        ("medium", {"medium": "fax"}),
        ("state", {"state": "MX-XXX"}),
        ("link", {"link": "javascript:alert(1)"}),
        ("source", {"reach": "10"}),
        ("reach", {"reach": "muchas"}),
    ],
)
def test_what_cannot_be_noted_is_said_beside_its_field(session, officer, call, field, changes):
    assert list(problems(officer, note(officer, call, **changes))) == [field]
    assert queries.log(session, call.id) == []


def test_a_line_is_corrected_and_its_history_keeps_what_it_said(session, officer, call):
    note(officer, call)
    (line,) = queries.log(session, call.id)
    address = f"{home(call)}/{line.id}"
    fields = fields_of(officer.html(officer.get(address)), address)
    assert officer.post(address, fields | {"state": "MX-JAL"}).status_code == 303
    assert [each.state for each in queries.log(session, call.id)] == ["MX-JAL"]
    assert "MX-SON → MX-JAL" in officer.get(address).text


def test_a_line_taken_out_counts_no_more(session, officer, call):
    note(officer, call)
    (line,) = queries.log(session, call.id)
    assert officer.post(f"{home(call)}/{line.id}/remove").status_code == 303
    assert "Todavía no se anota nada" in officer.get(home(call)).text
    assert officer.get(f"{home(call)}/{line.id}").status_code == 404


def test_the_sheet_leaves_what_is_not_known_blank(officer, call):
    note(officer, call)
    log, by_state = read_workbook(officer.get(f"{home(call)}.xlsx").content)
    assert dict(zip(log.header, log.rows[0], strict=True))["Personas alcanzadas (en blanco: no se sabe)"] is None
    row = next(row for row in by_state.rows if row[0] == "Sonora")
    assert row[1:] == [1, None, 0, 0, 0]


def test_who_sees_the_board_reads_it_and_only_the_team_writes(session, client, call):
    for role in (Role.OBSERVER, Role.AUDITOR, Role.DONOR, Role.FINANCE):
        browser = client.as_user(factories.staff(session, role, call.programme_id))
        assert browser.get(home(call)).status_code == 200
        assert note(browser, call).status_code in {403, 404}
    assert client.as_user(factories.user(session)).get(home(call)).status_code == 403


def test_the_list_needs_no_more_queries_for_three_than_for_one(officer, client, call, count_queries):
    note(officer, call)
    one = count_queries(home(call))
    for _ in range(2):
        note(officer, call)
    assert count_queries(home(call)) == one


lines = st.lists(
    st.builds(
        Line,
        id=st.just(""),
        on=st.just(now().date()),
        medium=st.sampled_from(Medium),
        what=st.just("x"),
        state=st.sampled_from(["", "MX-SON", "MX-JAL", "MX-DUR"]),
        place=st.just(""),
        link=st.just(""),
        reach=st.none() | st.integers(0, 10**6),
        source=st.just(""),
        by=st.just(""),
    )
)


@given(lines)
def test_nothing_is_lost_between_the_log_and_its_sums(log):
    rows = spread.by_state(log, ["MX-SON", "MX-JAL"], {}, {})
    assert sum(row.times for row in rows) == len(log)
    assert sum(row.reach or 0 for row in rows) == sum(line.reach or 0 for line in log)
    assert all((row.reach is None) == (row.known == 0) for row in rows)
    assert {"MX-SON", "MX-JAL"} <= {row.state for row in rows}
