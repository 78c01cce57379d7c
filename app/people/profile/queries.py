"""Named selects over an organisation's profile."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, select

from app.core.files import StoredFile
from app.people.models import Organisation
from app.people.profile.models import AccountState, BankAccount, BoardMember, Mandate, OrganisationPaper


def account(session: Session, organisation_id: str, state: AccountState, *, lock: bool = False) -> BankAccount | None:
    """The account that holds, or the one that waits."""
    query = select(BankAccount).where(BankAccount.organisation_id == organisation_id, BankAccount.state == state)
    return session.exec(query.with_for_update() if lock else query).first()


def account_by_id(session: Session, key: str) -> BankAccount | None:
    """One account, past ones too."""
    return session.get(BankAccount, key)


def stored(session: Session, key: str) -> StoredFile:
    """The row of a file that is known to be there."""
    return session.get_one(StoredFile, key)


def board(session: Session, organisation_id: str) -> Sequence[BoardMember]:
    """The board in the order in which it was written."""
    return session.exec(
        select(BoardMember).where(BoardMember.organisation_id == organisation_id).order_by(col(BoardMember.order_index))
    ).all()


def mandate(session: Session, organisation: Organisation) -> Mandate | None:
    """The mandate of whoever represents the organisation now: that of somebody before counts no more."""
    return session.exec(
        select(Mandate).where(
            Mandate.organisation_id == organisation.id, Mandate.name == organisation.representative_name
        )
    ).first()


def mandate_row(session: Session, organisation_id: str) -> Mandate | None:
    """The one row of an organisation, whoever it names."""
    return session.exec(select(Mandate).where(Mandate.organisation_id == organisation_id)).first()


def papers(session: Session, organisation_id: str) -> Sequence[tuple[OrganisationPaper, StoredFile]]:
    """The papers that stand, by kind, the newest first."""
    return session.exec(
        select(OrganisationPaper, StoredFile)
        .join(StoredFile, col(StoredFile.id) == col(OrganisationPaper.file_id))
        .where(OrganisationPaper.organisation_id == organisation_id, col(OrganisationPaper.removed_at).is_(None))
        .order_by(col(OrganisationPaper.kind), col(OrganisationPaper.created_at).desc(), col(OrganisationPaper.id))
    ).all()


def paper(session: Session, organisation_id: str, key: str) -> OrganisationPaper | None:
    """One paper of this organisation that stands."""
    row = session.get(OrganisationPaper, key)
    return row if row and row.organisation_id == organisation_id and row.removed_at is None else None


def lapsing_papers(session: Session, organisation_id: str, on: date) -> Sequence[OrganisationPaper]:
    """Papers that will not be in force on that day and that no later paper of the same kind replaces."""
    rows = [row for row, _file in papers(session, organisation_id)]
    good = {row.kind for row in rows if row.expires_on is None or row.expires_on >= on}
    return [row for row in rows if row.expires_on and row.expires_on < on and row.kind not in good]
