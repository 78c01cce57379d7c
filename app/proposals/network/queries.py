"""Named selects of the partners' consents."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, func, select

from app.proposals.network.models import PartnerConsent


def consent_by_hash(session: Session, mark: str, *, lock: bool = False) -> PartnerConsent | None:
    """The one whose mailed secret has this digest."""
    wanted = select(PartnerConsent).where(PartnerConsent.token_hash == mark)
    return session.exec(wanted.with_for_update() if lock else wanted).first()


def consents(session: Session, proposal_id: str) -> Sequence[PartnerConsent]:
    """Every asking of a proposal, the oldest first. One statement, however many partners."""
    return session.exec(
        select(PartnerConsent)
        .where(PartnerConsent.proposal_id == proposal_id)
        .order_by(col(PartnerConsent.created_at), col(PartnerConsent.id))
    ).all()


def asked_since(session: Session, proposal_id: str, since: datetime) -> int:
    """How many mails a proposal sent to partners since then."""
    return session.exec(
        select(func.count())
        .select_from(PartnerConsent)
        .where(PartnerConsent.proposal_id == proposal_id, col(PartnerConsent.created_at) > since)
    ).one()
