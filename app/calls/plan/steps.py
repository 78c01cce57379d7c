"""The steps from the opening to the results, and the day by which each must be done. Pure."""

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum

from app.core.i18n import LazyText, lazy
from app.core.workdays import minus_working_days


class Step(StrEnum):
    """What must happen between the deadline and the results, in order."""

    opening = "opening"
    validation = "validation"
    sheets = "sheets"
    ranking = "ranking"
    pack = "pack"
    donor = "donor"
    results = "results"


STEPS: dict[Step, LazyText] = {
    Step.opening: lazy("The proposals are opened"),
    Step.validation: lazy("Every proposal is validated"),
    Step.sheets: lazy("The score sheets are submitted"),
    Step.ranking: lazy("The commission closes its ranking"),
    Step.pack: lazy("The donor has the pack"),
    Step.donor: lazy("The donor answers"),
    Step.results: lazy("The results are published"),
}
# Working days from a step to the next one.
USUAL: dict[Step, int] = {
    Step.opening: 5,
    Step.validation: 10,
    Step.sheets: 3,
    Step.ranking: 4,
    Step.pack: 8,
    Step.donor: 2,
}


def backward(results: date, days: Mapping[str, int], holidays: Collection[date]) -> dict[Step, date]:
    """The last day of each step, so that the results can be published on the promised day."""
    found = {Step.results: results}
    day = results
    for step in reversed(list(USUAL)):
        day = minus_working_days(day, days.get(step.value, USUAL[step]), holidays)
        found[step] = day
    return {step: found[step] for step in Step}
