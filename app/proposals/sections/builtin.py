"""The built-in sections: the usual ones in the order that a person fills them in, then those that a call may add."""

from app.calls.questionnaire.asked import offer
from app.proposals.sections.base import Section
from app.proposals.sections.budget import BUDGET
from app.proposals.sections.chain import CHAIN
from app.proposals.sections.documents import DOCUMENTS
from app.proposals.sections.gender import GENDER
from app.proposals.sections.goals import GOALS
from app.proposals.sections.indicators import INDICATORS
from app.proposals.sections.matrix import MATRIX
from app.proposals.sections.network import NETWORK
from app.proposals.sections.objective import OBJECTIVE
from app.proposals.sections.organisation import ORGANISATION
from app.proposals.sections.problem import PROBLEM
from app.proposals.sections.risks import RISKS
from app.proposals.sections.stakeholders import STAKEHOLDERS
from app.proposals.sections.summary import SUMMARY
from app.proposals.sections.work_plan import WORK_PLAN

ORDER: tuple[Section, ...] = (
    ORGANISATION,
    SUMMARY,
    PROBLEM,
    OBJECTIVE,
    WORK_PLAN,
    INDICATORS,
    BUDGET,
    DOCUMENTS,
    STAKEHOLDERS,
    MATRIX,
    CHAIN,
    RISKS,
    GENDER,
    GOALS,
    NETWORK,
)
SECTIONS: dict[str, Section] = {section.key: section for section in ORDER}

for _section in ORDER:
    offer(_section.key, _section.title, on=_section.on, fixed=_section.fixed)
