"""Named reads of technical assistance: the proposals of a round, one sealed version, its comments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, func
from sqlmodel import Session, col, select

from app.calls import queries as calls
from app.calls.models import Call
from app.calls.rounds.queries import round_of
from app.core.files import StoredFile
from app.people.models import Organisation, User
from app.proposals.models import Proposal, ProposalFile, ProposalState, Submission
from app.review.models import Candidacy, Conflict, ConflictDeclaration, VersionComment
from app.review.queries.commission import part_of, seats


@dataclass(frozen=True)
class Room:
    """A round with technical assistance, and who of its commission accepted a seat."""

    call: Call
    assistance: bool
    seated: frozenset[str]

    @property
    def id(self) -> str:
        return self.call.id


@dataclass(frozen=True)
class VersionCase:
    """One sealed version in such a round; `recused`: who declared a conflict with its organisation before."""

    submission: Submission
    proposal: Proposal
    room: Room
    recused: frozenset[str]

    @property
    def id(self) -> str:
        return self.submission.id

    @property
    def call(self) -> Call:
        return self.room.call


@dataclass(frozen=True)
class CommentCase:
    """A comment with the version that it is of."""

    comment: VersionComment
    submission: Submission
    proposal: Proposal
    call: Call

    @property
    def id(self) -> str:
        return self.comment.id


@dataclass(frozen=True)
class AssistedLine:
    """One proposal in the list: its last version, and its comments, sent and answered, of all versions."""

    organisation: str
    title: str
    submission_id: str
    number: int
    arrived_at: datetime
    comments: int
    answered: int
    on_last: int


def room(session: Session, key: str, *, lock: bool = False) -> Room | None:
    """A call as a round with technical assistance."""
    call = calls.call(session, key, lock=lock)
    return None if call is None else _room(session, call)


def _room(session: Session, call: Call) -> Room:
    row = round_of(session, call.id)
    seated = {
        key
        for seat in seats(session, call)
        for key in (seat.member_id, seat.alternate_id)
        if key and part_of(seat, key)
    }
    return Room(call, row is not None and row.assistance, frozenset(seated))


def version_case(session: Session, key: str, *, lock: bool = False) -> VersionCase | None:
    """A sealed version by its identifier."""
    submission = session.get(Submission, key, with_for_update=lock or None)
    if submission is None:
        return None
    proposal, call = session.exec(
        select(Proposal, Call).join(Call, col(Call.id) == Proposal.call_id).where(Proposal.id == submission.proposal_id)
    ).one()
    wanted = (
        select(ConflictDeclaration.user_id)
        .join(Candidacy, col(Candidacy.id) == ConflictDeclaration.candidacy_id)
        .where(Candidacy.organisation_id == proposal.organisation_id, ConflictDeclaration.kind == Conflict.recuse)
    )
    return VersionCase(submission, proposal, _room(session, call), frozenset(session.exec(wanted)))


def comment_case(session: Session, key: str, *, lock: bool = False) -> CommentCase | None:
    """A comment by its identifier."""
    comment = session.get(VersionComment, key, with_for_update=lock or None)
    if comment is None:
        return None
    found = session.exec(
        select(Submission, Proposal, Call)
        .join(Proposal, col(Proposal.id) == Submission.proposal_id)
        .join(Call, col(Call.id) == Proposal.call_id)
        .where(Submission.id == comment.submission_id)
    ).one()
    return CommentCase(comment, *found)


def assisted(session: Session, call_id: str, hidden_from: str) -> list[AssistedLine]:
    """The proposals of a round by organisation, without those that this person is recused from. One statement."""
    told, here = _told(), _on_this_version()
    recused = (
        select(Candidacy.organisation_id)
        .join(ConflictDeclaration, col(ConflictDeclaration.candidacy_id) == Candidacy.id)
        .where(ConflictDeclaration.user_id == hidden_from, ConflictDeclaration.kind == Conflict.recuse)
    )
    rows: Any = session.execute(
        select(  # type: ignore[call-overload]  # eight columns; sqlmodel types four
            Organisation.legal_name,
            Proposal.title,
            Submission.id,
            Submission.number,
            Submission.arrived_at,
            func.coalesce(told.c.comments, 0),
            func.coalesce(told.c.answered, 0),
            here,
        )
        .select_from(Proposal)
        .join(Submission, (col(Submission.proposal_id) == Proposal.id) & (col(Submission.number) == _last()))
        .join(Organisation, col(Organisation.id) == Proposal.organisation_id)
        .outerjoin(told, told.c.proposal_id == Proposal.id)
        .where(
            Proposal.call_id == call_id,
            Proposal.state == ProposalState.submitted,
            col(Proposal.organisation_id).not_in(recused),
        )
        .order_by(Organisation.sort_key)
    )
    return [AssistedLine(*row) for row in rows]


def _last() -> Any:  # noqa: ANN401 -- a scalar subquery of SQLAlchemy
    wanted = select(func.max(Submission.number)).where(Submission.proposal_id == Proposal.id)
    return wanted.correlate(Proposal).scalar_subquery()


def _told() -> Any:  # noqa: ANN401 -- a subquery of SQLAlchemy
    """How many comments were sent on all versions of a proposal, and how many of them answered."""
    sealed = select(Submission.id, Submission.proposal_id).subquery()
    return (
        select(
            sealed.c.proposal_id,
            func.count().label("comments"),
            func.sum(case((col(VersionComment.answer) != "", 1), else_=0)).label("answered"),
        )
        .join(VersionComment, col(VersionComment.submission_id) == sealed.c.id)
        .where(col(VersionComment.sent_at).is_not(None))
        .group_by(sealed.c.proposal_id)
        .subquery()
    )


def _on_this_version() -> Any:  # noqa: ANN401 -- a scalar subquery of SQLAlchemy
    wanted = select(func.count()).where(
        VersionComment.submission_id == Submission.id, col(VersionComment.sent_at).is_not(None)
    )
    return wanted.correlate(Submission).scalar_subquery()


def comments(
    session: Session, proposal_id: str, *, sent: bool = False
) -> Sequence[tuple[VersionComment, Submission, User]]:
    """Every comment on a proposal, the newest version first, each with its author; only what was sent, if so asked."""
    wanted = (
        select(VersionComment, Submission, User)
        .join(Submission, col(Submission.id) == VersionComment.submission_id)
        .join(User, col(User.id) == VersionComment.author_id)
        .where(Submission.proposal_id == proposal_id)
    )
    if sent:
        wanted = wanted.where(col(VersionComment.sent_at).is_not(None))
    return session.exec(
        wanted.order_by(col(Submission.number).desc(), col(VersionComment.created_at), col(VersionComment.id))
    ).all()


def versions(session: Session, proposal_id: str) -> Sequence[Submission]:
    """Every sealed version of a proposal, the newest first."""
    wanted = select(Submission).where(Submission.proposal_id == proposal_id)
    return session.exec(wanted.order_by(col(Submission.number).desc())).all()


def file_of(session: Session, proposal_id: str, sha256: str) -> StoredFile | None:
    """A file of a proposal by its sealed digest."""
    wanted = (
        select(StoredFile)
        .join(ProposalFile, col(ProposalFile.file_id) == StoredFile.id)
        .where(ProposalFile.proposal_id == proposal_id, StoredFile.sha256 == sha256)
    )
    return session.exec(wanted).first()
