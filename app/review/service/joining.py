"""A candidacy follows its proposal when two registrations of one organisation are merged."""

from sqlmodel import Session, col, func, select, update

from app.core.i18n import ngettext
from app.people.merging.shares import Share, register
from app.people.models import Organisation
from app.proposals.models import Proposal
from app.review.models import Candidacy


def _count(session: Session, key: str) -> int:
    return session.exec(select(func.count()).select_from(Candidacy).where(Candidacy.organisation_id == key)).one()


def _follow(session: Session, stays: Organisation, goes: Organisation) -> None:
    passed = select(Proposal.id).where(Proposal.organisation_id == stays.id)
    here = (col(Candidacy.organisation_id) == goes.id, col(Candidacy.proposal_id).in_(passed))
    session.exec(update(Candidacy).where(*here).values(organisation_id=stays.id))


def enrol() -> None:
    """Say what is ours; it moves after the proposals did."""
    register(
        "candidacy",
        Share(
            _count,
            lambda n: ngettext("%(n)s proposal in evaluation follows", "%(n)s proposals in evaluation follow", n),
            _follow,
            order=2,
        ),
    )
