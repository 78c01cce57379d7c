"""The sections of a proposal: those that are built in, and which of them a call asks."""

from app.proposals.sections.asked import Asking, asked_in, asking, following
from app.proposals.sections.budget import BUDGET
from app.proposals.sections.builtin import ORDER, SECTIONS
from app.proposals.sections.documents import DOCUMENTS
from app.proposals.sections.indicators import INDICATORS
from app.proposals.sections.objective import OBJECTIVE
from app.proposals.sections.organisation import ORGANISATION
from app.proposals.sections.problem import PROBLEM
from app.proposals.sections.summary import SUMMARY
from app.proposals.sections.work_plan import WORK_PLAN

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
    "Asking",
    "asked_in",
    "asking",
    "following",
]
