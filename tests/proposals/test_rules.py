"""The pure rules of the sections: what counts as complete, what is said, what is computed."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.forms import flatten
from app.core.pasting import tidied
from app.proposals.models import Standing
from app.proposals.sections import ORDER, SECTIONS
from app.proposals.sections.base import Problem, bind, examine, standing, take
from app.proposals.sections.budget import amount, totals
from app.proposals.sections.frame import Activity, AxisChoice, Frame, LotChoice
from app.proposals.sections.objective import hints
from app.proposals.sections.work_plan import inclusive_days, total_length
from tests.proposals.factories import SECTIONS as FULL

FRAME = Frame(
    max_grant=Decimal("1200000.00"),
    states=("MX-SON",),
    lots=(LotChoice("l1", "1", {"es": "Compras"}),),
    axes=(AxisChoice("detection", {"es": "detección"}),),
    chosen_lot="1",
    activities=(Activity("aaaaaaaaaaaaaaaa", "Revisar contratos"),),
)
anything = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=60)


def said(key: str, frame: Frame = FRAME, **changes: Any) -> list[Problem]:
    data = take(SECTIONS[key], flatten(FULL[key] | changes), {})
    return examine(SECTIONS[key], data, frame)


@pytest.mark.parametrize("key", list(FULL))
def test_a_full_section_has_no_problem(key: str):
    assert said(key) == []


@pytest.mark.parametrize("section", ORDER, ids=lambda section: section.key)
def test_an_empty_section_lacks_things_but_has_no_error(section):
    problems = examine(section, take(section, {}, {}), FRAME)
    assert all(problem.missing for problem in problems)
    assert standing({}, problems) == Standing.empty


@given(
    st.dictionaries(
        st.sampled_from(
            [
                "verb",
                "result",
                "population",
                "goal",
                "rows-0-start",
                "rows-0-unit_cost",
                "causes-3-text",
                "sdg",
                "states",
            ]
        ),
        st.lists(anything, min_size=1, max_size=3),
    )
)
def test_whatever_is_typed_is_taken_and_shown_again(raw: dict[str, list[str]]):
    for section in ORDER:
        data = take(section, raw, {})
        again = take(section, bind(section, data).raw, data)
        assert {k: v for k, v in again.items() if k not in section.tables} == {
            k: v for k, v in data.items() if k not in section.tables
        }
        examine(section, data, FRAME)


@given(anything.map(tidied).filter(str.strip))
def test_what_cannot_be_read_stays_as_typed(text: str):
    data = take(SECTIONS["work_plan"], {"rows-0-activity": ["A"], "rows-0-start": [text]}, {})
    kept = data["rows"][0]["start"]
    assert kept == text or date.fromisoformat(kept)


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2090, 1, 1)), st.integers(0, 2000))
def test_days_count_both_ends(start: date, more: int):
    assert inclusive_days(start, start + timedelta(days=more)) == more + 1


def test_the_sample_of_the_handbook_counted_right():
    spans = [((2017, 1, 1), (2017, 2, 28)), ((2017, 3, 1), (2017, 6, 30)), ((2017, 2, 1), (2017, 11, 30))]
    assert [inclusive_days(date(*a), date(*b)) for a, b in spans] == [59, 122, 303]
    assert (
        total_length(
            [
                {"start": "2017-01-01", "end": "2017-02-28"},
                {"start": "2017-02-01", "end": "2017-11-30"},
                {"start": "x", "end": ""},
            ]
        )
        == 334
    )


def test_31_november_does_not_exist():
    rows = [FULL["work_plan"]["rows"][0] | {"end": "31/11/2017"}]
    assert [(p.field, p.words) for p in said("work_plan", rows=rows)] == [
        ("rows-0-end", "31/11/2017 no existe en el calendario.")
    ]


def test_an_end_before_its_start_is_refused():
    rows = [FULL["work_plan"]["rows"][0] | {"end": "2020-12-31"}]
    assert [p.words for p in said("work_plan", rows=rows)] == [
        "El fin es anterior al inicio. Escriba el mismo día o uno posterior."
    ]


def test_a_named_monitor_is_asked_only_where_the_call_asks():
    assert [p.field for p in said("work_plan", Frame(named_monitor=True))] == ["rows-0-monitor"]


def test_both_families_are_asked_only_where_the_call_asks():
    rows = FULL["indicators"]["rows"][:1]
    assert said("indicators", rows=rows) == []
    assert [p.words for p in said("indicators", Frame(both_families=True), rows=rows)] == [
        "Esta convocatoria pide al menos un indicador de cada tipo: de gestión y de efectividad."
    ]


@pytest.mark.parametrize(
    ("baseline", "missing", "count"), [("0", "", 0), ("", "not_available", 0), ("", "", 1), ("4", "not_available", 1)]
)
def test_a_baseline_is_a_figure_or_a_reason_never_both(baseline: str, missing: str, count: int):
    rows = [FULL["indicators"]["rows"][0] | {"baseline": baseline, "baseline_missing": missing}]
    assert len(said("indicators", rows=rows)) == count


def test_one_cause_is_too_few():
    causes = FULL["problem"]["causes"][:1]
    assert [p.words for p in said("problem", causes=causes)] == [
        "Escriba al menos dos causas: un problema rara vez tiene una sola."
    ]


def test_a_long_text_says_by_how_much():
    assert [p.words for p in said("problem", description="uno " * 312)] == [
        "Acorte este texto: tiene 312 palabras y el límite es 300."
    ]


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        (
            "unit_cost",
            "1.200,50",
            "Escriba los decimales con punto, como en 1,200.50. «1.200,50» puede leerse de dos maneras.",
        ),
        ("unit_cost", "-5", "Escriba una cantidad que no sea negativa."),
        ("quantity", "muchos", "Escriba un número, como en 1,200,000.00. «muchos» no lo es."),
    ],
)
def test_money_that_cannot_be_read(field: str, typed: str, words: str):
    rows = [FULL["budget"]["rows"][0] | {field: typed}]
    assert [p.words for p in said("budget", rows=rows)] == [words]


@pytest.mark.parametrize("typed", ["1,200,000.00", "$1,200,000", "1200000", " 1 200 000 "])
def test_money_as_people_write_it(typed: str):
    data = take(SECTIONS["budget"], {"rows-0-concept": ["x"], "rows-0-unit_cost": [typed]}, {})
    assert data["rows"][0]["unit_cost"] == "1200000.00"


def test_asking_for_too_much_names_the_excess():
    rows = [FULL["budget"]["rows"][0] | {"unit_cost": "300000.00"}]
    assert [p.words for p in said("budget", rows=rows)] == [
        "Solicita $1,800,000.00 MXN; lo máximo que se puede solicitar es $1,200,000.00 MXN. Sobran $600,000.00 MXN."
    ]


def test_the_lots_own_maximum_wins():
    lot = LotChoice("l1", "1", {"es": "Compras"}, max_grant=Decimal("100000.00"))
    frame = Frame(max_grant=Decimal("1200000.00"), lots=(lot,), chosen_lot="1", activities=FRAME.activities)
    assert "lo máximo que se puede solicitar es $100,000.00 MXN" in said("budget", frame)[0].words


def test_own_contribution_counts_money_and_kind():
    frame = Frame(own_minimum=Decimal(20), activities=FRAME.activities)
    assert [p.words for p in said("budget", frame)] == [
        "Su aportación propia es 16.7 % del total; esta convocatoria pide al menos 20 %."
    ]


def test_a_line_of_an_activity_that_is_gone_is_named():
    assert [p.field for p in said("budget", Frame())] == ["rows-0-activity_id"]


@given(
    st.lists(
        st.tuples(
            st.decimals(0, 10**6, places=2),
            st.decimals(0, 999, places=3),
            st.integers(0, 99),
            st.sampled_from(["grant", "own", "in_kind"]),
        ),
        max_size=30,
    )
)
def test_totals_are_the_sum_of_the_shown_lines(lines):
    rows = [
        {"unit_cost": str(cost), "quantity": str(quantity), "times": str(times), "source": source}
        for cost, quantity, times, source in lines
    ]
    assert totals(rows).everything == sum((amount(row) or Decimal(0) for row in rows), Decimal(0))


def test_hints_follow_the_words():
    good = {hint.letter: hint.met for hint in hints(FULL["objective"])}
    assert good == dict.fromkeys("SMART", True)
    assert not any(hint.met for hint in hints({}))


def test_a_table_that_comes_in_pages_keeps_the_rows_it_did_not_show():
    stored = take(SECTIONS["budget"], flatten(FULL["budget"]), {})
    raw = {"rows-0-id": ["eeeeeeeeeeeeeeee"], "rows-0-concept": ["Analista de datos"], "rows-5-concept": ["Imprenta"]}
    once = take(SECTIONS["budget"], raw, stored, writer="page")
    twice = take(SECTIONS["budget"], raw, once, writer="page")
    assert [row["concept"] for row in once["rows"]] == ["Analista de datos", "Oficina", "Imprenta"]
    assert once == twice


def test_a_row_emptied_or_ticked_for_removal_goes():
    stored = take(SECTIONS["budget"], flatten(FULL["budget"]), {})
    raw = {
        "rows-0-id": ["eeeeeeeeeeeeeeee"],
        "rows-0-concept": [""],
        "rows-1-id": ["ffffffffffffffff"],
        "rows-1-concept": ["Oficina"],
        "rows-1-remove": ["on"],
    }
    assert take(SECTIONS["budget"], raw, stored)["rows"] == []
