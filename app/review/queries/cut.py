"""Named reads of the cut of a round."""

from collections.abc import Mapping, Sequence

from sqlmodel import Session, col, select

from app.proposals.models import Submission
from app.review.models import Candidacy, Cut, CutLine


def cut_of(session: Session, call_id: str, *, lock: bool = False) -> Cut | None:
    """The cut of a call, if somebody named it."""
    wanted = select(Cut).where(Cut.call_id == call_id)
    return session.exec(wanted.with_for_update() if lock else wanted).first()


def lines(session: Session, cut: Cut | None) -> Mapping[str, CutLine]:
    """What the cut says, by candidacy."""
    if cut is None:
        return {}
    return {line.candidacy_id: line for line in session.exec(select(CutLine).where(CutLine.cut_id == cut.id))}


def going_on(session: Session, cut: Cut) -> Sequence[tuple[Candidacy, Submission]]:
    """Who goes on, with the sealed version that was judged, by folio."""
    return session.exec(
        select(Candidacy, Submission)
        .join(CutLine, col(CutLine.candidacy_id) == Candidacy.id)
        .join(Submission, col(Submission.id) == Candidacy.submission_id)
        .where(CutLine.cut_id == cut.id, col(CutLine.goes_on))
        .order_by(Candidacy.folio)
    ).all()
