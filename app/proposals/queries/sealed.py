"""Submissions as they were sealed, and the closing list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from app.calls.admissions.models import LateAdmission
from app.calls.models import Call, CallState, DeadlineOverride, Milestone, MilestoneKind
from app.core.columns import UTCDateTime
from app.people.models import Role, User
from app.people.queries import holders
from app.proposals.models import ClosingList, Incident, Proposal, ProposalState, Submission

WITNESSES = (Role.OFFICER, Role.COORDINATOR, Role.DONOR, Role.OBSERVER, Role.COMMISSION)


@dataclass(frozen=True)
class Genuine:
    """What the verify page may say of a sealed version: nothing of its content or its author."""

    submission: Submission
    call: Call
    latest: bool


def submission(session: Session, submission_id: str) -> Submission | None:
    """A sealed version by its id."""
    return session.get(Submission, submission_id)


def submission_of(session: Session, proposal_id: str, revision: int) -> Submission | None:
    """The sealed version made from one revision: a second click finds it."""
    return session.exec(
        select(Submission).where(Submission.proposal_id == proposal_id, Submission.revision == revision)
    ).first()


def submissions(session: Session, proposal_id: str) -> Sequence[Submission]:
    """Every sealed version, the newest first."""
    return session.exec(
        select(Submission).where(Submission.proposal_id == proposal_id).order_by(col(Submission.number).desc())
    ).all()


def last_submission(session: Session, proposal_id: str) -> Submission | None:
    """The version that stands."""
    return session.exec(
        select(Submission).where(Submission.proposal_id == proposal_id).order_by(col(Submission.number).desc()).limit(1)
    ).first()


def standing_submissions(session: Session, call_id: str) -> Sequence[tuple[Proposal, Submission]]:
    """Each submitted proposal of a call with the version that stands, by folio."""
    newest = (
        select(Submission.proposal_id, func.max(Submission.number).label("number"))
        .where(Submission.call_id == call_id)
        .group_by(Submission.proposal_id)
        .subquery()
    )
    return session.exec(
        select(Proposal, Submission)
        .join(Submission, col(Submission.proposal_id) == Proposal.id)
        .join(newest, (newest.c.proposal_id == Submission.proposal_id) & (newest.c.number == Submission.number))
        .where(Proposal.call_id == call_id, Proposal.state == ProposalState.submitted)
        .order_by(col(Submission.folio))
    ).all()


def find_sealed(session: Session, *, folio: str | None = None, digest: str | None = None) -> Genuine | None:
    """A sealed version by its digest, or the newest one of a folio."""
    wanted = Submission.digest == digest if digest else Submission.folio == folio
    found = session.exec(
        select(Submission, Call, Proposal.sent_revision)
        .join(Call, col(Call.id) == Submission.call_id)
        .join(Proposal, col(Proposal.id) == Submission.proposal_id)
        .where(wanted)
        .order_by(col(Submission.number).desc())
        .limit(1)
    ).first()
    if found is None:
        return None
    sealed, call, sent_revision = found
    return Genuine(sealed, call, latest=sealed.revision == sent_revision)


def closing_list(session: Session, call_id: str) -> ClosingList | None:
    """The list published when the call closed."""
    return session.exec(select(ClosingList).where(ClosingList.call_id == call_id, ClosingList.number == 0)).first()


def closing_lists(session: Session, call_id: str) -> Sequence[ClosingList]:
    """The list of the closing and the addenda of late admissions, in their order."""
    return session.exec(
        select(ClosingList).where(ClosingList.call_id == call_id).order_by(col(ClosingList.number))
    ).all()


def due_addenda(session: Session, before: datetime) -> Sequence[tuple[Call, LateAdmission]]:
    """Late admissions whose last instant is older than that and whose addendum is not published yet."""
    theirs = (col(ClosingList.call_id) == LateAdmission.call_id) & (col(ClosingList.number) == LateAdmission.number)
    return session.exec(
        select(Call, LateAdmission)
        .join(LateAdmission, col(LateAdmission.call_id) == Call.id)
        .outerjoin(ClosingList, theirs)
        .where(
            col(LateAdmission.signed_at).is_not(None),
            col(LateAdmission.until) < before,
            col(ClosingList.id).is_(None),
        )
    ).all()


def runs_late(session: Session, call_id: str) -> LateAdmission | None:
    """A signed late admission whose addendum is not published yet."""
    theirs = (col(ClosingList.call_id) == LateAdmission.call_id) & (col(ClosingList.number) == LateAdmission.number)
    return session.exec(
        select(LateAdmission)
        .outerjoin(ClosingList, theirs)
        .where(
            LateAdmission.call_id == call_id,
            col(LateAdmission.signed_at).is_not(None),
            col(LateAdmission.until).is_not(None),
            col(ClosingList.id).is_(None),
        )
    ).first()


def admitted_by(session: Session, admission_id: str) -> Sequence[str]:
    """The proposals whose incidents this act answered."""
    return session.exec(select(Incident.proposal_id).where(Incident.admission_id == admission_id).distinct()).all()


def due_for_closing(session: Session, before: datetime) -> Sequence[Call]:
    """Published calls without a closing list whose last deadline is older than that instant."""
    last = func.max(func.coalesce(DeadlineOverride.at, Milestone.at), type_=UTCDateTime)
    statement = (
        select(Milestone.call_id)
        .outerjoin(DeadlineOverride, col(DeadlineOverride.call_id) == Milestone.call_id)
        .where(Milestone.kind == MilestoneKind.deadline)
        .group_by(col(Milestone.call_id))
        .having(last < before, func.max(Milestone.at, type_=UTCDateTime) < before)
    )
    closed = select(ClosingList.call_id)
    return session.exec(
        select(Call).where(Call.state == CallState.published, col(Call.id).in_(statement), col(Call.id).not_in(closed))
    ).all()


def deciders(session: Session, call: Call) -> Sequence[User]:
    """Who acts for a call: its officers and coordinators."""
    return holders(session, Role.OFFICER, Role.COORDINATOR, programme_id=call.programme_id, call_id=call.id)


def witnesses(session: Session, call: Call) -> Sequence[User]:
    """Who besides the applicants is mailed the closing list: team, donor, observers, commission."""
    return holders(session, *WITNESSES, programme_id=call.programme_id, call_id=call.id)
