"""The tables of a call. Texts are {"es", "en"}; an instant is kept as wall time, zone and UTC, and the UTC decides."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from app.core.columns import Bilingual, Cents, EnumText, Json, Quantity, Table, UTCDateTime


class CallState(StrEnum):
    """What people decided. *Closed* is not among them: the clock and the latest deadline say it."""

    draft = "draft"
    in_review = "in_review"
    published = "published"
    cancelled = "cancelled"


class MilestoneKind(StrEnum):
    """The dates of a call, in their order. Sessions are events of their own."""

    launch = "launch"
    questions_close = "questions_close"
    answers = "answers"
    deadline = "deadline"
    results = "results"
    project_start = "project_start"
    project_end = "project_end"


class RuleKind(StrEnum):
    """The catalogue of eligibility rules; `calls.rules` says the params of each."""

    territory = "territory"
    legal_form = "legal_form"
    age = "age"
    registry = "registry"
    one_per_organisation = "one_per_organisation"
    amounts = "amounts"
    own_contribution = "own_contribution"
    indirect_cap = "indirect_cap"
    category_caps = "category_caps"
    ceiling = "ceiling"
    debts = "debts"
    documents = "documents"
    calendar = "calendar"
    person = "person"
    declaration = "declaration"


class Call(Table, table=True):
    """One edition of a call. Percents are 20 for 20 %; `municipalities` by state, {} asks for any, None for none."""

    __tablename__ = "call"
    __table_args__ = (
        CheckConstraint("max_grant > 0", name="max_grant_positive"),
        CheckConstraint("min_grant >= 0", name="min_grant_not_negative"),
        CheckConstraint("min_sheets >= 1 AND min_sheets_recused >= 1", name="sheets_from_one"),
        CheckConstraint("state <> 'published' OR published_by IS NOT NULL", name="published_by_somebody"),
        CheckConstraint("published_by IS NULL OR published_by <> sent_by", name="second_person_publishes"),
    )

    programme_id: str = Field(foreign_key="programme.id", index=True)
    result_id: str | None = Field(default=None, foreign_key="result.id", index=True)
    edition: int = 1
    slug: str = Field(unique=True, max_length=80)
    title: dict[str, str] = Field(sa_type=Bilingual)
    object: dict[str, str] = Field(default_factory=dict, sa_type=Bilingual)
    who_can_apply: dict[str, list[str]] = Field(default_factory=dict, sa_type=Json)
    fictional_note: dict[str, str] = Field(default_factory=dict, sa_type=Bilingual)
    state: CallState = Field(default=CallState.draft, sa_type=EnumText(CallState))
    timezone: str = "America/Mexico_City"
    states: list[str] = Field(default_factory=list, sa_type=Json)
    municipalities: dict[str, list[str]] | None = Field(default=None, sa_type=Json)
    partners: list[str] = Field(default_factory=list, sa_type=Json)
    contact_email: str = ""
    currency: str = Field(default="MXN", max_length=3)
    max_grant: Decimal | None = Field(default=None, sa_type=Cents)
    min_grant: Decimal | None = Field(default=None, sa_type=Cents)
    own_contribution_min: Decimal | None = Field(default=None, sa_type=Quantity)
    indirect_cap: Decimal | None = Field(default=None, sa_type=Quantity)
    printed_maximum: Decimal | None = Field(default=None, sa_type=Quantity)
    minimum_total: Decimal | None = Field(default=None, sa_type=Quantity)
    spread_limit: Decimal | None = Field(default=None, sa_type=Quantity)
    min_sheets: int = 3
    min_sheets_recused: int = 2
    named_monitor: bool = False
    both_families: bool = False
    authorisation_required: bool = False
    prevailing_language: str = Field(default="es", max_length=2)
    translation_gap_accepted: bool = False
    donor_required: bool = True
    conflict_text: dict[str, str] = Field(default_factory=dict, sa_type=Bilingual)
    data_protection: dict[str, str] = Field(default_factory=dict, sa_type=Bilingual)
    results_promised_on: date | None = None

    drafted_by: str = Field(foreign_key="person.id")
    sent_by: str | None = Field(default=None, foreign_key="person.id")
    sent_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    published_by: str | None = Field(default=None, foreign_key="person.id")
    published_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    opened_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    results_published_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    cancelled_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    cancelled_reason: dict[str, str] = Field(default_factory=dict, sa_type=Bilingual)
    calendar_sequence: int = 0


class CallPart(Table, table=True):
    """Who last saved one part of a call, and its number: two officers never overwrite each other unseen."""

    __tablename__ = "call_part"
    __table_args__ = (UniqueConstraint("call_id", "key"),)

    call_id: str = Field(foreign_key="call.id", index=True)
    key: str
    revision: int = 0
    saved_at: datetime = Field(sa_type=UTCDateTime)
    saved_by: str = Field(foreign_key="person.id")


class Lot(Table, table=True):
    """What a call awards by: a line of work, a territory, both or none [B10]. A line without money has a budget of 0."""

    __tablename__ = "lot"
    __table_args__ = (
        UniqueConstraint("call_id", "code"),
        CheckConstraint("budget >= 0", name="budget_not_negative"),
        CheckConstraint("awards >= 1", name="awards_from_one"),
        CheckConstraint("min_grant >= 0 AND max_grant > 0", name="grants_positive"),
    )

    call_id: str = Field(foreign_key="call.id", index=True)
    code: str = Field(max_length=20)
    name: dict[str, str] = Field(sa_type=Bilingual)
    budget: Decimal = Field(sa_type=Cents)
    currency: str = Field(default="MXN", max_length=3)
    awards: int = 1
    min_grant: Decimal | None = Field(default=None, sa_type=Cents)
    max_grant: Decimal | None = Field(default=None, sa_type=Cents)
    order_index: int = 0


class Axis(Table, table=True):
    """A theme; a proposal may choose several [B4]."""

    __tablename__ = "axis"
    __table_args__ = (UniqueConstraint("call_id", "code"),)

    call_id: str = Field(foreign_key="call.id", index=True)
    code: str = Field(max_length=20)
    name: dict[str, str] = Field(sa_type=Bilingual)
    order_index: int = 0


class Milestone(Table, table=True):
    """One date of the calendar. `wall` is local ISO text to the second; a deadline includes the second it names."""

    __tablename__ = "milestone"
    __table_args__ = (UniqueConstraint("call_id", "kind"),)

    call_id: str = Field(foreign_key="call.id", index=True)
    kind: MilestoneKind = Field(sa_type=EnumText(MilestoneKind))
    wall: str = Field(max_length=19)
    zone: str
    at: datetime = Field(sa_type=UTCDateTime)


class DeadlineOverride(Table, table=True):
    """The deadline of one state where it differs from the call's. A state is not a zone: the zone is chosen here."""

    __tablename__ = "deadline_override"
    __table_args__ = (UniqueConstraint("call_id", "state"),)

    call_id: str = Field(foreign_key="call.id", index=True)
    state: str = Field(max_length=6)
    wall: str = Field(max_length=19)
    zone: str
    at: datetime = Field(sa_type=UTCDateTime)


