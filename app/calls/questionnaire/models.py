"""The table of the call's form."""

from typing import Any

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from app.core.columns import Json, Table


class Questionnaire(Table, table=True):
    """What one call asks; without a row it asks all that is asked by default. `sections`: see `asked.stored`.

    `version` grows with every change of a published call; a sealed proposal carries the sections that it answered.
    """

    __tablename__ = "questionnaire"
    __table_args__ = (CheckConstraint("version >= 1", name="version_from_one"),)

    call_id: str = Field(foreign_key="call.id", unique=True)
    version: int = 1
    sections: list[dict[str, Any]] = Field(default_factory=list, sa_type=Json)
