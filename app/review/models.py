"""Candidacies and what happens to them: verdicts, the commission, score sheets, the ruling, awards."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Index, Text, UniqueConstraint, text
from sqlmodel import Field

from app.core.columns import Cents, EnumText, Json, Table, UTCDateTime


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


class Verdict(StrEnum):
    """What is said of one rule: it holds, it does not, or a paper may still be put right."""

    passes = "pass"
    fails = "fail"
    cure = "cure"
    unclear = "unclear"


class Sector(StrEnum):
    """Whom a seat of the commission speaks for [F2]."""

    citizens = "citizens"
    academia = "academia"
    business = "business"
    government = "government"
    civil_society = "civil_society"
    international = "international"


class Invitation(StrEnum):
    """The answer to an invitation to the commission [F3]."""

    invited = "invited"
    accepted = "accepted"
    declined = "declined"


class Part(StrEnum):
    """The two people of a seat [F11]."""

    member = "member"
    alternate = "alternate"


class Conflict(StrEnum):
    """What a person declares of one proposal before its file opens."""

    none = "none"
    possible = "possible"
    recuse = "recuse"


class SheetState(StrEnum):
    """A score sheet is written or locked."""

    open = "open"
    submitted = "submitted"


class RulingState(StrEnum):
    """How far a ruling is: drafted, being signed, frozen, with the donor, decided, published."""

    draft = "draft"
    signing = "signing"
    signed = "signed"
    sent = "sent"
    decided = "decided"
    published = "published"


class Decision(StrEnum):
    """The donor's answer on one proposal [G1]."""

    approved = "approved"
    conditions = "conditions"
    returned = "returned"
    objected = "objected"


class AwardState(StrEnum):
    """What became of an award."""

    offered = "offered"
    accepted = "accepted"
    declined = "declined"
    retracted = "retracted"
    contracted = "contracted"


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
    proposed: Verdict = Field(sa_type=EnumText(Verdict))
    evidence: list[dict[str, Any]] = Field(default_factory=list, sa_type=Json)
    decided: Verdict | None = Field(default=None, sa_type=EnumText(Verdict))
    reason: str = Field(default="", sa_type=Text)
    decided_by: str | None = Field(default=None, foreign_key="user.id")
    decided_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    confirmed_by: str | None = Field(default=None, foreign_key="user.id")
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
    answered_by: str | None = Field(default=None, foreign_key="user.id")
    answered_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


class Seat(Table, table=True):
    """A place in the commission of a call: an institution, its sector, a member and perhaps an alternate."""

    __tablename__ = "seat"
    __table_args__ = (
        UniqueConstraint("call_id", "institution"),
        UniqueConstraint("call_id", "member_id"),
        CheckConstraint("alternate_id IS NULL OR alternate_id <> member_id", name="two_people"),
        CheckConstraint("invitation <> 'declined' OR decline_reason <> ''", name="decline_has_reason"),
        Index(
            "one_chair",
            "call_id",
            unique=True,
            sqlite_where=text("chair = 1"),
            postgresql_where=text("chair"),
        ),
    )

    call_id: str = Field(foreign_key="call.id", index=True)
    institution: str
    sector: Sector = Field(sa_type=EnumText(Sector))
    order_index: int = 0
    chair: bool = False
    member_id: str = Field(foreign_key="user.id", index=True)
    invitation: Invitation = Field(default=Invitation.invited, sa_type=EnumText(Invitation))
    responded_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    decline_reason: str = ""
    alternate_id: str | None = Field(default=None, foreign_key="user.id", index=True)
    alternate_invitation: Invitation | None = Field(default=None, sa_type=EnumText(Invitation))
    alternate_responded_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    alternate_decline_reason: str = ""


class ConflictDeclaration(Table, table=True):
    """What one person of a seat declared of one proposal. A later declaration replaces the earlier in words only."""

    __tablename__ = "conflict_declaration"
    __table_args__ = (
        UniqueConstraint("candidacy_id", "user_id"),
        CheckConstraint("kind = 'none' OR reason <> ''", name="conflict_has_reason"),
    )

    candidacy_id: str = Field(foreign_key="candidacy.id")
    seat_id: str = Field(foreign_key="seat.id", index=True)
    user_id: str = Field(foreign_key="user.id", index=True)
    kind: Conflict = Field(sa_type=EnumText(Conflict))
    reason: str = Field(default="", sa_type=Text)
    declared_at: datetime = Field(sa_type=UTCDateTime)


LIVE_SHEET = text("retired_at IS NULL")


class ScoreSheet(Table, table=True):
    """One person's scores of one proposal. A retired sheet counts nowhere and stays in the dossier."""

    __tablename__ = "score_sheet"
    __table_args__ = (
        Index(
            "one_live_sheet",
            "candidacy_id",
            "seat_id",
            unique=True,
            sqlite_where=LIVE_SHEET,
            postgresql_where=LIVE_SHEET,
        ),
        CheckConstraint("state <> 'submitted' OR (total IS NOT NULL AND digest IS NOT NULL)", name="submitted_is_sealed"),
        CheckConstraint("total IS NULL OR total BETWEEN 0 AND 10000", name="total_in_range"),
    )

    candidacy_id: str = Field(foreign_key="candidacy.id", index=True)
    seat_id: str = Field(foreign_key="seat.id", index=True)
    reviewer_id: str = Field(foreign_key="user.id", index=True)
    state: SheetState = Field(default=SheetState.open, sa_type=EnumText(SheetState))
    revision: int = 0
    total: Decimal | None = Field(default=None, sa_type=Cents)
    digest: str | None = None
    submitted_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    retired_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    retired_reason: str = ""


