"""The backward plan beside what has happened: done, done late, missed or still to come. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.calls.plan.steps import STEPS, Step
from app.core.i18n import LazyText, lazy


@dataclass(frozen=True)
class Done:
    """Whether a step is done, and the day on which it was where that is known."""

    done: bool
    on: date | None = None


@dataclass(frozen=True)
class Line:
    """A step with the day by which it must be done. The mark says it without colour, too."""

    step: Step
    by: date
    done: Done
    word: LazyText
    colour: str
    mark: str

    @property
    def name(self) -> LazyText:
        return STEPS[self.step]


def compared(days: Mapping[Step, date], done: Mapping[Step, Done], today: date) -> list[Line]:
    """Each step of the plan as it stands today."""
    return [_line(step, by, done.get(step, Done(done=False)), today) for step, by in days.items()]


def _line(step: Step, by: date, done: Done, today: date) -> Line:
    if done.done and done.on and done.on > by:
        return Line(step, by, done, lazy("Done late"), "amber", "▲")
    if done.done:
        return Line(step, by, done, lazy("Already done"), "green", "●")
    if today > by:
        return Line(step, by, done, lazy("Missed"), "red", "■")
    return Line(step, by, done, lazy("To come"), "grey", "○")
