"""Named selects over organisations that look alike."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session, col, func, select

from app.people.merging.likeness import alike
from app.people.models import Membership, Organisation


class Twin(NamedTuple):
    """An organisation beside those that look like it."""

    id: str
    legal_name: str
    rfc: str | None
    state: str
    created_at: datetime
    members: int


def twins(session: Session) -> list[list[Twin]]:
    """Groups of organisations with the same RFC or the same name, whoever registered first in front."""
    team = (
        select(func.count())
        .where(col(Membership.organisation_id) == col(Organisation.id), col(Membership.ended_at).is_(None))
        .scalar_subquery()
    )
    body = Organisation
    columns = (body.id, body.legal_name, body.rfc, body.state, body.created_at, team)
    query = select(*columns).where(col(body.merged_into_id).is_(None)).order_by(col(body.created_at), col(body.id))  # type: ignore[call-overload]  # six columns; sqlmodel types four
    rows = [Twin(*row) for row in session.exec(query)]
    return [[rows[place] for place in places] for places in alike([(row.legal_name, row.rfc) for row in rows])]


def locked(session: Session, keys: Sequence[str]) -> dict[str, Organisation]:
    """Organisations by identifier, locked in one order whoever asks."""
    query = select(Organisation).where(col(Organisation.id).in_(keys)).order_by(col(Organisation.id)).with_for_update()
    return {each.id: each for each in session.exec(query).all()}
