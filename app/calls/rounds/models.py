"""What makes a call a round: the call that it follows, and how one goes on from it."""

from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from app.core.columns import EnumText, Json, Table


class CutKind(StrEnum):
    """How it is decided who goes on to the next round."""

    eligible = "eligible"
    ranking = "ranking"
    commission = "commission"


class CallRound(Table, table=True):
    """A call as a round. `cut` is None where awards are decided; `going_on` counts for each line, None is no number.

    `nominated`: whoever applies was nominated by somebody else and agreed [B16].
    `counts` are the numbers that everybody may read, told by the stage that makes them public.
    """

    __tablename__ = "call_round"
    __table_args__ = (
        CheckConstraint("follows_id IS NULL OR follows_id <> call_id", name="follows_another"),
        CheckConstraint("going_on >= 1", name="going_on_from_one"),
        CheckConstraint("going_on IS NULL OR cut IS NOT NULL", name="number_has_cut"),
    )

    call_id: str = Field(foreign_key="call.id", unique=True)
    follows_id: str | None = Field(default=None, foreign_key="call.id", unique=True)
    cut: CutKind | None = Field(default=None, sa_type=EnumText(CutKind))
    going_on: int | None = None
    assistance: bool = False
    nominated: bool = False
    counts: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
