"""A section's data as people read it: questions with answers, and tables. Used to check, to compare and to read sealed text."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from app.calls.categories import Category
from app.core.format import both_text, money, number, short_day
from app.core.i18n import LazyText, _
from app.core.territory import sdg_choices, state_names
from app.programmes.models import Direction
from app.proposals.routes.labels import BUDGET_WORDS, INDICATOR_WORDS, PLAN_WORDS, PROBLEM_WORDS
from app.proposals.routes.own import own_answers
from app.proposals.routes.said import Answers, Table
from app.proposals.routes.shapes import SHAPES
from app.proposals.routes.words import named
from app.proposals.sections.base import Section
from app.proposals.sections.budget import Source, amount, totals
from app.proposals.sections.chain import ChainLevel
from app.proposals.sections.frame import Frame
from app.proposals.sections.indicators import BaselineMissing, Family
from app.proposals.sections.objective import sentence
from app.proposals.sections.places import chosen, in_words
from app.proposals.sections.problem import CauseKind
from app.proposals.sections.work_plan import length, total_length

Data = Mapping[str, Any]


def answers(section: Section, data: Data, frame: Frame) -> Answers:
    """The words of one section; an empty answer is an empty text."""
    if section.own:
        return own_answers(section, data, frame)
    return _shaped(section, data) if section.key in SHAPES else _READERS[section.key](data, frame)


def _text(data: Data, name: str) -> str:
    return str(data.get(name) if data.get(name) is not None else "")


def _facts(data: Data, labels: Mapping[str, LazyText]) -> list[tuple[str, str]]:
    return [(str(label), _text(data, name)) for name, label in labels.items()]


def _nothing(_data: Data, _frame: Frame) -> Answers:
    return Answers([], [])


def _organisation(data: Data, _frame: Frame) -> Answers:
    return Answers([(_("The data are right"), _("Yes") if data.get("confirmed") else _("Not confirmed"))], [])


def _summary(data: Data, frame: Frame) -> Answers:
    lots = {lot.code: both_text(dict(lot.name)) for lot in frame.lots}
    axes = {axis.code: both_text(dict(axis.name)) for axis in frame.axes}
    goals = dict(sdg_choices())
    return Answers(
        [
            (_("Title of the project"), _text(data, "title")),
            (_("Line of work"), lots.get(_text(data, "lot"), _text(data, "lot"))),
            (_("Axes"), ", ".join(axes.get(code, code) for code in data.get("axes", []))),
            (_("States"), ", ".join(state_names(data.get("states", [])))),
            (_("Municipalities"), ", ".join(_places(data))),
            (_("Main Sustainable Development Goal"), goals.get(_text(data, "sdg"), _text(data, "sdg"))),
            (_("Abstract"), _text(data, "abstract")),
        ],
        [],
    )


def _places(data: Data) -> list[str]:
    ticked = chosen(data.get("places") or [])
    said = [in_words(state, name) for state, names in ticked.items() for name in names]
    typed = _text(data, "municipalities")
    return [*said, typed] if typed else said


def _problem(data: Data, _frame: Frame) -> Answers:
    causes = [{"text": _text(row, "text"), "kind": named(CauseKind, row.get("kind"))} for row in data.get("causes", [])]
    effects = [{"text": _text(row, "text")} for row in data.get("effects", [])]
    return Answers(
        _facts(data, PROBLEM_WORDS),
        [
            Table(_("Causes"), [("text", _("Cause")), ("kind", _("Kind"))], causes),
            Table(_("Effects"), [("text", _("Effect"))], effects),
        ],
    )


def _objective(data: Data, _frame: Frame) -> Answers:
    trees = [
        Table(caption, [("text", label)], [{"text": _text(row, "text")} for row in data.get(table, [])])
        for table, caption, label in (
            ("means", _("Means"), _("Means")),
            ("ends", _("Ends of the tree"), _("End of the tree")),
        )
        if data.get(table)
    ]
    return Answers([(_("Objective"), sentence(dict(data)))], trees)


def _work_plan(data: Data, _frame: Frame) -> Answers:
    rows = [
        _cells(row, PLAN_WORDS, start=_day, end=_day) | {"days": number(length(dict(row)))}
        for row in data.get("rows", [])
    ]
    columns = _columns(PLAN_WORDS)
    columns.insert([name for name, _label in columns].index("end") + 1, ("days", _("Days")))
    return Answers(
        [(_("From the first day to the last"), days_in_words(total_length(data.get("rows", []))))],
        [Table(_("Activities"), columns, rows)],
    )


def days_in_words(days: int | None) -> str:
    """59 -> "59 days"; nothing while the dates cannot be read."""
    return "" if days is None else _("%(n)s days", n=number(days))


def _indicators(data: Data, _frame: Frame) -> Answers:
    readers = {
        "family": _choice(Family),
        "level": _choice(ChainLevel),
        "direction": _choice(Direction),
        "baseline_on": _day,
        "baseline": _figure,
        "target": _figure,
    }
    rows = []
    for row in data.get("rows", []):
        cells = _cells(row, INDICATOR_WORDS, **readers)
        if row.get("baseline_missing"):
            cells["baseline"] = named(BaselineMissing, row["baseline_missing"])
        rows.append(cells)
    return Answers([], [Table(_("Indicators"), _columns(INDICATOR_WORDS), rows)])


def _budget(data: Data, frame: Frame) -> Answers:
    activities = {activity.id: activity.name for activity in frame.activities}
    lines = data.get("rows", [])
    rows = [_line(row, activities) for row in lines]
    sums = totals(lines)
    facts = [
        (_("Asked of this call"), money(sums.grant, frame.currency)),
        (_("Own money"), money(sums.own, frame.currency)),
        (_("In kind"), money(sums.in_kind, frame.currency)),
        (_("Total"), money(sums.everything, frame.currency)),
    ]
    columns = [(name, str(BUDGET_WORDS[name])) for name in ("concept", "activity_id", "category", "source")]
    return Answers(
        facts,
        [
            Table(
                _("Budget lines"), [*columns, ("reckoned", _("Quantity × cost × times")), ("amount", _("Amount"))], rows
            )
        ],
    )


def _line(row: Data, activities: Mapping[str, str]) -> dict[str, str]:
    return {
        "concept": _text(row, "concept"),
        "activity_id": activities.get(row.get("activity_id") or "", _("Whole project")),
        "category": named(Category, row.get("category")),
        "source": named(Source, row.get("source")),
        "reckoned": " × ".join(_figure(_text(row, name)) for name in ("quantity", "unit_cost", "times")),
        "amount": number(amount(dict(row)), 2),
    }


def _shaped(section: Section, data: Data) -> Answers:
    """A section that is all rows or all texts."""
    shape = SHAPES[section.key]
    if shape.row is None:
        return Answers([(str(field.label), _text(data, name)) for name, field in shape.fields.items()], [])
    rows = [{name: field.said(row.get(name)) for name, field in shape.fields.items()} for row in data.get("rows", [])]
    columns = [(name, str(field.label)) for name, field in shape.fields.items()]
    return Answers([], [Table(str(section.title), columns, rows)])


def _columns(words: Mapping[str, LazyText]) -> list[tuple[str, str]]:
    return [(name, str(label)) for name, label in words.items()]


def _cells(row: Data, words: Mapping[str, LazyText], **readers: Callable[[str], str]) -> dict[str, str]:
    return {name: readers.get(name, str)(_text(row, name)) for name in words}


def _choice(kind: type) -> Callable[[str], str]:
    return lambda value: named(kind, value)


def _day(value: str) -> str:
    try:
        return short_day(date.fromisoformat(value))
    except ValueError:
        return value


def _figure(value: str) -> str:
    try:
        return number(Decimal(value)) if value else ""
    except InvalidOperation:
        return value


_READERS: dict[str, Callable[[Data, Frame], Answers]] = {
    "organisation": _organisation,
    "summary": _summary,
    "problem": _problem,
    "objective": _objective,
    "work_plan": _work_plan,
    "indicators": _indicators,
    "budget": _budget,
    "documents": _nothing,
}