class CallEvent(Table, table=True):
    """A session: hosts and agenda [B5–B7]. A removed one is kept as cancelled, so that calendars hear of it."""

    __tablename__ = "call_event"

    call_id: str = Field(foreign_key="call.id", index=True)
    title: dict[str, str] = Field(sa_type=Bilingual)
    wall: str = Field(max_length=19)
    zone: str
    at: datetime = Field(sa_type=UTCDateTime)
    minutes: int = 90
    hosts: list[str] = Field(default_factory=list, sa_type=Json)
    agenda: dict[str, list[str]] = Field(default_factory=dict, sa_type=Json)
    join_url: str = ""
    recording_url: str = ""
    places: int | None = None
    cancelled_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


class Requirement(Table, table=True):
    """A paper and why it is asked [B14]; `kinds` of file, `checked_by` a role, `checker` a person's name."""

    __tablename__ = "requirement"
    __table_args__ = (
        UniqueConstraint("call_id", "code"),
        CheckConstraint("months_valid > 0", name="months_valid_positive"),
    )

    call_id: str = Field(foreign_key="call.id", index=True)
    code: str = Field(max_length=20)
    title: dict[str, str] = Field(sa_type=Bilingual)
    why: dict[str, str] = Field(default_factory=dict, sa_type=Bilingual)
    kinds: list[str] = Field(default_factory=lambda: ["pdf"], sa_type=Json)
    required: bool = True
    curable: bool = False
    months_valid: int | None = None
    template_id: str | None = Field(default=None, foreign_key="stored_file.id")
    checked_by: str = Field(default="", max_length=20)
    checker: str = Field(default="", max_length=300)
    order_index: int = 0


