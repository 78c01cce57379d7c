"""Forms keep what was typed, say what is wrong in words, and find the row again."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.fields import Day, Line, Pesos, Tick, Whole
from app.core.forms import Bound, Form, flatten, nested


class Row(Form):
    activity: Line
    amount: Pesos | None = None


class Plan(Form):
    title: Line
    start: Day | None = None
    people: Whole | None = None
    agreed: Tick = False
    axes: list[str] = []  # noqa: RUF012 -- pydantic copies it
    rows: list[Row] = []  # noqa: RUF012 -- the same


def bind(**typed: Any) -> Bound[Plan]:
    return Bound.of(Plan, {key: value if isinstance(value, list) else [value] for key, value in typed.items()})


def test_blank_optional_fields_are_none_and_ticks_are_false() -> None:
    form = bind(title=" Agua   segura ", start="", people="", axes=["a", "b"])
    assert form.data.model_dump() == {
        "title": "Agua segura",
        "start": None,
        "people": None,
        "agreed": False,
        "axes": ["a", "b"],
        "rows": [],
    }


def test_empty_rows_are_dropped_and_an_error_finds_the_row_that_was_sent() -> None:
    typed = {
        "rows-0-activity": "",
        "rows-0-amount": "",
        "rows-3-activity": "Taller",
        "rows-3-amount": "-5",
        "rows-7-activity": "",
        "rows-7-amount": "7",
    }
    form = bind(title="x", **typed)
    assert [name for name, _ in form.errors] == ["rows-3-amount", "rows-7-activity"]
    assert form.value("rows-3-amount") == "-5"
    assert form.row_indexes("rows") == [0, 3, 7]


def test_a_removed_row_is_not_read() -> None:
    form = bind(title="x", **{"rows-0-activity": "Taller", "rows-1-activity": "Foro", "rows-1-remove": "on"})
    assert [row.activity for row in form.data.rows] == ["Taller"]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1,200,000.00", "1200000.00"),
        ("$1,200,000", "1200000.00"),
        ("1200000", "1200000.00"),
        ("0", "0.00"),
        ("$ 5.5 MXN", "5.50"),
    ],
)
def test_money_is_read_as_mexicans_write_it(typed: str, value: str) -> None:
    form = bind(title="x", **{"rows-0-activity": "a", "rows-0-amount": typed})
    assert form.data.rows[0].amount == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("1.200,50", "puede leerse de dos maneras"),
        ("-1", "no sea negativa"),
        ("1.234", "dos decimales"),
        ("1,20,000", "no lo es"),
        ("un millón", "no lo es"),
        ("NaN", "no lo es"),
        ("1e9", "no lo es"),
        ("99999999999999", "demasiado grande"),
    ],
)
def test_money_that_cannot_be_gets_its_sentence(typed: str, sentence: str) -> None:
    form = bind(title="x", **{"rows-0-activity": "a", "rows-0-amount": typed})
    assert [name for name, _ in form.errors] == ["rows-0-amount"]
    assert sentence in form.errors[0][1]


@pytest.mark.parametrize("typed", ["31/11/2020", "2020-11-31", "29/02/2021", "00/01/2020"])
def test_a_day_that_does_not_exist_is_refused(typed: str) -> None:
    assert bind(title="x", start=typed).error("start") == f"{typed} no existe en el calendario."


def test_one_sentence_a_field() -> None:
    assert bind(title="", start="mañana", people="3.5").errors == [
        ("title", "Llene este campo."),
        ("start", "Escriba la fecha como día/mes/año, por ejemplo 07/09/2020."),
        ("people", "Escriba un número entero."),
    ]


@given(st.lists(st.tuples(st.text("abc ñ", max_size=5), st.decimals(0, 10**9, places=2)), max_size=6))
def test_what_a_model_shows_is_read_back_as_it_was(rows: list[tuple[str, Decimal]]) -> None:
    kept = [{"activity": " ".join(f"a{text}".split()), "amount": amount} for text, amount in rows]
    form = Bound.of(Plan, flatten({"title": "x", "rows": kept}))
    assert [row.model_dump() for row in form.data.rows] == kept


def test_unknown_fields_are_left_aside() -> None:
    assert nested(Plan, {"title": ["x"], "state": ["approved"], "other-0-x": ["1"]}) == {"title": "x"}
