"""Figures for a watchdog: how much waits, not what."""

from sqlalchemy import func
from sqlmodel import Session, col, select

from app.core.audit import AuditEntry
from app.core.mail import MailState, OutboxMail


def waiting(session: Session) -> dict[str, int]:
    """Counts of unsent mails, failed mails and audit entries not yet sealed."""
    mails = dict(session.exec(select(OutboxMail.state, func.count()).group_by(OutboxMail.state)).all())
    unsealed = session.exec(select(func.count()).select_from(AuditEntry).where(col(AuditEntry.number).is_(None))).one()
    return {
        "mails_waiting": mails.get(MailState.WAITING, 0),
        "mails_failed": mails.get(MailState.FAILED, 0),
        "entries_unsealed": unsealed,
    }
