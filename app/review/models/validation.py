"""Candidacies, the verdict on each rule, and corrections of papers."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Index, Text, UniqueConstraint
from sqlmodel import Field

from app.core.columns import Cents, EnumText, Json, Table, UTCDateTime
from app.proposals.eligibility import Finding


class CandidacyState(StrEnum):
    """How far a proposal is in a round, from validation to the donor's answer."""

    validation = "validation"
    correcting = "correcting"
    eligible = "eligible"
    ineligible = "ineligible"
    scored = "scored"
    recommended = "recommended"
    reserve = "reserve"
    not_recommended = "not_recommended"
    approved = "approved"
    returned = "returned"
    objected = "objected"
    goes_on = "goes_on"
    stays = "stays"


class Candidacy(Table, table=True):
    """One sealed proposal in one round. Its columns are copied from the snapshot."""

    __tablename__ = "candidacy"
    __table_args__ = (
        UniqueConstraint("proposal_id", "round"),
        Index("candidacies_by_folio", "call_id", "round", "folio"),
        CheckConstraint("state <> 'ineligible' OR reason <> ''", name="rejection_has_reason"),
        CheckConstraint("state <> 'correcting' OR correct_until IS NOT NULL", name="correction_has_date"),
    )

    call_id: str = Field(foreign_key="call.id", index=True)
    proposal_id: str = Field(foreign_key="proposal.id")
    submission_id: str = Field(foreign_key="submission.id")
    organisation_id: str = Field(foreign_key="organisation.id", index=True)
    lot_id: str | None = Field(default=None, foreign_key="lot.id", index=True)
    round: int = 1
    folio: str
    title: str
    search_key: str
    home_state: str
    requested: Decimal = Field(sa_type=Cents)
    currency: str
    state: CandidacyState = Field(default=CandidacyState.validation, sa_type=EnumText(CandidacyState), index=True)
    correct_until: datetime | None = Field(default=None, sa_type=UTCDateTime)
    official_score: Decimal | None = Field(default=None, sa_type=Cents)
    rank: int | None = None
    reason: str = Field(default="", sa_type=Text)
    name_consent: bool = False


class EligibilityVerdict(Table, table=True):
    """One published rule against one proposal: proposed by the machine, decided by one, confirmed by another [E1]."""

    __tablename__ = "eligibility_verdict"
    __table_args__ = (
        UniqueConstraint("candidacy_id", "rule_id"),
        CheckConstraint("decided IS NULL OR decided IN ('pass', 'fail', 'cure')", name="decided_in_words"),
        CheckConstraint("decided IS NULL OR decided = 'pass' OR reason <> ''", name="no_without_reason"),
        CheckConstraint("(decided IS NULL) = (decided_by IS NULL)", name="decided_by_somebody"),
        CheckConstraint("confirmed_by IS NULL OR confirmed_by <> decided_by", name="second_person"),
    )

    candidacy_id: str = Field(foreign_key="candidacy.id")
    rule_id: str = Field(foreign_key="eligibility_rule.id", index=True)
    proposed: Finding = Field(sa_type=EnumText(Finding))
    evidence: list[dict[str, Any]] = Field(default_factory=list, sa_type=Json)
    decided: Finding | None = Field(default=None, sa_type=EnumText(Finding))
    reason: str = Field(default="", sa_type=Text)
    decided_by: str | None = Field(default=None, foreign_key="person.id")
    decided_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    confirmed_by: str | None = Field(default=None, foreign_key="person.id")
    confirmed_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


class Correction(Table, table=True):
    """The one chance to put a paper right: what was asked, until when, and what came [subsanación]."""

    __tablename__ = "correction"
    __table_args__ = (UniqueConstraint("verdict_id"),)

    verdict_id: str = Field(foreign_key="eligibility_verdict.id")
    candidacy_id: str = Field(foreign_key="candidacy.id", index=True)
    asked: str = Field(sa_type=Text)
    until: datetime = Field(sa_type=UTCDateTime)
    answer: str = Field(default="", sa_type=Text)
    file_id: str | None = Field(default=None, foreign_key="stored_file.id")
    answered_by: str | None = Field(default=None, foreign_key="person.id")
    answered_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
