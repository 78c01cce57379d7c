"""The objective: verb + expected result + population + goal [C14], with plain hints on each SMART letter [C11–C16]."""

import re
from dataclasses import dataclass

from pydantic import Field

from app.core.fields import Line, Paragraphs
from app.core.forms import Form
from app.core.i18n import _, lazy
from app.proposals.sections.base import Data, Problem, Section
from app.proposals.sections.frame import Frame

_INFINITIVE = re.compile(r"^[a-záéíóúñü]+[aeií]r(se|los?|las?|les?)?$", re.IGNORECASE)
_TIME = re.compile(
    r"\b(19|20)\d\d\b|\b(mes|meses|año|años|semanas?|trimestres?|semestres?|months?|years?|weeks?)\b", re.IGNORECASE
)
_MEASURE = re.compile(r"\d|\b(todos|todas|la mitad|un tercio|half|all)\b", re.IGNORECASE)
_SPECIFIC_WORDS = 3


class NodeForm(Form):
    """One box of the objective tree."""

    text: Paragraphs


class ObjectiveForm(Form):
    """The four parts of one sentence; then its tree, which may stay empty: means below, ends above [C8]."""

    verb: Line
    result: Line
    population: Line
    goal: Line
    means: list[NodeForm] = Field(default_factory=list)
    ends: list[NodeForm] = Field(default_factory=list)


@dataclass(frozen=True)
class Hint:
    """One letter of SMART: whether the words show it, and what would."""

    letter: str
    met: bool
    words: str


def sentence(data: Data) -> str:
    """The objective as it reads: the four parts one after the other."""
    parts = [str(data.get(part) or "").strip() for part in ("verb", "result", "population", "goal")]
    return " ".join(part for part in parts if part)


def hints(data: Data) -> list[Hint]:
    """What a careful reader would ask of the objective; advice, never a refusal."""
    verb, result, population, goal = (
        str(data.get(part) or "").strip() for part in ("verb", "result", "population", "goal")
    )
    return [
        Hint("S", len(result.split()) >= _SPECIFIC_WORDS, _("Specific: says in a few words what will be different.")),
        Hint("M", bool(_MEASURE.search(goal)), _("Measurable: the goal has a figure.")),
        Hint(
            "A",
            bool(_INFINITIVE.match(verb.split(" ")[0])),
            _("Achievable: begins with one verb in the infinitive, as in “reduce”."),
        ),
        Hint("R", bool(population), _("Relevant: names the people for whom it changes.")),
        Hint("T", bool(_TIME.search(goal)), _("Time-bound: the goal says by when.")),
    ]


def _check(_form: ObjectiveForm, _frame: Frame) -> list[Problem]:
    return []


OBJECTIVE = Section(
    "objective",
    lazy("The objective"),
    lazy("One sentence in four parts: what you will do, what changes, for whom, how much and by when."),
    ObjectiveForm,
    _check,
    ("means", "ends"),
)
