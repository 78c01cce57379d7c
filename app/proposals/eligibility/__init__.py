"""The published rules against one proposal: a proposed finding with its evidence. Pure; a person always decides [E1].

The organisation sees it while it writes (from the draft), the team at validation (from the sealed snapshot).
"""

from app.proposals.eligibility.base import (
    Dossier,
    Evidence,
    Facts,
    Finding,
    Held,
    PartnerFacts,
    Proposed,
    read_money,
)
from app.proposals.eligibility.checks import propose, propose_rule

__all__ = [
    "Dossier",
    "Evidence",
    "Facts",
    "Finding",
    "Held",
    "PartnerFacts",
    "Proposed",
    "propose",
    "propose_rule",
    "read_money",
]
