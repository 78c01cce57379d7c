"""The donor report's ten sections, in the source's order [J1]."""

from dataclasses import dataclass
from enum import StrEnum

from app.core.i18n import LazyText, lazy


class Section(StrEnum):
    """Exactly ten, in this order."""

    activity_data = "activity_data"
    context = "context"
    indicators = "indicators"
    accomplishments = "accomplishments"
    problems = "problems"
    corrective = "corrective"
    evaluation = "evaluation"
    environmental = "environmental"
    projections = "projections"
    training = "training"


TITLES: dict[Section, LazyText] = {
    Section.activity_data: lazy("Activity data"),
    Section.context: lazy("Context Analysis"),
    Section.indicators: lazy("Indicator Progress"),
    Section.accomplishments: lazy("Accomplishments and Overall Status"),
    Section.problems: lazy("Problems and Delays (and/or Lessons Learned)"),
    Section.corrective: lazy("Major activities or corrective actions"),
    Section.evaluation: lazy("Updates on Evaluation and Learning plans or activities"),
    Section.environmental: lazy("Environmental Compliance"),
    Section.projections: lazy("Financial Projections Report"),
    Section.training: lazy("Participant Training"),
}

WRITTEN = (
    Section.context,
    Section.accomplishments,
    Section.problems,
    Section.corrective,
    Section.evaluation,
    Section.environmental,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """What an empty section says in so many words [J2]."""

    es: str
    en: str


NOTHING: dict[Section, Statement] = {
    Section.evaluation: Statement(
        "En este periodo no se realizaron evaluaciones ni planes de aprendizaje.",
        "No evaluations or learning plans were carried out in this period.",
    ),
    Section.environmental: Statement("No aplica.", "Not Applicable."),
}


def numbered(section: Section) -> int:
    """The number of a section, from one."""
    return list(Section).index(section) + 1
