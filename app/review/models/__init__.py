"""The tables of this stage, by the part of the process that writes them."""

from app.calls.scoring.models import Sector
from app.proposals.eligibility import Finding
from app.review.models.assistance import VersionComment
from app.review.models.commission import (
    CommissionCalendar,
    Conflict,
    ConflictDeclaration,
    Discussion,
    InvitationState,
    Part,
    ScoreSheet,
    Seat,
    SheetScore,
    SheetState,
    SheetVersion,
)
from app.review.models.cut import Cut, CutLine
from app.review.models.ruling import (
    Award,
    AwardState,
    Decision,
    DonorDecision,
    Letter,
    Ruling,
    RulingSignature,
    RulingState,
)
from app.review.models.ties import TieVote
from app.review.models.validation import (
    Candidacy,
    CandidacyState,
    Correction,
    EligibilityVerdict,
)

__all__ = [
    "Award",
    "AwardState",
    "Candidacy",
    "CandidacyState",
    "CommissionCalendar",
    "Conflict",
    "ConflictDeclaration",
    "Correction",
    "Cut",
    "CutLine",
    "Decision",
    "Discussion",
    "DonorDecision",
    "EligibilityVerdict",
    "Finding",
    "InvitationState",
    "Letter",
    "Part",
    "Ruling",
    "RulingSignature",
    "RulingState",
    "ScoreSheet",
    "Seat",
    "Sector",
    "SheetScore",
    "SheetState",
    "SheetVersion",
    "TieVote",
    "VersionComment",
]
