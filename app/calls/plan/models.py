"""What staff set for the backward plan: the days that each step takes, and the programme's own days without work."""

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from app.core.columns import Json, Table


class CallPlan(Table, table=True):
    """Working days by step, where a call needs others than usual."""

    __tablename__ = "call_plan"

    call_id: str = Field(foreign_key="call.id", unique=True)
    days: dict[str, int] = Field(default_factory=dict, sa_type=Json)


class ProgrammeHoliday(Table, table=True):
    """A day on which the programme does not work, beside the official ones."""

    __tablename__ = "programme_holiday"
    __table_args__ = (UniqueConstraint("programme_id", "on"),)

    programme_id: str = Field(foreign_key="programme.id", index=True)
    on: date
    name: str