class EligibilityRule(Table, table=True):
    """A published rule of validation: kind, params (shape by kind, see `calls.rules`) and the words a CSO reads."""

    __tablename__ = "eligibility_rule"
    __table_args__ = (UniqueConstraint("call_id", "code"),)

    call_id: str = Field(foreign_key="call.id", index=True)
    code: str = Field(max_length=20)
    kind: RuleKind = Field(sa_type=EnumText(RuleKind))
    params: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    words: dict[str, str] = Field(default_factory=dict, sa_type=Bilingual)
    order_index: int = 0


class Criterion(Table, table=True):
    """A line of the rubric. Points = value × weight, value in scale_min..scale_max; one anchor per level, lowest first."""

    __tablename__ = "criterion"
    __table_args__ = (
        UniqueConstraint("call_id", "code"),
        CheckConstraint("scale_max BETWEEN 1 AND 100", name="scale"),
        CheckConstraint("scale_min BETWEEN 0 AND scale_max - 1", name="scale_rises"),
    )

    call_id: str = Field(foreign_key="call.id", index=True)
    code: str = Field(max_length=20)
    section: dict[str, str] = Field(default_factory=dict, sa_type=Bilingual)
    name: dict[str, str] = Field(sa_type=Bilingual)
    anchors: list[dict[str, str]] = Field(default_factory=list, sa_type=Json)
    scale_min: int = 0
    scale_max: int = 5
    bonus: bool = False
    weight: Decimal = Field(default=Decimal(1), sa_type=Quantity)
    minimum: Decimal | None = Field(default=None, sa_type=Quantity)
    order_index: int = 0


class CallDocument(Table, table=True):
    """A file offered on the call's page: the terms, a template."""

    __tablename__ = "call_document"

    call_id: str = Field(foreign_key="call.id", index=True)
    title: dict[str, str] = Field(sa_type=Bilingual)
    file_id: str = Field(foreign_key="stored_file.id")
    removed_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


class CallAmendment(Table, table=True):
    """A public change of a published call. `changes` = [{"label", "before", "after"}] of {"es", "en"} texts."""

    __tablename__ = "call_amendment"
    __table_args__ = (UniqueConstraint("call_id", "number"), CheckConstraint("number >= 1", name="number_from_one"))

    call_id: str = Field(foreign_key="call.id", index=True)
    number: int
    part: str
    reason: dict[str, str] = Field(sa_type=Bilingual)
    changes: list[dict[str, Any]] = Field(default_factory=list, sa_type=Json)
    published_at: datetime = Field(sa_type=UTCDateTime)
    published_by: str = Field(foreign_key="person.id")


class CallFollower(Table, table=True):
    """A person who is told of every change: whoever starts a proposal follows its call. Only who chose to may stop."""

    __tablename__ = "call_follower"
    __table_args__ = (UniqueConstraint("call_id", "user_id"),)

    call_id: str = Field(foreign_key="call.id", index=True)
    user_id: str = Field(foreign_key="person.id", index=True)
    chosen: bool = False
