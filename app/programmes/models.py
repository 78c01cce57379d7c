"""The tables of a programme: its results tree, its years, what it measures, and the implementer's dates."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from app.core.columns import Bilingual, EnumText, Json, Quantity, Table


class Missing(StrEnum):
    """Why a number is not there. Zero is a value; *unknown* in a source is not_available."""

    blank = "blank"
    not_available = "not_available"
    not_applicable = "not_applicable"


class Scope(StrEnum):
    """Where a result works [A7]. `to_be_confirmed`: the place is not decided yet; nobody guesses it."""

    states = "states"
    national = "national"
    to_be_confirmed = "to_be_confirmed"


class Unit(StrEnum):
    """What an indicator counts."""

    number = "number"
    percentage = "percentage"
    yes_no = "yes_no"
    qualitative = "qualitative"
    scale = "scale"


class Direction(StrEnum):
    """Which way is better."""

    increase = "increase"
    decrease = "decrease"
    maintain = "maintain"


class Combine(StrEnum):
    """How figures of several periods or grantees become one."""

    sum = "sum"
    max = "max"
    average = "average"
    latest = "latest"
    cumulative = "cumulative"
    none = "none"


class Programme(Table, table=True):
    """A donor-funded activity [A1–A3]. Texts are {"es", "en"}; the dates bound everything inside."""

    __tablename__ = "programme"
    __table_args__ = (
        CheckConstraint("end_on >= start_on", name="ends_after_start"),
        CheckConstraint("fiscal_start_month BETWEEN 1 AND 12", name="fiscal_month"),
    )

    code: str = Field(unique=True, max_length=40)
    name: dict[str, str] = Field(sa_type=Bilingual)
    purpose: dict[str, str] = Field(default_factory=dict, sa_type=Bilingual)
    description: dict[str, str] = Field(default_factory=dict, sa_type=Bilingual)
    desired_result: dict[str, str] = Field(default_factory=dict, sa_type=Bilingual)
    donor_name: dict[str, str] = Field(default_factory=dict, sa_type=Bilingual)
    donor_acronym: str = ""
    implementer_name: dict[str, str] = Field(default_factory=dict, sa_type=Bilingual)
    implementer_acronym: str = ""
    partners: list[str] = Field(default_factory=list, sa_type=Json)
    start_on: date
    end_on: date
    timezone: str = "America/Mexico_City"
    donor_currency: str = Field(default="USD", max_length=3)
    local_currency: str = Field(default="MXN", max_length=3)
    fiscal_start_month: int = 10
    decision_label: dict[str, str] = Field(default_factory=dict, sa_type=Bilingual)
    revision: int = 0


class ProgrammeYear(Table, table=True):
    """A programme year of any length: year 1 of the source ran fourteen months [K2]."""

    __tablename__ = "programme_year"
    __table_args__ = (
        UniqueConstraint("programme_id", "number"),
        CheckConstraint("end_on >= start_on", name="ends_after_start"),
        CheckConstraint("number >= 1", name="number_from_one"),
    )

    programme_id: str = Field(foreign_key="programme.id", index=True)
    number: int
    start_on: date
    end_on: date


class Result(Table, table=True):
    """A component (no parent) or a result under one [A4]. `states` is a list of ISO codes, or None."""

    __tablename__ = "result"
    __table_args__ = (
        UniqueConstraint("programme_id", "code"),
        CheckConstraint("states_target >= 0", name="states_target_not_negative"),
    )

    programme_id: str = Field(foreign_key="programme.id", index=True)
    parent_id: str | None = Field(default=None, foreign_key="result.id", index=True)
    code: str = Field(max_length=20)
    sort_key: str = ""
    name: dict[str, str] = Field(sa_type=Bilingual)
    scope: Scope = Field(default=Scope.to_be_confirmed, sa_type=EnumText(Scope))
    online: bool = False
    states_target: int | None = None
    states: list[str] | None = Field(default=None, sa_type=Json)


class Indicator(Table, table=True):
    """What the programme promised to measure. `code` is the donor's, where it has one."""

    __tablename__ = "indicator"

    programme_id: str = Field(foreign_key="programme.id", index=True)
    result_id: str | None = Field(default=None, foreign_key="result.id", index=True)
    code: str | None = Field(default=None, max_length=40)
    name: dict[str, str] = Field(sa_type=Bilingual)
    unit: Unit = Field(default=Unit.number, sa_type=EnumText(Unit))
    direction: Direction = Field(default=Direction.increase, sa_type=EnumText(Direction))
    combine_periods: Combine = Field(default=Combine.sum, sa_type=EnumText(Combine))
    combine_grantees: Combine = Field(default=Combine.sum, sa_type=EnumText(Combine))
    unique_people: bool = False
    baseline: Decimal | None = Field(default=None, sa_type=Quantity)
    baseline_missing: Missing | None = Field(default=None, sa_type=EnumText(Missing))
    order_index: int = 0


class IndicatorTarget(Table, table=True):
    """The target of one programme year: a value, or the reason why there is none."""

    __tablename__ = "indicator_target"
    __table_args__ = (
        UniqueConstraint("indicator_id", "year_id"),
        CheckConstraint("(value IS NULL) <> (missing IS NULL)", name="value_or_reason"),
    )

    indicator_id: str = Field(foreign_key="indicator.id", index=True)
    year_id: str = Field(foreign_key="programme_year.id", index=True)
    value: Decimal | None = Field(default=None, sa_type=Quantity)
    missing: Missing | None = Field(default=None, sa_type=EnumText(Missing))


class Rate(Table, table=True):
    """One unit of the donor's currency in local currency, on a day, from a named source [L3]."""

    __tablename__ = "rate"
    __table_args__ = (UniqueConstraint("programme_id", "on", "source"),)

    programme_id: str = Field(foreign_key="programme.id", index=True)
    on: date
    local_per_donor: Decimal = Field(sa_type=Quantity)
    source: str


class ReportingWindow(Table, table=True):
    """One of the implementer's dates to the donor. The due date is data, never month-end arithmetic [L4]."""

    __tablename__ = "reporting_window"
    __table_args__ = (
        UniqueConstraint("programme_id", "start_on"),
        CheckConstraint("end_on >= start_on", name="ends_after_start"),
        CheckConstraint("donor_due_on >= end_on", name="due_after_end"),
    )

    programme_id: str = Field(foreign_key="programme.id", index=True)
    label: str
    start_on: date
    end_on: date
    donor_due_on: date
