"""Named reads of rulings, donor's decisions, awards and letters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import Session, col, select

from app.calls.models import Call
from app.people.models import Organisation
from app.review.models import (
    Award,
    Candidacy,
    Discussion,
    DonorDecision,
    Letter,
    Ruling,
    RulingSignature,
    RulingState,
    Seat,
)
from app.review.queries.commission import part_of, seats


@dataclass(frozen=True)
class RulingCase:
    """A ruling with its call and its seats."""

    ruling: Ruling
    call: Call
    seats: Sequence[Seat]

    @property
    def id(self) -> str:
        """The ruling's: what was read is the ruling."""
        return self.ruling.id

    def seat_of(self, user_id: str) -> Seat | None:
        """The seat that somebody signs for."""
        return next((seat for seat in self.seats if part_of(seat, user_id)), None)


@dataclass(frozen=True)
class AwardCase:
    """An award with what it belongs to."""

    award: Award
    candidacy: Candidacy
    call: Call

    @property
    def id(self) -> str:
        """What a watched reading names."""
        return self.award.id


def ruling_case(session: Session, key: str, *, lock: bool = False) -> RulingCase | None:
    """A ruling by its identifier."""
    ruling = session.get(Ruling, key, with_for_update=lock or None)
    if ruling is None:
        return None
    call = session.exec(select(Call).where(Call.id == ruling.call_id)).one()
    return RulingCase(ruling, call, seats(session, call))


def current(session: Session, call_id: str) -> Ruling | None:
    """The last ruling of a call."""
    wanted = select(Ruling).where(Ruling.call_id == call_id).order_by(col(Ruling.number).desc()).limit(1)
    return session.exec(wanted).one_or_none()


def closed(session: Session, call_id: str) -> bool:
    """Whether the ranking of a call is closed."""
    ruling = current(session, call_id)
    return ruling is not None and ruling.state != RulingState.draft


def signatures(session: Session, ruling: Ruling) -> Sequence[RulingSignature]:
    """Who signed, in the order of signing."""
    wanted = select(RulingSignature).where(RulingSignature.ruling_id == ruling.id)
    return session.exec(wanted.order_by(col(RulingSignature.signed_at))).all()


def discussions(session: Session, call_id: str) -> Mapping[str, Discussion]:
    """What was talked over, by candidacy."""
    wanted = select(Discussion).join(Candidacy, col(Candidacy.id) == Discussion.candidacy_id)
    return {row.candidacy_id: row for row in session.exec(wanted.where(Candidacy.call_id == call_id))}


def decisions(session: Session, ruling: Ruling) -> Mapping[str, DonorDecision]:
    """The donor's answers, by candidacy."""
    wanted = select(DonorDecision).where(DonorDecision.ruling_id == ruling.id)
    return {row.candidacy_id: row for row in session.exec(wanted)}


def award_case(session: Session, key: str, *, lock: bool = False) -> AwardCase | None:
    """An award by its identifier."""
    award = session.get(Award, key, with_for_update=lock or None)
    if award is None:
        return None
    candidacy = session.exec(select(Candidacy).where(Candidacy.id == award.candidacy_id)).one()
    return AwardCase(award, candidacy, session.exec(select(Call).where(Call.id == candidacy.call_id)).one())


def award_of(session: Session, candidacy_id: str) -> Award | None:
    """The award of a candidacy."""
    return session.exec(select(Award).where(Award.candidacy_id == candidacy_id)).one_or_none()


def awards(session: Session, call_id: str) -> Sequence[tuple[Award, Candidacy, Organisation]]:
    """The awards of a call, by folio."""
    return session.exec(
        select(Award, Candidacy, Organisation)
        .join(Candidacy, col(Candidacy.id) == Award.candidacy_id)
        .join(Organisation, col(Organisation.id) == Candidacy.organisation_id)
        .where(Candidacy.call_id == call_id)
        .order_by(Candidacy.folio)
    ).all()


def letter(session: Session, candidacy_id: str) -> Letter | None:
    """The letter with the outcome."""
    return session.exec(
        select(Letter).where(Letter.candidacy_id == candidacy_id, Letter.kind == "outcome")
    ).one_or_none()


def all_candidacies(session: Session, call_id: str) -> Sequence[tuple[Candidacy, Organisation]]:
    """Every candidacy with its organisation, by folio."""
    return session.exec(
        select(Candidacy, Organisation)
        .join(Organisation, col(Organisation.id) == Candidacy.organisation_id)
        .where(Candidacy.call_id == call_id)
        .order_by(Candidacy.folio)
    ).all()


def received(session: Session, call_id: str) -> int:
    """How many proposals were received."""
    return session.exec(select(func.count()).select_from(Candidacy).where(Candidacy.call_id == call_id)).one()


def with_donor(session: Session) -> Sequence[tuple[Ruling, Call]]:
    """Rulings sent to the donor, those that wait first and the longest waiting before."""
    wanted = select(Ruling, Call).join(Call, col(Call.id) == Ruling.call_id).where(col(Ruling.sent_at).is_not(None))
    return session.exec(wanted.order_by(col(Ruling.decided_at).is_not(None), col(Ruling.sent_at))).all()
