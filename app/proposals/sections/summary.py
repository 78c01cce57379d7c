"""The summary: title, lot, axes, territory [B3, B4, C24]."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

from pydantic import AfterValidator

from app.core.fields import Line, Paragraphs, Whole, wrong
from app.core.forms import Form
from app.core.i18n import _, lazy
from app.core.territory import state_name
from app.proposals.sections import places
from app.proposals.sections.base import Problem, Section
from app.proposals.sections.frame import Frame
from app.proposals.sections.words import at_most

ABSTRACT_WORDS = 150
GOALS = 17


def goal(number: int) -> int:
    """One of the seventeen Sustainable Development Goals."""
    if not 1 <= number <= GOALS:
        raise wrong(_("Choose one of the seventeen goals."))
    return number


class SummaryForm(Form):
    """`lot` and `axes` are codes of the call, `states` ISO codes, `places` "state|municipality"; `sdg` the main goal."""

    title: Line
    lot: str | None = None
    axes: list[str]
    states: list[str]
    places: list[str]
    municipalities: Line | None = None
    sdg: Annotated[Whole, AfterValidator(goal)] | None = None
    abstract: Annotated[Paragraphs, AfterValidator(at_most(ABSTRACT_WORDS))]


def _check(form: SummaryForm, frame: Frame) -> list[Problem]:
    problems = []
    if frame.lots and form.lot not in {lot.code for lot in frame.lots}:
        problems.append(Problem("lot", _("Choose the line of this call that you apply to."), missing=not form.lot))
    known = {axis.code for axis in frame.axes}
    if known and not (form.axes and known.issuperset(form.axes)):
        problems.append(Problem("axes", _("Choose at least one of the axes of this call."), missing=not form.axes))
    if not form.states:
        problems.append(Problem("states", _("Choose at least one state."), missing=True))
    elif frame.states and not set(frame.states).issuperset(form.states):
        problems.append(Problem("states", _("Choose only states of this call.")))
    elif frame.municipalities is not None:
        problems += _places(form, frame.municipalities)
    return problems


def _places(form: SummaryForm, named: Mapping[str, Sequence[str]]) -> Iterator[Problem]:
    """Where the call asks for municipalities: one at least in each state, among those that it names."""
    typed, lost = places.typed(form.municipalities or "", form.states)
    found = places.merged(places.chosen(form.places), typed)
    for name in lost:
        words = _("Write the state of “%(name)s” in parentheses, as in Cajeme (Sonora).", name=name)
        yield Problem("municipalities", words)
    for state in form.states:
        if not found.get(state) and not lost:
            field = "places" if state in named else "municipalities"
            words = _("Say in which municipality of %(state)s the project happens.", state=state_name(state))
            yield Problem(field, words, missing=True)
    for name in places.outside(found, named):
        yield Problem("municipalities", _("This call does not work in %(name)s.", name=name))
    for name in sorted(set(found) - set(form.states)):
        yield Problem("places", _("You chose a municipality of %(state)s, but not the state.", state=state_name(name)))


SUMMARY = Section(
    "summary",
    lazy("Summary"),
    lazy("What the project is called, where it happens and what it is about."),
    SummaryForm,
    _check,
    fixed=True,
)
