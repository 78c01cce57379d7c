"""The published rules against the draft, shown to whoever writes before it is sent.

It keeps nobody from sending: a person decides later. Only what the form itself lacks does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from app.calls.models import EligibilityRule, RuleKind
from app.proposals import queries
from app.proposals.eligibility import Dossier as Case
from app.proposals.eligibility import Evidence, Facts, Finding, propose_rule
from app.proposals.queries import Dossier
from app.proposals.sections.frame import Frame

PLACES: dict[RuleKind, str] = {
    RuleKind.territory: "summary",
    RuleKind.amounts: "budget",
    RuleKind.own_contribution: "budget",
    RuleKind.indirect_cap: "budget",
    RuleKind.category_caps: "budget",
    RuleKind.ceiling: "budget",
    RuleKind.documents: "documents",
    RuleKind.calendar: "work_plan",
}
PROFILE = frozenset({RuleKind.legal_form, RuleKind.age, RuleKind.registry})


@dataclass(frozen=True)
class Foreseen:
    """One rule with what the machine would say of it today, and the page where that can be changed."""

    rule: EligibilityRule
    finding: Finding
    evidence: Evidence
    place: str

    @property
    def doubtful(self) -> bool:
        """Whether the writer should look at it before sending: not met, or a datum is missing."""
        return self.finding != Finding.passes and self.rule.kind != RuleKind.person


def foresee(
    session: Session, dossier: Dossier, rules: Sequence[EligibilityRule], written: Mapping[str, Any], frame: Frame
) -> list[Foreseen]:
    """Each rule but the declarations, which are accepted when it is sent. `written` has a snapshot's shape."""
    if not rules:
        return []
    facts = Facts(
        curable=frozenset(need.code for need in frame.needs),
        siblings=queries.twins(session, dossier.call.id, dossier.organisation),
        register=queries.held(session, dossier.call, [dossier.organisation])[dossier.organisation.id],
    )
    case = Case(written, facts)
    return [_foreseen(rule, case, dossier) for rule in rules if rule.kind != RuleKind.declaration]


def _foreseen(rule: EligibilityRule, case: Case, dossier: Dossier) -> Foreseen:
    proposed = propose_rule(rule, case)
    place = f"/organisations/{dossier.organisation.id}/edit" if rule.kind in PROFILE else ""
    if rule.kind in PLACES:
        place = f"/proposals/{dossier.id}/sections/{PLACES[rule.kind]}"
    return Foreseen(rule, proposed.finding, proposed.evidence, place)
