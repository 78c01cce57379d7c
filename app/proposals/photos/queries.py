"""Named selects of the photographed pages; a list never reads the pictures themselves."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from app.core.photos import Leaf
from app.proposals.photos.models import PhotoPage


@dataclass(frozen=True)
class PageLine:
    """A page as its list shows it; `size` in bytes."""

    id: str
    turns: int
    size: int


def pages(session: Session, proposal_id: str, requirement_id: str) -> list[PageLine]:
    """The pages of one paper in their order."""
    rows = session.exec(
        select(col(PhotoPage.id), col(PhotoPage.turns), col(PhotoPage.size))
        .where(PhotoPage.proposal_id == proposal_id, PhotoPage.requirement_id == requirement_id)
        .order_by(col(PhotoPage.place), col(PhotoPage.id))
    )
    return [PageLine(*row) for row in rows]


def waiting(session: Session, proposal_id: str) -> dict[str, int]:
    """How many photographed pages wait to be bound, by requirement."""
    rows = session.exec(
        select(col(PhotoPage.requirement_id), func.count())
        .where(PhotoPage.proposal_id == proposal_id)
        .group_by(col(PhotoPage.requirement_id))
    )
    return dict(rows.all())


def leaves(session: Session, proposal_id: str, requirement_id: str) -> tuple[Sequence[str], Sequence[Leaf]]:
    """The pages of one paper with their pictures, to be bound: their identifiers and they."""
    found = session.exec(
        select(PhotoPage)
        .where(PhotoPage.proposal_id == proposal_id, PhotoPage.requirement_id == requirement_id)
        .order_by(col(PhotoPage.place), col(PhotoPage.id))
    ).all()
    return [page.id for page in found], [Leaf(page.data, page.width, page.height, page.turns) for page in found]


def page(session: Session, proposal_id: str, requirement_id: str, key: str) -> PhotoPage | None:
    """One page of that very paper."""
    found = session.get(PhotoPage, key)
    there = found and (found.proposal_id, found.requirement_id) == (proposal_id, requirement_id)
    return found if there else None
