"""What puts equal scores in order beside the scores: themes and votes."""

from collections.abc import Mapping, Sequence

from sqlmodel import Session, col, select

from app.core.seals import unsealed
from app.proposals.models import Submission
from app.review.models import Candidacy, TieVote


def lines_of(session: Session, listed: Sequence[Candidacy]) -> Mapping[str, frozenset[str]]:
    """Candidacy -> the themes that its sealed text names."""
    by_submission = {each.submission_id: each.id for each in listed}
    wanted = select(Submission.id, Submission.snapshot, Submission.digest).where(col(Submission.id).in_(by_submission))
    found = {}
    for key, snapshot, digest in session.exec(wanted):
        summary = unsealed(snapshot, digest).get("sections", {}).get("summary") or {}
        found[by_submission[key]] = frozenset(summary.get("axes") or [])
    return found


def votes_of(session: Session, call_id: str) -> Mapping[str, int]:
    """Candidacy -> the votes for it, where they were recorded."""
    wanted = (
        select(TieVote.candidacy_id, TieVote.votes)
        .join(Candidacy, col(Candidacy.id) == TieVote.candidacy_id)
        .where(Candidacy.call_id == call_id)
    )
    return dict(session.exec(wanted).all())


def vote_on(session: Session, candidacy_id: str) -> TieVote | None:
    """The votes recorded for one proposal."""
    return session.exec(select(TieVote).where(TieVote.candidacy_id == candidacy_id)).one_or_none()
