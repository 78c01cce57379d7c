"""A call as the rules of blindness look at it: who sits in its commission, and who has done all of his or her own."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import Session, col, select

from app.calls import queries as calls
from app.calls.models import Call
from app.review.models import Candidacy, Conflict, ConflictDeclaration, Ruling, RulingState, SheetState
from app.review.queries.commission import BEFORE_THE_COMMISSION, live_sheets, seats


@dataclass(frozen=True)
class Bench:
    """A call with who sits in its commission, and who may see scores: all of one's own sheets are submitted.

    `closed`: the ranking is closed, so that nothing can be swayed any more. `recused`: who left the room for some proposal.
    """

    call: Call
    seated: frozenset[str]
    done: frozenset[str]
    chair: str | None
    closed: bool
    recused: frozenset[str]

    @property
    def id(self) -> str:
        return self.call.id


def bench(session: Session, key: str, *, lock: bool = False) -> Bench | None:
    """A call as the rules of blindness look at it."""
    call = calls.call(session, key, lock=lock)
    if call is None:
        return None
    listed = seats(session, call)
    live = live_sheets(session, call.id)
    waiting = {sheet.reviewer_id for sheet in live if sheet.state != SheetState.submitted}
    seated = {user_id for seat in listed for user_id in (seat.member_id, seat.alternate_id) if user_id}
    ruled = select(Ruling.id).where(Ruling.call_id == key, Ruling.state != RulingState.draft)
    return Bench(
        call,
        frozenset(seated),
        frozenset({sheet.reviewer_id for sheet in live} - waiting - undeclared(session, call, seated)),
        next((seat.member_id for seat in listed if seat.chair), None),
        session.exec(ruled).first() is not None,
        recused(session, key),
    )


def recused(session: Session, call_id: str) -> frozenset[str]:
    """Who declared a recusal from any proposal of a call."""
    wanted = (
        select(ConflictDeclaration.user_id)
        .join(Candidacy, col(Candidacy.id) == ConflictDeclaration.candidacy_id)
        .where(Candidacy.call_id == call_id, ConflictDeclaration.kind == Conflict.recuse)
    )
    return frozenset(session.exec(wanted).all())


def undeclared(session: Session, call: Call, user_ids: Collection[str]) -> set[str]:
    """Who of these has not declared on every eligible proposal."""
    eligible = select(func.count()).select_from(Candidacy)
    many = session.exec(
        eligible.where(Candidacy.call_id == call.id, col(Candidacy.state).in_(BEFORE_THE_COMMISSION))
    ).one()
    said = (
        select(ConflictDeclaration.user_id, func.count())
        .join(Candidacy, col(Candidacy.id) == ConflictDeclaration.candidacy_id)
        .where(Candidacy.call_id == call.id, col(Candidacy.state).in_(BEFORE_THE_COMMISSION))
        .group_by(col(ConflictDeclaration.user_id))
    )
    counts = dict(session.exec(said).all())
    return {user_id for user_id in user_ids if counts.get(user_id, 0) < many}
