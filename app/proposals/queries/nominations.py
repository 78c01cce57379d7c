"""Nominations: by the mailed secret, of a call, of one who takes part."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, func, select

from app.calls.models import Call, Lot
from app.calls.rounds.queries import line
from app.people.models import User
from app.proposals.models import Nomination, NominationState


def nomination_by_hash(session: Session, token_hash: str, *, lock: bool = False) -> Nomination | None:
    """The nomination that a mailed link names."""
    wanted = select(Nomination).where(Nomination.token_hash == token_hash)
    return session.exec(wanted.with_for_update() if lock else wanted).first()


def nominations(session: Session, call_id: str) -> Sequence[tuple[Nomination, str, Lot | None]]:
    """Every nomination of a call with its nominator's name and its line, the newest first. One statement."""
    return session.exec(
        select(Nomination, User.name, Lot)
        .join(User, col(User.id) == Nomination.nominator_id)
        .outerjoin(Lot, col(Lot.id) == Nomination.lot_id)
        .where(Nomination.call_id == call_id)
        .order_by(col(Nomination.created_at).desc(), col(Nomination.id))
    ).all()


def said_of(session: Session, call_id: str, organisation_id: str) -> Sequence[Nomination]:
    """What was said of one who agreed to take part, the oldest first."""
    wanted = select(Nomination).where(
        Nomination.call_id == call_id,
        Nomination.organisation_id == organisation_id,
        Nomination.state == NominationState.agreed,
    )
    return session.exec(wanted.order_by(col(Nomination.created_at), col(Nomination.id))).all()


def said_in_line(session: Session, call: Call, organisation_id: str) -> Sequence[Nomination]:
    """The same in a round and in those before it: whoever deliberates on finalists reads why they were nominated."""
    where = line(session, call)
    rounds = [step.call.id for step in where.steps[: where.number]] if where else [call.id]
    return [one for each in rounds for one in said_of(session, each, organisation_id)]


def nominated_since(session: Session, nominator_id: str, since: datetime) -> int:
    """How many somebody has nominated since an instant."""
    wanted = select(func.count()).select_from(Nomination)
    return session.exec(wanted.where(Nomination.nominator_id == nominator_id, Nomination.created_at > since)).one()


def nominated_by(session: Session, call_id: str, nominator_id: str, email: str) -> bool:
    """Whether this person nominated that address in this call already."""
    wanted = select(Nomination.id).where(
        Nomination.call_id == call_id, Nomination.nominator_id == nominator_id, Nomination.email == email
    )
    return session.exec(wanted).first() is not None
