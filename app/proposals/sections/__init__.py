"""The sections of a proposal, in the order that a person fills them in."""

from app.proposals.sections.base import Section
from app.proposals.sections.budget import BUDGET
from app.proposals.sections.documents import DOCUMENTS
from app.proposals.sections.indicators import INDICATORS
from app.proposals.sections.objective import OBJECTIVE
from app.proposals.sections.organisation import ORGANISATION
from app.proposals.sections.problem import PROBLEM
from app.proposals.sections.summary import SUMMARY
from app.proposals.sections.work_plan import WORK_PLAN

ORDER: tuple[Section, ...] = (ORGANISATION, SUMMARY, PROBLEM, OBJECTIVE, WORK_PLAN, INDICATORS, BUDGET, DOCUMENTS)
SECTIONS: dict[str, Section] = {section.key: section for section in ORDER}


def following(key: str) -> str | None:
    """The key of the section after this one; None after the last."""
    keys = list(SECTIONS)
    place = keys.index(key) + 1
    return keys[place] if place < len(keys) else None


__all__ = [
    "BUDGET",
    "DOCUMENTS",
    "INDICATORS",
    "OBJECTIVE",
    "ORDER",
    "ORGANISATION",
    "PROBLEM",
    "SECTIONS",
    "SUMMARY",
    "WORK_PLAN",
    "following",
]
