"""What one proposal has been through, as far as its organisation may know."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select as pick
from sqlmodel import Session, col, select

from app.agreements.models import Agreement
from app.calls.models import Call
from app.core.mail import MailState, OutboxMail
from app.people.models import Membership, Organisation, User
from app.proposals.models import Authorisation, Proposal
from app.review.models import Award, Candidacy, Correction

MOST = 400


@dataclass(frozen=True)
class Path:
    """The rows of one proposal's way; later ones are None until they are there."""

    proposal: Proposal
    call: Call
    candidacy: Candidacy | None
    award: Award | None
    agreement: Agreement | None
    corrections: tuple[Correction, ...]


@dataclass(frozen=True)
class Notice:
    """A mail that the organisation was sent: when, to whom, its subject, and whether it left. Never its words."""

    at: datetime
    subject: str
    to: str
    state: MailState


def notices(session: Session, path: Path, organisation: Organisation) -> list[Notice]:
    """Every notice about this proposal that its organisation was sent, the newest first. Two queries."""
    members = select(User.email).join(Membership, col(Membership.user_id) == User.id)
    addresses = set(session.exec(members.where(Membership.organisation_id == organisation.id)).all())
    asked = select(Authorisation.email).where(Authorisation.proposal_id == path.proposal.id)
    addresses |= {(organisation.representative_email or "").lower(), *session.exec(asked).all()}
    rows = session.execute(
        pick(
            col(OutboxMail.created_at),
            col(OutboxMail.subject),
            col(OutboxMail.to_email),
            col(OutboxMail.state),
            col(OutboxMail.about),
        )
        .where(col(OutboxMail.to_email).in_(addresses - {""}), col(OutboxMail.mail).not_like("people/%"))
        .order_by(col(OutboxMail.created_at).desc(), col(OutboxMail.id))
        .limit(MOST)
    )
    of = {each.id for each in (path.proposal, path.call, path.candidacy, path.award, path.agreement) if each}
    return [Notice(at, subject, to, state) for at, subject, to, state, about in rows if of.intersection(about)]


def organisation_of(session: Session, proposal: Proposal) -> Organisation:
    """Whose proposal it is."""
    return session.exec(select(Organisation).where(Organisation.id == proposal.organisation_id)).one()


def proposal(session: Session, key: str, *, lock: bool = False) -> Proposal | None:
    """One proposal by its identifier."""
    return session.get(Proposal, key, with_for_update=lock or None)


def path(session: Session, proposal: Proposal) -> Path:
    """The way of a proposal, in two queries."""
    query = (
        select(Call, Candidacy, Award, Agreement)
        .select_from(Call)
        .outerjoin(Candidacy, (col(Candidacy.call_id) == Call.id) & (col(Candidacy.proposal_id) == proposal.id))
        .outerjoin(Award, col(Award.candidacy_id) == Candidacy.id)
        .outerjoin(Agreement, col(Agreement.award_id) == Award.id)
        .where(Call.id == proposal.call_id)
    )
    call, candidacy, award, agreement = session.exec(query).one()
    asked = (
        select(Correction)
        .where(Correction.candidacy_id == (candidacy.id if candidacy else ""))
        .order_by(col(Correction.until))
    )
    return Path(proposal, call, candidacy, award, agreement, tuple(session.exec(asked).all()))
