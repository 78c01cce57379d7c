"""The verbs of photographed pages: add, move, turn, remove; binding them gives a paper as any other."""

from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum
from typing import Any

from sqlmodel import Session, col, delete, select

from app.core import clock
from app.core.errors import Refused
from app.core.files import StoredFile, keep
from app.core.i18n import _
from app.core.jobs import every
from app.core.photos import Photo
from app.people.access import Actor
from app.proposals.photos import queries
from app.proposals.photos.models import PhotoPage
from app.proposals.queries import Dossier
from app.proposals.sections.frame import Need
from app.proposals.service.papers import give, must_fit
from app.proposals.service.writing import may_change

MOST = 60
LIFE = timedelta(days=30)
"""How long pages wait to be bound: they are papers of people, and nobody keeps those by chance."""
PAUSE = 3600.0


class Act(StrEnum):
    """What a button beside a page does."""

    up = "up"
    down = "down"
    turn = "turn"
    remove = "remove"


def add(session: Session, dossier: Dossier, need: Need, photo: Photo, filename: str, *, actor: Actor) -> PhotoPage:
    """Put a page behind the others; refused when the PDF would have too many pages or weigh too much."""
    may_change(dossier)
    there = queries.pages(session, dossier.id, need.id)
    if len(there) >= MOST:
        raise Refused(_("A PDF of photos has at most %(n)s pages. Bind these first, then begin another one.", n=MOST))
    must_fit(session, dossier, need, sum(each.size for each in there) + len(photo.data), filename)
    last = session.exec(
        select(col(PhotoPage.place))
        .where(PhotoPage.proposal_id == dossier.id, PhotoPage.requirement_id == need.id)
        .order_by(col(PhotoPage.place).desc())
    ).first()
    page = PhotoPage(
        proposal_id=dossier.id,
        requirement_id=need.id,
        place=0 if last is None else last + 1,
        width=photo.width,
        height=photo.height,
        size=len(photo.data),
        data=photo.data,
        small=photo.small,
        added_by=actor.id,
    )
    session.add(page)
    session.flush()
    return page


def act(session: Session, dossier: Dossier, page: PhotoPage, what: Act) -> None:
    """Do what a button beside a page says."""
    may_change(dossier)
    if what is Act.remove:
        session.delete(page)
    elif what is Act.turn:
        page.turns = (page.turns + 1) % 4
    else:
        _swap(session, page, up=what is Act.up)
    session.flush()


def _swap(session: Session, page: PhotoPage, *, up: bool) -> None:
    place: Any = col(PhotoPage.place)
    beside = select(PhotoPage).where(
        PhotoPage.proposal_id == page.proposal_id,
        PhotoPage.requirement_id == page.requirement_id,
        place < page.place if up else place > page.place,
    )
    other = session.exec(beside.order_by(place.desc() if up else place)).first()
    if other is not None:
        page.place, other.place = other.place, page.place


def bind(
    session: Session, dossier: Dossier, need: Need, bound: StoredFile, keys: Sequence[str], *, actor: Actor
) -> None:
    """The PDF of these pages becomes a paper of the requirement and the pages go; asked twice, it is given once."""
    may_change(dossier)
    gone = session.exec(delete(PhotoPage).where(col(PhotoPage.id).in_(keys)))
    if gone.rowcount:
        give(session, dossier, need, keep(session, bound), actor=actor)


def forget_old(session: Session) -> None:
    """Let go of pages that nobody bound. A tick."""
    session.exec(delete(PhotoPage).where(col(PhotoPage.created_at) < clock.now() - LIFE))


every("photographed pages", PAUSE, forget_old)
