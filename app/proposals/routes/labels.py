"""The names of fields, as pages print them; an error summary says in which field something is wrong."""

import re
from collections.abc import Mapping

from app.core.format import both_text
from app.core.i18n import LazyText, _, lazy
from app.proposals.routes.shapes import SHAPES
from app.proposals.sections.base import OwnTitle, Problem, Section

PROBLEM_WORDS = {
    "description": lazy("Which public problem do you want to solve?"),
    "affected": lazy("Whom does it affect, and since when?"),
    "evidence": lazy("What shows it? Figures, studies, testimony"),
}

PLAN_WORDS = {
    "activity": lazy("Activity"),
    "subject": lazy("Subject"),
    "commitment": lazy("Commitment"),
    "start": lazy("Start"),
    "end": lazy("End"),
    "outcome": lazy("Expected outcome"),
    "deliverable": lazy("Deliverable"),
    "responsible": lazy("Who answers for it"),
    "monitor": lazy("Who watches over it"),
    "stage": lazy("Stage"),
    "observations": lazy("Observations"),
}

INDICATOR_WORDS = {
    "name": lazy("Indicator"),
    "family": lazy("Kind"),
    "level": lazy("Level"),
    "unit": lazy("Unit"),
    "direction": lazy("Direction"),
    "baseline": lazy("Starting figure"),
    "baseline_source": lazy("Source of the starting figure"),
    "baseline_on": lazy("Date of the starting figure"),
    "target": lazy("Target"),
    "steps": lazy("Target by quarter"),
    "apart": lazy("Counted apart by"),
    "means": lazy("Means of verification"),
}

BUDGET_WORDS = {
    "concept": lazy("Item"),
    "activity_id": lazy("Activity"),
    "category": lazy("Category"),
    "source": lazy("Who pays"),
    "quantity": lazy("Quantity"),
    "unit_cost": lazy("Unit cost"),
    "times": lazy("Times"),
}


SUMMARY_WORDS = {
    "title": lazy("Title of the project"),
    "lot": lazy("Line of work"),
    "axes": lazy("Axes"),
    "states": lazy("States where the project happens"),
    "places": lazy("Municipalities of this call"),
    "municipalities": lazy("Municipalities"),
    "sdg": lazy("Main Sustainable Development Goal"),
    "abstract": lazy("Abstract"),
}

OBJECTIVE_WORDS = {
    "verb": lazy("What will you do? One verb"),
    "result": lazy("What changes?"),
    "population": lazy("For whom?"),
    "goal": lazy("How much, and by when?"),
}

FIELDS: dict[str, Mapping[str, LazyText | OwnTitle]] = {
    "summary": SUMMARY_WORDS,
    "problem": PROBLEM_WORDS,
    "objective": OBJECTIVE_WORDS,
    "work_plan": PLAN_WORDS,
    "indicators": INDICATOR_WORDS | {"baseline_missing": lazy("If there is none, why")},
    "budget": BUDGET_WORDS,
    **{key: {name: field.label for name, field in shape.fields.items()} for key, shape in SHAPES.items()},
}
ROWS: dict[tuple[str, str], LazyText] = {
    ("problem", "causes"): lazy("Cause"),
    ("problem", "effects"): lazy("Effect"),
    ("objective", "means"): lazy("Means"),
    ("objective", "ends"): lazy("End of the tree"),
    ("work_plan", "rows"): lazy("Activity"),
    ("indicators", "rows"): lazy("Indicator"),
    ("budget", "rows"): lazy("Budget line"),
    **{(key, "rows"): shape.row for key, shape in SHAPES.items() if shape.row},
}
CELLS = {"text": lazy("Text"), "kind": lazy("Kind")}
_ROW = re.compile(r"^(?P<table>\w+)-(?P<index>\d+)-(?P<column>\w+)$")


def located(section: Section, problem: Problem) -> str:
    """A problem with the name of its field in front: "Activity 2, End: …"."""
    if section.own:
        return _located_own(section, problem)
    key = section.key
    names = FIELDS.get(key, {})
    row = _ROW.match(problem.field)
    if row:
        cell = names.get(row["column"]) or CELLS[row["column"]]
        place = _("%(row)s %(n)s, %(field)s", row=ROWS[key, row["table"]], n=int(row["index"]) + 1, field=cell)
    elif problem.field in names:
        place = str(names[problem.field]).rstrip("?").lstrip("¿")
    else:
        return problem.words
    return _("%(place)s: %(words)s", place=place, words=problem.words)


def _located_own(section: Section, problem: Problem) -> str:
    row = _ROW.match(problem.field)
    table = row["table"] if row else problem.field
    question = next((each for each in section.questions if each.id == table), None)
    if question is None:
        return problem.words
    place = both_text(question.label).rstrip("?").lstrip("¿")
    column = next((each for each in question.columns if row and each.id == row["column"]), None)
    if row and column:
        number = int(row["index"]) + 1
        place = _("%(row)s, row %(n)s, %(field)s", row=place, n=number, field=both_text(column.label))
    return _("%(place)s: %(words)s", place=place, words=problem.words)
