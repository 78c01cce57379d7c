"""The pages of a paper that is being photographed."""

from sqlalchemy import CheckConstraint, Index, LargeBinary
from sqlmodel import Field

from app.core.columns import Table


class PhotoPage(Table, table=True):
    """One page, already small and without any mark of place or device; `turns` are quarters to the right.

    The pages belong to the proposal: who writes in it sees them. They go once they are bound, or are forgotten.
    """

    __tablename__ = "photo_page"
    __table_args__ = (
        Index("photos_of_paper", "proposal_id", "requirement_id", "place"),
        CheckConstraint("turns BETWEEN 0 AND 3", name="photo_turns"),
    )

    proposal_id: str = Field(foreign_key="proposal.id")
    requirement_id: str = Field(foreign_key="requirement.id", index=True)
    place: int
    turns: int = 0
    width: int
    height: int
    size: int
    data: bytes = Field(sa_type=LargeBinary)
    small: bytes = Field(sa_type=LargeBinary)
    added_by: str = Field(foreign_key="person.id")
