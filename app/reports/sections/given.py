"""The rows that the annexes give a section, with what the writer should see beside each: plan, target, what was spent."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.format import both_text, money, number, short_day
from app.core.i18n import _
from app.programmes.models import Missing
from app.reports.rules.facts import ActivityFact, BudgetFact, Facts, IndicatorFact
from app.reports.sections.kinds import Key
from app.reports.states import MISSING


@dataclass(frozen=True)
class Given:
    """One given row: its identity, its name and a line of facts."""

    row: str
    name: str
    facts: str


def given(key: Key, facts: Facts) -> Sequence[Given]:
    """The given rows of a section, in order."""
    if key is Key.activities and not facts.own:
        return [Given(fact.row, fact.name, _planned(fact)) for fact in facts.activities]
    if key is Key.indicators:
        return [
            Given(fact.row, f"{fact.code} {both_text(fact.name)}".strip(), _promised(fact)) for fact in facts.indicators
        ]
    if key is Key.expenses:
        return [Given(fact.row, fact.concept, _budgeted(fact, facts.currency)) for fact in facts.budget]
    if key is Key.projection:
        return [Given(str(index), _quarter(index, label), facts.currency) for index, label in enumerate(facts.quarters)]
    if key is Key.accomplishments:
        return [Given(fact.row, f"{fact.code} {both_text(fact.name)}", "") for fact in facts.results]
    return []


def _quarter(index: int, label: str) -> str:
    """Only the report's own quarter is the current one [L2]."""
    return label if index else _("Current quarter (%(label)s)", label=label)


def _planned(fact: ActivityFact) -> str:
    return _("Planned: %(start)s to %(end)s", start=short_day(fact.start), end=short_day(fact.end))


def _promised(fact: IndicatorFact) -> str:
    target = (
        number(fact.target.value)
        if fact.target.value is not None
        else str(MISSING[Missing(fact.target.missing)]).lower()
    )
    return _("Target: %(target)s", target=target)


def _budgeted(fact: BudgetFact, currency: str) -> str:
    return _(
        "Budget: %(planned)s · spent before: %(spent)s",
        planned=money(fact.planned, currency),
        spent=money(fact.spent_before, currency),
    )
