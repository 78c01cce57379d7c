"""Agreements and their money: what was signed, what is paid, when reports are due."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from app.core.columns import Bilingual, Cents, EnumText, Json, Table, UTCDateTime


class AgreementKind(StrEnum):
    """What sort of instrument it is [H6]."""

    grant = "grant"
    collaboration = "collaboration"
    technical_advice = "technical_advice"
    mou = "mou"


class AgreementState(StrEnum):
    """Where an agreement stands."""

    drafting = "drafting"
    agreed = "agreed"
    active = "active"
    ended = "ended"
    closed = "closed"
    suspended = "suspended"
    terminated = "terminated"
    declined = "declined"


class Side(StrEnum):
    """The two parties of an agreement."""

    cso = "cso"
    staff = "staff"


class Agreement(Table, table=True):
    """One agreement with one organisation; its annexes are the proposal's own tables."""

    __tablename__ = "agreement"
    __table_args__ = (
        UniqueConstraint("programme_id", "number"),
        UniqueConstraint("award_id"),
        CheckConstraint("start_on <= end_on", name="dates"),
        CheckConstraint("amount >= 0", name="amount"),
        CheckConstraint("report_lead_days >= 0", name="lead"),
    )

    programme_id: str = Field(foreign_key="programme.id", index=True)
    call_id: str | None = Field(default=None, foreign_key="call.id", index=True)
    award_id: str | None = Field(default=None, foreign_key="award.id")
    organisation_id: str = Field(foreign_key="organisation.id", index=True)
    number: str = Field(max_length=40)
    line: int | None = None
    kind: AgreementKind = Field(sa_type=EnumText(AgreementKind))
    title: str
    object: dict[str, str] = Field(sa_type=Bilingual)
    states: list[str] = Field(default_factory=list, sa_type=Json)
    start_on: date
    end_on: date
    amount: Decimal = Field(sa_type=Cents)
    currency: str = Field(max_length=3)
    state: AgreementState = Field(default=AgreementState.drafting, sa_type=EnumText(AgreementState), index=True)
    clauses: list[dict[str, str]] = Field(default_factory=list, sa_type=Json)
    annexes: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    source_digest: str | None = Field(default=None, max_length=64)
    indicator_links: dict[str, str] = Field(default_factory=dict, sa_type=Json)
    report_lead_days: int = 15
    revision: int = 1
    pen: Side = Field(default=Side.staff, sa_type=EnumText(Side))
    accepted_by_cso_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    accepted_by_staff_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    signed_file_id: str | None = Field(default=None, foreign_key="stored_file.id")
    signed_digest: str | None = Field(default=None, max_length=64)
    ending_file_id: str | None = Field(default=None, foreign_key="stored_file.id")
    returned_amount: Decimal | None = Field(default=None, sa_type=Cents)
    closed_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


class AgreementSignature(Table, table=True):
    """Who signed for a side, in what post and on what day [H11]."""

    __tablename__ = "agreement_signature"
    __table_args__ = (UniqueConstraint("agreement_id", "side"),)

    agreement_id: str = Field(foreign_key="agreement.id", index=True)
    side: Side = Field(sa_type=EnumText(Side))
    name: str
    post: str
    signed_on: date


class ReportingPeriod(Table, table=True):
    """A stretch the organisation reports on; `due_on` lies before the implementer's own date [I2]."""

    __tablename__ = "reporting_period"
    __table_args__ = (
        UniqueConstraint("agreement_id", "window_id"),
        CheckConstraint("start_on <= end_on", name="dates"),
    )

    agreement_id: str = Field(foreign_key="agreement.id", index=True)
    window_id: str = Field(foreign_key="reporting_window.id", index=True)
    label: str
    start_on: date
    end_on: date
    due_on: date


class Tranche(Table, table=True):
    """A planned payment with its condition; a condition may be the acceptance of one period's report."""

    __tablename__ = "tranche"
    __table_args__ = (
        UniqueConstraint("agreement_id", "number"),
        CheckConstraint("amount > 0", name="amount"),
        CheckConstraint("received_at IS NULL OR paid_on IS NOT NULL", name="received_after_payment"),
    )

    agreement_id: str = Field(foreign_key="agreement.id", index=True)
    number: int
    amount: Decimal = Field(sa_type=Cents)
    planned_on: date
    condition: str
    waits_for_period_id: str | None = Field(default=None, foreign_key="reporting_period.id", index=True)
    condition_met_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    paid_on: date | None = None
    reference: str | None = None
    received_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    received_by: str | None = Field(default=None, foreign_key="person.id")
