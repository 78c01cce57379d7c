"""The pure rules of agreements, for any calendar and any budget."""

import itertools
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.agreements.rules import annexes
from app.agreements.rules.periods import due_too_early, planned_periods
from app.core.workdays import is_working_day, mexican_holidays
from tests.agreements.factories import ANNEXES


@dataclass(frozen=True)
class Window:
    id: str
    label: str
    start_on: date
    end_on: date
    donor_due_on: date


QUARTERS = [
    Window("q4", "Q4 FY20", date(2020, 7, 1), date(2020, 9, 30), date(2020, 10, 30)),
    Window("q1", "Q1 FY21", date(2020, 10, 1), date(2020, 12, 31), date(2021, 1, 31)),
    Window("q2", "Q2 FY21", date(2021, 1, 1), date(2021, 3, 31), date(2021, 4, 30)),
    Window("q3", "Q3 FY21", date(2021, 4, 1), date(2021, 6, 30), date(2021, 7, 31)),
]
days = st.dates(date(2020, 7, 1), date(2021, 6, 30))


@given(days, days, st.integers(0, 20))
def test_periods_cover_the_agreement_once_and_are_due_on_working_days_before_the_donors(
    one: date, other: date, lead: int
) -> None:
    start, end = min(one, other), max(one, other)
    periods = planned_periods(reversed(QUARTERS), start, end, lead)
    assert sum((each.end_on - each.start_on).days + 1 for each in periods) == (end - start).days + 1
    assert (periods[0].start_on, periods[-1].end_on) == (start, end)
    for before, after in itertools.pairwise(periods):
        assert after.start_on == before.end_on + timedelta(days=1)
    for each in periods:
        donor = next(window.donor_due_on for window in QUARTERS if window.id == each.window_id)
        assert each.due_on <= donor
        assert lead == 0 or is_working_day(each.due_on, mexican_holidays())


def test_the_first_report_of_the_network_is_due_in_october() -> None:
    (first, *_rest) = planned_periods(QUARTERS, date(2020, 8, 17), date(2021, 2, 28), 15)
    assert (first.label, first.start_on, first.due_on) == ("Q4 FY20", date(2020, 8, 17), date(2020, 10, 9))
    assert due_too_early([first]) is None
    assert due_too_early(planned_periods(QUARTERS, date(2020, 8, 17), date(2020, 9, 30), 40)) is not None


def test_the_annexes_are_the_proposals_tables_unchanged() -> None:
    sections = {
        "work_plan": {"rows": ANNEXES["work_plan"]},
        "indicators": {"rows": ANNEXES["indicators"]},
        "budget": {"rows": ANNEXES["budget"]},
        "objective": {
            "verb": "Integrar",
            "result": "mecanismos",
            "population": "OSC de cinco estados",
            "goal": "tres en octubre",
        },
        "summary": {"axes": ["detection"]},
    }
    held = annexes.from_snapshot({"sections": sections})
    assert {name: held[name] for name in annexes.TABLES} == ANNEXES
    assert annexes.objective_sentence(held["objective"]) == "Integrar mecanismos, OSC de cinco estados, tres en octubre"
    held["budget"][0]["concept"] = "otro"
    assert ANNEXES["budget"][0]["concept"] == "Coordinación"


amounts = st.decimals(Decimal("0.01"), Decimal("99999.99"), places=2)


@given(st.lists(st.tuples(amounts, st.integers(1, 40), st.sampled_from(["grant", "own", "in_kind"]))))
def test_a_budget_is_the_sum_of_its_lines_by_source(lines: list[tuple[Decimal, int, str]]) -> None:
    rows = [
        {"id": str(n), "quantity": str(quantity), "unit_cost": str(cost), "times": "1", "source": source}
        for n, (cost, quantity, source) in enumerate(lines)
    ]
    by_source = sum((annexes.budget_total(rows, source) for source in ("grant", "own", "in_kind")), Decimal(0))
    assert by_source == annexes.budget_total(rows) == sum((cost * quantity for cost, quantity, _ in lines), Decimal(0))
    assert annexes.budget_total(annexes.granted_lines(rows)) == annexes.budget_total(rows, "grant")
