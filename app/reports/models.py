"""Quarterly reports of organisations and of the team itself, and the donor's report made of them."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Text, UniqueConstraint
from sqlmodel import Field

from app.core.columns import Cents, EnumText, Json, Quantity, Table, UTCDateTime
from app.programmes.models import Missing


class ReportState(StrEnum):
    """Where a report stands; late is computed, never stored."""

    not_due = "not_due"
    open = "open"
    submitted = "submitted"
    returned = "returned"
    accepted = "accepted"
    consolidated = "consolidated"


class DonorReportState(StrEnum):
    """A donor report is worked on or locked; stale is computed from its sources."""

    draft = "draft"
    locked = "locked"


class ActivityStatus(StrEnum):
    """How an activity of the plan goes; the last three need a reason [I9, A10]."""

    not_started = "not_started"
    in_progress = "in_progress"
    done = "done"
    delayed = "delayed"
    on_hold = "on_hold"
    cancelled = "cancelled"


class Report(Table, table=True):
    """One obligation to report: an organisation's (`agreement_id`, `period_id`) or the team's own (both None)."""

    __tablename__ = "report"
    __table_args__ = (
        UniqueConstraint("subject_key"),
        CheckConstraint("(agreement_id IS NULL) = (period_id IS NULL)", name="one_kind"),
        CheckConstraint("start_on <= end_on", name="dates"),
    )

    subject_key: str = Field(max_length=80)
    agreement_id: str | None = Field(default=None, foreign_key="agreement.id", index=True)
    period_id: str | None = Field(default=None, foreign_key="reporting_period.id")
    programme_id: str = Field(foreign_key="programme.id", index=True)
    window_id: str = Field(foreign_key="reporting_window.id", index=True)
    result_id: str | None = Field(default=None, foreign_key="result.id")
    label: str
    start_on: date
    end_on: date
    state: ReportState = Field(default=ReportState.not_due, sa_type=EnumText(ReportState), index=True)
    due_on: date
    return_due_on: date | None = None
    revision: int = 1
    data: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    saved: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    rating: str | None = Field(default=None, max_length=20)
    accepted_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


class ReportRound(Table, table=True):
    """One submission of a report and what staff answered; never rewritten."""

    __tablename__ = "report_round"
    __table_args__ = (UniqueConstraint("report_id", "number"),)

    report_id: str = Field(foreign_key="report.id", index=True)
    number: int
    snapshot: str = Field(sa_type=Text)
    digest: str = Field(max_length=64)
    submitted_at: datetime = Field(sa_type=UTCDateTime)
    submitted_by: str = Field(foreign_key="person.id")
    returned_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    return_due_on: date | None = None
    comment: str | None = Field(default=None, sa_type=Text)
    accepted_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    answered_by: str | None = Field(default=None, foreign_key="person.id")


class Observation(Table, table=True):
    """A comment of staff on one field of one round, and the answer of who corrects it."""

    __tablename__ = "observation"

    report_id: str = Field(foreign_key="report.id", index=True)
    round: int
    section: str = Field(max_length=40)
    field: str = Field(max_length=120)
    label: str
    comment: str = Field(sa_type=Text)
    created_by: str = Field(foreign_key="person.id")
    answer: str | None = Field(default=None, sa_type=Text)


class ReportFigure(Table, table=True):
    """One indicator's value in a submitted report: a number or the kind of missing, never both."""

    __tablename__ = "report_figure"
    __table_args__ = (
        CheckConstraint("(value IS NULL) <> (missing IS NULL)", name="value_or_missing"),
        UniqueConstraint("report_id", "row_key"),
    )

    report_id: str = Field(foreign_key="report.id", index=True)
    row_key: str = Field(max_length=40)
    indicator_id: str | None = Field(default=None, foreign_key="indicator.id", index=True)
    annex_row: str | None = Field(default=None, max_length=40)
    name: str
    target: Decimal | None = Field(default=None, sa_type=Quantity)
    value: Decimal | None = Field(default=None, sa_type=Quantity)
    missing: Missing | None = Field(default=None, sa_type=EnumText(Missing))
    group_size: Decimal | None = Field(default=None, sa_type=Quantity)
    group_name: str | None = None
    said_met: bool | None = None
    forecast: Decimal | None = Field(default=None, sa_type=Quantity)
    forecast_on: date | None = None
    reason: str | None = Field(default=None, sa_type=Text)
    activity: str | None = None
    activity_status: ActivityStatus | None = Field(default=None, sa_type=EnumText(ActivityStatus))


class ReportExpense(Table, table=True):
    """What was spent in the period on one line of the budget annex."""

    __tablename__ = "report_expense"
    __table_args__ = (UniqueConstraint("report_id", "row_key"),)

    report_id: str = Field(foreign_key="report.id", index=True)
    row_key: str = Field(max_length=40)
    concept: str
    planned: Decimal = Field(sa_type=Cents)
    spent: Decimal | None = Field(default=None, sa_type=Cents)
    currency: str = Field(max_length=3)
    reason: str | None = Field(default=None, sa_type=Text)


class TrainingRecord(Table, table=True):
    """A course with its counts; certificates divide into women and men [K13, K14]."""

    __tablename__ = "training_record"
    __table_args__ = (UniqueConstraint("report_id", "position"),)

    report_id: str = Field(foreign_key="report.id", index=True)
    position: int
    name: str
    start_on: date
    end_on: date
    hours: int | None = None
    enrolled: int
    modules: list[int] = Field(default_factory=list, sa_type=Json)
    certificates: int
    women: int
    men: int
    not_said: int = 0


class ProjectionLine(Table, table=True):
    """What one quarter is expected to cost; position 0 is the report's own quarter [L1, L2]."""

    __tablename__ = "projection_line"
    __table_args__ = (UniqueConstraint("report_id", "position"),)

    report_id: str = Field(foreign_key="report.id", index=True)
    position: int
    period_label: str
    amount: Decimal = Field(sa_type=Cents)
    currency: str = Field(max_length=3)


class ReportReminder(Table, table=True):
    """A reminder already sent for a due date; keeps the tick from sending it twice."""

    __tablename__ = "report_reminder"
    __table_args__ = (UniqueConstraint("report_id", "due_on", "days"),)

    report_id: str = Field(foreign_key="report.id", index=True)
    due_on: date
    days: int


class DonorReport(Table, table=True):
    """The ten sections for the donor, drafted from accepted reports and locked as one snapshot."""

    __tablename__ = "donor_report"
    __table_args__ = (
        UniqueConstraint("window_id", "version"),
        CheckConstraint("(state = 'locked') = (digest IS NOT NULL)", name="locked_has_digest"),
    )

    programme_id: str = Field(foreign_key="programme.id", index=True)
    window_id: str = Field(foreign_key="reporting_window.id", index=True)
    version: int = 1
    state: DonorReportState = Field(default=DonorReportState.draft, sa_type=EnumText(DonorReportState))
    rate: Decimal = Field(sa_type=Quantity)
    rate_on: date
    rate_source: str
    revision: int = 1
    narrative: list[dict[str, Any]] = Field(default_factory=list, sa_type=Json)
    snapshot: str | None = Field(default=None, sa_type=Text)
    digest: str | None = Field(default=None, max_length=64)
    locked_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    locked_by: str | None = Field(default=None, foreign_key="person.id")
