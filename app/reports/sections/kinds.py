"""The sections of a report form: an organisation's and the team's own, in the order they are filled in."""

from dataclasses import dataclass
from enum import StrEnum

from app.core.forms import Form
from app.core.i18n import LazyText, lazy
from app.reports.models import Report
from app.reports.sections import typed


class Key(StrEnum):
    """A section of a report."""

    activities = "activities"
    indicators = "indicators"
    expenses = "expenses"
    projection = "projection"
    accomplishments = "accomplishments"
    trainings = "trainings"
    events = "events"
    products = "products"
    narrative = "narrative"


@dataclass(frozen=True)
class SectionKind:
    """One section: its form, its words, and whether its rows are given by the annexes."""

    key: Key
    form: type[Form]
    title: LazyText
    hint: LazyText
    given_rows: bool = False
    may_be_empty: bool = False


_ACTIVITIES = lazy("Activities")
_PROJECTION = SectionKind(
    Key.projection,
    typed.ProjectionForm,
    lazy("Projection"),
    lazy("What this quarter and the next three are expected to cost."),
    given_rows=True,
)
_INDICATORS = SectionKind(
    Key.indicators,
    typed.IndicatorsForm,
    lazy("Indicators"),
    lazy("A value, or why there is none. Zero is a value."),
    given_rows=True,
)
_SHARED = (
    SectionKind(
        Key.trainings,
        typed.TrainingsForm,
        lazy("People trained"),
        lazy("One row per course; leave it empty if there were none."),
        may_be_empty=True,
    ),
    SectionKind(
        Key.events,
        typed.EventsForm,
        lazy("Events"),
        lazy("Meetings, workshops and sessions; leave it empty if there were none."),
        may_be_empty=True,
    ),
    SectionKind(
        Key.products,
        typed.ProductsForm,
        lazy("Products"),
        lazy("What was delivered or published; leave it empty if there was nothing."),
        may_be_empty=True,
    ),
)

CSO: tuple[SectionKind, ...] = (
    SectionKind(
        Key.activities,
        typed.ActivitiesForm,
        _ACTIVITIES,
        lazy("The activities of your work plan, with their status at the end of the period."),
        given_rows=True,
    ),
    _INDICATORS,
    SectionKind(
        Key.expenses,
        typed.ExpensesForm,
        lazy("Expenditure"),
        lazy("What was spent in the period on each line of the budget; write 0 where nothing was."),
        given_rows=True,
    ),
    _PROJECTION,
    *_SHARED,
    SectionKind(
        Key.narrative,
        typed.NarrativeForm,
        lazy("Progress, problems and corrective actions"),
        lazy("In your own words."),
    ),
)

OWN: tuple[SectionKind, ...] = (
    SectionKind(
        Key.activities,
        typed.OwnActivitiesForm,
        _ACTIVITIES,
        lazy("The team's activities of the quarter, with their status at its end."),
    ),
    SectionKind(
        Key.accomplishments,
        typed.AccomplishmentsForm,
        lazy("Accomplishments by result"),
        lazy("What was achieved under each result; leave a result empty if nothing was."),
        given_rows=True,
    ),
    _INDICATORS,
    _PROJECTION,
    *_SHARED,
    SectionKind(
        Key.narrative,
        typed.OwnNarrativeForm,
        lazy("Context, problems and plans"),
        lazy("These texts become sections of the donor's report."),
    ),
)


def sections_of(report: Report) -> tuple[SectionKind, ...]:
    """The sections of this kind of report."""
    return CSO if report.agreement_id else OWN


def section(report: Report, key: str) -> SectionKind | None:
    """One section of the report, if it has it."""
    return next((each for each in sections_of(report) if each.key == key), None)
