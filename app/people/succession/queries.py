"""Named selects over hand-overs and claims."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, func, select

from app.people.models import Level, Membership, User
from app.people.succession.models import Claim, ClaimState, ClaimVoice, Handover


def open_handover(session: Session, organisation_id: str, now: datetime) -> Handover | None:
    """The hand-over that waits for its answer, if any."""
    return session.exec(
        select(Handover)
        .where(Handover.organisation_id == organisation_id, col(Handover.answer).is_(None), Handover.expires_at > now)
        .order_by(col(Handover.created_at).desc())
        .limit(1)
    ).first()


def running_claim(session: Session, organisation_id: str) -> Claim | None:
    """The claim that waits, if any."""
    return session.exec(
        select(Claim).where(Claim.organisation_id == organisation_id, Claim.state == ClaimState.waiting)
    ).first()


def due_claims(session: Session, now: datetime) -> Sequence[Claim]:
    """Claims whose waiting time is over."""
    return session.exec(
        select(Claim).where(Claim.state == ClaimState.waiting, Claim.due_at <= now).with_for_update()
    ).all()


def last_stopped(session: Session, organisation_id: str, claimant_id: str) -> datetime | None:
    """When a claim of this person was last objected to."""
    return session.exec(
        select(func.max(Claim.ended_at)).where(
            Claim.organisation_id == organisation_id,
            Claim.claimant_id == claimant_id,
            Claim.state == ClaimState.stopped,
        )
    ).one()


def voice_by_hash(session: Session, mark: str) -> tuple[ClaimVoice, Claim] | None:
    """The address that holds this secret, and its claim."""
    return session.exec(
        select(ClaimVoice, Claim)
        .join(Claim, col(Claim.id) == col(ClaimVoice.claim_id))
        .where(ClaimVoice.token_hash == mark)
    ).first()


def voices(session: Session, claim_id: str) -> Sequence[ClaimVoice]:
    """Everybody who was told of a claim."""
    return session.exec(select(ClaimVoice).where(ClaimVoice.claim_id == claim_id)).all()


def living_owners(session: Session, organisation_id: str) -> Sequence[Membership]:
    """Owners whose account is open: a closed account answers for nobody."""
    return session.exec(
        select(Membership)
        .join(User, col(User.id) == col(Membership.user_id))
        .where(
            Membership.organisation_id == organisation_id,
            Membership.level == Level.OWNER,
            col(Membership.ended_at).is_(None),
            col(User.active).is_(True),
        )
    ).all()
