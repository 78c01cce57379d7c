"""What a section must say before the report is sent: each rule answers (field, sentence)."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from app.core.format import both_text, money, number
from app.core.i18n import _, ngettext
from app.core.rollup import met
from app.reports.models import ActivityStatus
from app.reports.rules.facts import ActivityFact, Facts, IndicatorFact
from app.reports.rules.track import expected_by, off_track
from app.reports.rules.training import Course, sexes_add_up, too_many
from app.reports.sections import Key, typed

Problem = tuple[str, str]


def _at(index: int, column: str) -> str:
    return f"rows-{index}-{column}"


def activities(form: typed.ActivitiesForm, facts: Facts) -> Iterator[Problem]:
    """Every activity that should have begun says how it goes; what is off track says why [I9]."""
    plan = {fact.row: fact for fact in facts.activities}
    for index, row in enumerate(form.rows):
        fact = plan.get(row.row)
        if fact:
            yield from _activity(index, row, fact, facts.period_end)


def own_activities(form: typed.OwnActivitiesForm, facts: Facts) -> Iterator[Problem]:
    """The same of the team's own activities."""
    for index, row in enumerate(form.rows):
        yield from _activity(index, row, ActivityFact("", row.title, row.start, row.end), facts.period_end)


def _activity(index: int, row: Any, fact: ActivityFact, period_end: date) -> Iterator[Problem]:  # noqa: ANN401 -- either kind of activity row
    if row.status is None:
        if expected_by(fact.start, period_end):
            yield _at(index, "status"), _("Say how “%(name)s” goes.", name=fact.name)
        return
    if row.status is ActivityStatus.done and row.done_on is None:
        yield _at(index, "done_on"), _("Say on what day “%(name)s” was done.", name=fact.name)
    if row.done_on and row.done_on > period_end:
        yield _at(index, "done_on"), _("This day lies after the period.")
    if off_track(row.status, fact.start, fact.end, period_end) and not row.reason:
        yield _at(index, "reason"), _("“%(name)s” does not go as planned: say why.", name=fact.name)


def indicators(form: typed.IndicatorsForm, facts: Facts) -> Iterator[Problem]:
    """A value or the kind of missing, not both; what is not available or falls short says why [I9, K1]."""
    promised = {fact.row: fact for fact in facts.indicators}
    for index, row in enumerate(form.rows):
        fact = promised.get(row.row)
        if fact:
            yield from _indicator(index, row, fact, final=facts.final)


def _indicator(index: int, row: typed.IndicatorRow, fact: IndicatorFact, *, final: bool) -> Iterator[Problem]:
    name = both_text(fact.name)
    if row.value is not None and row.missing:
        yield (
            _at(index, "missing"),
            _("“%(name)s” has a value and is said to be missing: keep one of the two.", name=name),
        )
    if row.group_size is not None and not row.group_name:
        yield _at(index, "group_name"), _("Say which group the value is part of.")
    reached = met(fact.direction, target=fact.target.value, actual=row.value)
    if row.said_met == "yes" and reached is False:
        yield (
            _at(index, "said_met"),
            _(
                "%(value)s does not reach the target of %(target)s.",
                value=number(row.value),
                target=number(fact.target.value),
            ),
        )
    short = row.missing == "not_available" or row.said_met == "no" or (final and reached is False)
    if short and not row.reason:
        yield _at(index, "reason"), _("“%(name)s” is not available or falls short: say why.", name=name)


def expenses(form: typed.ExpensesForm, facts: Facts) -> Iterator[Problem]:
    """Every line says what was spent, 0 included; spending over the line's plan says why."""
    lines = {fact.row: fact for fact in facts.budget}
    for index, row in enumerate(form.rows):
        fact = lines.get(row.row)
        if fact is None:
            continue
        if row.spent is None:
            yield _at(index, "spent"), _("Write what was spent on “%(name)s”; 0 if nothing was.", name=fact.concept)
        elif fact.spent_before + row.spent > fact.planned and not row.reason:
            over = money(fact.spent_before + row.spent - fact.planned, facts.currency)
            yield (
                _at(index, "reason"),
                _("“%(name)s” is %(over)s over its budget: say why.", name=fact.concept, over=over),
            )


def projection(form: typed.ProjectionForm, facts: Facts) -> Iterator[Problem]:
    """Four quarters, each with its amount."""
    for index, row in enumerate(form.rows):
        if row.amount is None:
            yield (
                _at(index, "amount"),
                _("Write the amount of %(label)s; 0 if nothing will be spent.", label=facts.quarters[int(row.row)]),
            )


def trainings(form: typed.TrainingsForm, facts: Facts) -> Iterator[Problem]:
    """Counts agree: modules and certificates within the enrolled, sexes within the certificates [K13]."""
    for index, row in enumerate(form.rows):
        if row.end_on < row.start_on:
            yield _at(index, "end_on"), _("The course cannot end before it starts.")
        if row.start_on > facts.period_end:
            yield _at(index, "start_on"), _("This day lies after the period.")
        course = course_of(row)
        over = too_many(course)
        if over:
            yield _at(index, over), _("More people than the %(enrolled)s enrolled.", enrolled=number(course.enrolled))
        if not sexes_add_up(course):
            yield (
                _at(index, "women"),
                _(
                    "Women, men and those who did not say add up to %(sum)s; there are %(certificates)s certificates.",
                    sum=course.women + course.men + course.not_said,
                    certificates=course.certificates,
                ),
            )


def course_of(row: typed.TrainingRow) -> Course:
    """The counts of a row; a module left empty is one that the course does not have."""
    modules = [row.module_1, row.module_2, row.module_3]
    return Course(
        row.enrolled,
        tuple(each for each in modules if each is not None),
        row.certificates,
        row.women,
        row.men,
        row.not_said or 0,
    )


def events(form: typed.EventsForm, facts: Facts) -> Iterator[Problem]:
    """An event of a report was held by the end of its period."""
    for index, row in enumerate(form.rows):
        if row.held_on > facts.period_end:
            yield _at(index, "held_on"), _("This day lies after the period.")


RULES: dict[type[Any], Callable[[Any, Facts], Iterator[Problem]]] = {
    typed.ActivitiesForm: activities,
    typed.OwnActivitiesForm: own_activities,
    typed.IndicatorsForm: indicators,
    typed.ExpensesForm: expenses,
    typed.ProjectionForm: projection,
    typed.TrainingsForm: trainings,
    typed.EventsForm: events,
}


def problems(form: Any, facts: Facts) -> Sequence[Problem]:  # noqa: ANN401 -- any section's form
    """The rules of a section whose fields could be read."""
    rule = RULES.get(type(form))
    return list(rule(form, facts)) if rule else []


def warnings(key: Key, form: Any) -> Sequence[str]:  # noqa: ANN401 -- any section's form
    """What may be sent but should be seen: indicators left blank are sent as blank, never as 0."""
    if key is not Key.indicators:
        return []
    blank = sum(row.value is None and row.missing is None for row in form.rows)
    return (
        [
            ngettext(
                "%(n)s indicator was left blank. It is sent as blank, not as zero.",
                "%(n)s indicators were left blank. They are sent as blank, not as zero.",
                blank,
            )
        ]
        if blank
        else []
    )