class SheetScore(Table, table=True):
    """The value and comment for one criterion; None is not scored yet, which is not 0."""

    __tablename__ = "sheet_score"
    __table_args__ = (
        UniqueConstraint("sheet_id", "criterion_id"),
        CheckConstraint("value IS NULL OR value >= 0", name="value_not_negative"),
    )

    sheet_id: str = Field(foreign_key="score_sheet.id")
    criterion_id: str = Field(foreign_key="criterion.id", index=True)
    value: int | None = None
    comment: str = Field(default="", sa_type=Text)


class SheetVersion(Table, table=True):
    """What a sheet said each time it was submitted; reopening never erases it."""

    __tablename__ = "sheet_version"
    __table_args__ = (UniqueConstraint("sheet_id", "number"),)

    sheet_id: str = Field(foreign_key="score_sheet.id")
    number: int
    content: dict[str, Any] = Field(sa_type=Json)
    total: Decimal = Field(sa_type=Cents)
    digest: str
    submitted_at: datetime = Field(sa_type=UTCDateTime)
    reopened_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    reopened_by: str | None = Field(default=None, foreign_key="user.id")
    reopen_reason: str = Field(default="", sa_type=Text)


class Discussion(Table, table=True):
    """That the commission talked a disagreement over, and what it concluded."""

    __tablename__ = "discussion"
    __table_args__ = (UniqueConstraint("candidacy_id"), CheckConstraint("note <> ''", name="discussion_has_note"))

    candidacy_id: str = Field(foreign_key="candidacy.id")
    note: str = Field(sa_type=Text)
    discussed_at: datetime = Field(sa_type=UTCDateTime)
    recorded_by: str = Field(foreign_key="user.id")


class Ruling(Table, table=True):
    """The act of the commission: ranking, selection and reserve list. Frozen with its digest once all have signed."""

    __tablename__ = "ruling"
    __table_args__ = (
        UniqueConstraint("call_id", "number"),
        CheckConstraint("(digest IS NULL) = (frozen_at IS NULL)", name="frozen_with_digest"),
        CheckConstraint("state IN ('draft', 'signing') OR digest IS NOT NULL", name="signed_is_frozen"),
    )

    call_id: str = Field(foreign_key="call.id", index=True)
    number: int = 1
    state: RulingState = Field(default=RulingState.draft, sa_type=EnumText(RulingState))
    considerations: str = Field(default="", sa_type=Text)
    ranking: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    draft_digest: str
    digest: str | None = None
    frozen_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    file_id: str | None = Field(default=None, foreign_key="stored_file.id")
    sent_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    decided_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    replaces_id: str | None = Field(default=None, foreign_key="ruling.id")


class RulingSignature(Table, table=True):
    """One seat's signature under the very digest that was read, with its dissent if it has one [F8]."""

    __tablename__ = "ruling_signature"
    __table_args__ = (UniqueConstraint("ruling_id", "seat_id"),)

    ruling_id: str = Field(foreign_key="ruling.id")
    seat_id: str = Field(foreign_key="seat.id", index=True)
    user_id: str = Field(foreign_key="user.id")
    draft_digest: str
    dissent: str = Field(default="", sa_type=Text)
    signed_at: datetime = Field(sa_type=UTCDateTime)


class DonorDecision(Table, table=True):
    """The donor's answer on one proposal of a ruling; only an approval needs no reason."""

    __tablename__ = "donor_decision"
    __table_args__ = (
        UniqueConstraint("ruling_id", "candidacy_id"),
        CheckConstraint("decision = 'approved' OR reason <> ''", name="decision_has_reason"),
    )

    ruling_id: str = Field(foreign_key="ruling.id")
    candidacy_id: str = Field(foreign_key="candidacy.id", index=True)
    decision: Decision = Field(sa_type=EnumText(Decision))
    reason: str = Field(default="", sa_type=Text)
    decided_by: str = Field(foreign_key="user.id")
    decided_at: datetime = Field(sa_type=UTCDateTime)


class Award(Table, table=True):
    """What is offered to an organisation once the donor has approved it."""

    __tablename__ = "award"
    __table_args__ = (
        UniqueConstraint("candidacy_id"),
        CheckConstraint("amount >= 0", name="amount_not_negative"),
        CheckConstraint("state NOT IN ('declined', 'retracted') OR reason <> ''", name="ending_has_reason"),
    )

    candidacy_id: str = Field(foreign_key="candidacy.id")
    amount: Decimal = Field(sa_type=Cents)
    currency: str
    conditions: str = Field(default="", sa_type=Text)
    state: AwardState = Field(default=AwardState.offered, sa_type=EnumText(AwardState), index=True)
    offered_at: datetime = Field(sa_type=UTCDateTime)
    answered_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    answered_by: str | None = Field(default=None, foreign_key="user.id")
    reason: str = Field(default="", sa_type=Text)


class Letter(Table, table=True):
    """The words an applicant was sent: frozen, so that the page and the mail always say the same."""

    __tablename__ = "letter"
    __table_args__ = (UniqueConstraint("candidacy_id", "kind"),)

    candidacy_id: str = Field(foreign_key="candidacy.id")
    kind: str
    content: dict[str, Any] = Field(sa_type=Json)
    issued_at: datetime = Field(sa_type=UTCDateTime)


class CommissionCalendar(Table, table=True):
    """Until when the commission of a call declares and scores."""

    __tablename__ = "commission_calendar"
    __table_args__ = (UniqueConstraint("call_id"), CheckConstraint("declare_by <= score_by", name="dates"))

    call_id: str = Field(foreign_key="call.id")
    declare_by: date
    score_by: date
