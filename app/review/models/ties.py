"""How the commission voted on proposals with the same score."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from app.core.columns import Table, UTCDateTime


class TieVote(Table, table=True):
    """The votes for one proposal of a tie. Each seat has one vote of equal weight [F13]."""

    __tablename__ = "tie_vote"
    __table_args__ = (CheckConstraint("votes >= 0", name="votes_from_none"),)

    candidacy_id: str = Field(foreign_key="candidacy.id", unique=True)
    votes: int
    recorded_at: datetime = Field(sa_type=UTCDateTime)
    recorded_by: str = Field(foreign_key="person.id")
