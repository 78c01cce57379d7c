"""What the rubric of a call decides beside its criteria."""

from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from app.core.columns import Json, Quantity, Table


class Sector(StrEnum):
    """Whom a seat of the commission speaks for [F2]."""

    citizens = "citizens"
    academia = "academia"
    business = "business"
    government = "government"
    civil_society = "civil_society"
    international = "international"


class TieStep(StrEnum):
    """A way of putting two proposals with the same score in order."""

    criteria = "criteria"
    line = "line"
    state = "state"
    vote = "vote"
    draw = "draw"


class CallScoring(Table, table=True):
    """One row a call. `ties` are steps in their order; `sections` = [{"name": {es, en}, "minimum": "12"}], in points."""

    __tablename__ = "call_scoring"
    __table_args__ = (
        CheckConstraint("quorum >= 1", name="quorum_from_one"),
        CheckConstraint("min_sectors >= 1", name="sectors_from_one"),
    )

    call_id: str = Field(foreign_key="call.id", unique=True)
    ties: list[str] = Field(default_factory=list, sa_type=Json)
    sections: list[dict[str, Any]] = Field(default_factory=list, sa_type=Json)
    bonus_cap: Decimal | None = Field(default=None, sa_type=Quantity)
    quorum: int | None = None
    min_sectors: int | None = None
    sectors: list[str] = Field(default_factory=list, sa_type=Json)
