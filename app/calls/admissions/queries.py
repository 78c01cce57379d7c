"""The late admissions of a call."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from app.calls.admissions.models import LateAdmission
from app.people.models import User


@dataclass(frozen=True)
class PublicAct:
    """A signed act as everybody reads it."""

    act: LateAdmission
    proposed_by: str
    signed_by: str


def signed(session: Session, call_id: str) -> Sequence[PublicAct]:
    """The signed acts of a call, in their order, with the names of both people."""
    first, second = aliased(User), aliased(User)
    rows = session.exec(
        select(LateAdmission, first.name, second.name)
        .join(first, col(first.id) == LateAdmission.proposed_by)
        .join(second, col(second.id) == LateAdmission.signed_by)
        .where(LateAdmission.call_id == call_id)
        .order_by(col(LateAdmission.number))
    )
    return [PublicAct(*row) for row in rows]


def pending(session: Session, call_id: str) -> tuple[LateAdmission, str] | None:
    """The act that waits for its second signature, and who proposed it."""
    return session.exec(
        select(LateAdmission, User.name)
        .join(User, col(User.id) == LateAdmission.proposed_by)
        .where(
            LateAdmission.call_id == call_id,
            col(LateAdmission.signed_at).is_(None),
            col(LateAdmission.withdrawn_at).is_(None),
        )
    ).first()


def next_number(session: Session, call_id: str) -> int:
    """The number of the next act, from 1."""
    last = session.exec(select(func.max(LateAdmission.number)).where(LateAdmission.call_id == call_id)).one()
    return (last or 0) + 1
