"""The Second Call as the source says it, set up through our own verbs."""

from datetime import UTC, datetime

import pytest

from app.calls import gate, queries
from app.calls.models import CallState
from app.calls.rubric import attainable
from app.demo import second_call
from app.demo.cast import Cast, gather_team
from app.demo.programme import programme as written
from app.programmes import queries as programmes
from app.programmes.models import Missing, Scope


@pytest.fixture
def cast(session, at):
    at("2020-08-03T10:00:00-05:00")
    people = Cast(session)
    gather_team(people)
    return people


@pytest.fixture
def programme(cast):
    return written(cast)


@pytest.fixture
def call(cast, programme):
    drafted = second_call.draft(cast, programme)
    second_call.publish(cast, drafted)
    return drafted


def test_the_results_tree_is_that_of_the_source(session, programme):
    tree = programmes.results(session, programme.id)
    assert [result.code for result in tree] == ["1", "1.1", "1.2", "1.3", "2", "2.1", "2.2", "2.3"]
    scopes = {result.code: (result.scope, result.online, result.states_target) for result in tree if result.parent_id}
    assert scopes == {
        "1.1": (Scope.states, False, 5),
        "1.2": (Scope.states, False, 8),
        "1.3": (Scope.to_be_confirmed, False, None),
        "2.1": (Scope.national, True, None),
        "2.2": (Scope.to_be_confirmed, False, None),
        "2.3": (Scope.national, True, None),
    }


def test_year_one_has_fourteen_months_and_due_dates_are_those_printed(session, programme):
    years = programmes.years(session, programme.id)
    assert [(str(year.start_on), str(year.end_on)) for year in years] == [
        ("2019-08-01", "2020-09-30"),
        ("2020-10-01", "2021-09-30"),
        ("2021-10-01", "2022-09-30"),
    ]
    due = {window.label: str(window.donor_due_on) for window in programmes.windows(session, programme.id)}
    assert {label: due[label] for label in ("Q4 FY20", "Q1 FY21", "Q2 FY21", "Q3 FY21", "Q4 FY21")} == {
        "Q4 FY20": "2020-10-30",
        "Q1 FY21": "2021-01-31",
        "Q2 FY21": "2021-04-30",
        "Q3 FY21": "2021-07-31",
        "Q4 FY21": "2021-10-30",
    }


def test_an_unknown_target_is_not_zero(session, programme):
    targets = programmes.targets(session, programme.id)
    year = programmes.years(session, programme.id)[0]
    said = {
        i.code: (targets[i.id][year.id].value, targets[i.id][year.id].missing)
        for i in programmes.indicators(session, programme.id)
    }
    assert said == {
        None: (2, None),
        "DR 2.4-1": (470, None),
        "DR 2.4-2": (None, Missing.not_available),
        "DR 2.4-3": (10, None),
    }


def test_eight_states_close_in_five_zones(session, call):
    table = queries.timetable(session, call)
    closes = {state: table.deadline(state).at for state in call.states}
    assert closes == {
        "MX-BCN": datetime(2020, 9, 8, 6, 59, 59, tzinfo=UTC),
        "MX-BCS": datetime(2020, 9, 8, 5, 59, 59, tzinfo=UTC),
        "MX-SON": datetime(2020, 9, 8, 6, 59, 59, tzinfo=UTC),
        "MX-ROO": datetime(2020, 9, 8, 4, 59, 59, tzinfo=UTC),
        **dict.fromkeys(("MX-COA", "MX-JAL", "MX-ZAC", "MX-GUA"), datetime(2020, 9, 8, 4, 59, 59, tzinfo=UTC)),
    }
    assert table.latest().at == closes["MX-BCN"]


def test_it_is_published_whole_with_a_rubric_of_one_hundred(session, call):
    assert call.state == CallState.published
    assert [gap.sentence for gap in gate.missing(session, call)] == []
    assert attainable(queries.criteria(session, call)) == 100
    assert str(call.results_promised_on) == "2020-10-29"
