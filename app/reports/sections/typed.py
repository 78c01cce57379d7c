"""The form of each section: it reads what was typed; rules across fields live in `reports.checks`."""

from typing import Literal

from pydantic import Field

from app.core.fields import Day, Line, Number, Paragraphs, Pesos, Whole
from app.core.forms import Form
from app.reports.models import ActivityStatus

GivenMissing = Literal["not_available", "not_applicable"]
YesNo = Literal["yes", "no"]
Group = Literal["enrolled", "invited", "attending", "surveyed", "planned"]


class ActivityRow(Form):
    """How one activity of the annex goes; `row` is its row in the annex."""

    row: Line
    status: ActivityStatus | None = None
    done_on: Day | None = None
    progress: Paragraphs | None = None
    reason: Paragraphs | None = None


class OwnActivityRow(Form):
    """An activity of the team's own; `result` is the code of its result."""

    id: Line | None = None
    title: Line
    result: Line | None = None
    start: Day | None = None
    end: Day | None = None
    status: ActivityStatus | None = None
    done_on: Day | None = None
    progress: Paragraphs | None = None
    reason: Paragraphs | None = None


class IndicatorRow(Form):
    """One indicator: a value or the kind of missing; a group ("enrolled") when the value is part of one."""

    row: Line
    value: Number | None = None
    missing: GivenMissing | None = None
    group_size: Number | None = None
    group_name: Group | None = None
    said_met: YesNo | None = None
    activity: Line | None = None
    forecast: Number | None = None
    forecast_on: Day | None = None
    reason: Paragraphs | None = None


class ExpenseRow(Form):
    """What was spent in the period on one budget line."""

    row: Line
    spent: Pesos | None = None
    reason: Paragraphs | None = None


class ProjectionRow(Form):
    """What one quarter is expected to cost."""

    row: Line
    amount: Pesos | None = None


class TrainingRow(Form):
    """A course and its people."""

    name: Line
    start_on: Day
    end_on: Day
    hours: Whole | None = None
    enrolled: Whole
    module_1: Whole | None = None
    module_2: Whole | None = None
    module_3: Whole | None = None
    certificates: Whole
    women: Whole
    men: Whole
    not_said: Whole | None = None


class EventRow(Form):
    """A meeting, workshop or session [I5]."""

    title: Line
    kind: Line
    held_on: Day
    participants: Whole | None = None
    link: Line | None = None


class ProductRow(Form):
    """Something delivered: a mapping, a manual, a catalogue [I7]."""

    name: Line
    version: Line | None = None
    delivered_on: Day | None = None
    link: Line | None = None


class AccomplishmentRow(Form):
    """What was achieved under one result; `row` is the result."""

    row: Line
    text: Paragraphs | None = None


class ActivitiesForm(Form):
    """How the activities of the annex go."""

    rows: list[ActivityRow] = Field(default_factory=list)


class OwnActivitiesForm(Form):
    """How the team's own activities go."""

    rows: list[OwnActivityRow] = Field(default_factory=list)


class IndicatorsForm(Form):
    """What the indicators say."""

    rows: list[IndicatorRow] = Field(default_factory=list)


class ExpensesForm(Form):
    """What was spent."""

    rows: list[ExpenseRow] = Field(default_factory=list)


class ProjectionForm(Form):
    """What four quarters will cost."""

    rows: list[ProjectionRow] = Field(default_factory=list)


class TrainingsForm(Form):
    """Who was trained."""

    rows: list[TrainingRow] = Field(default_factory=list)


class EventsForm(Form):
    """What was held."""

    rows: list[EventRow] = Field(default_factory=list)


class ProductsForm(Form):
    """What was delivered."""

    rows: list[ProductRow] = Field(default_factory=list)


class NarrativeForm(Form):
    """The organisation's words on its quarter [I8]."""

    progress: Paragraphs
    problems: Paragraphs
    corrective: Paragraphs


class OwnNarrativeForm(Form):
    """The team's words on the quarter; they feed the donor's sections one to one [I4]."""

    context: Paragraphs
    problems: Paragraphs
    corrective: Paragraphs
    evaluation: Paragraphs
    environmental: Paragraphs


class AccomplishmentsForm(Form):
    """What was achieved, result by result."""

    rows: list[AccomplishmentRow] = Field(default_factory=list)
