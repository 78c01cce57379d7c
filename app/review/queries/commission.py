"""Named reads of the commission: seats, declarations and sheets."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, func, or_
from sqlmodel import Session, col, select

from app.calls import queries as calls
from app.calls.models import Call
from app.calls.scoring.scheme import section_key
from app.people.models import Organisation, User
from app.review.models import (
    Candidacy,
    CandidacyState,
    CommissionCalendar,
    Conflict,
    ConflictDeclaration,
    InvitationState,
    Part,
    ScoreSheet,
    Seat,
    SheetScore,
    SheetState,
    SheetVersion,
)
from app.review.rules.totals import Measure, Rubric

BEFORE_THE_COMMISSION = (CandidacyState.eligible, CandidacyState.scored)


@dataclass(frozen=True)
class SeatCase:
    """A seat with its call."""

    seat: Seat
    call: Call

    @property
    def id(self) -> str:
        """What a watched reading names."""
        return self.seat.id


@dataclass(frozen=True)
class SheetCase:
    """A sheet with what it belongs to."""

    sheet: ScoreSheet
    candidacy: Candidacy
    seat: Seat
    call: Call

    @property
    def id(self) -> str:
        """What a watched reading names."""
        return self.sheet.id


def seat_case(session: Session, key: str, *, lock: bool = False) -> SeatCase | None:
    """A seat by its identifier."""
    seat = session.get(Seat, key, with_for_update=lock or None)
    return SeatCase(seat, session.exec(select(Call).where(Call.id == seat.call_id)).one()) if seat else None


def sheet_case(session: Session, key: str, *, lock: bool = False) -> SheetCase | None:
    """A sheet by its identifier."""
    sheet = session.get(ScoreSheet, key, with_for_update=lock or None)
    if sheet is None:
        return None
    wanted = (
        select(Candidacy, Seat, Call)
        .select_from(Candidacy)
        .join(Seat, col(Seat.id) == sheet.seat_id)
        .join(Call, col(Call.id) == Candidacy.call_id)
        .where(Candidacy.id == sheet.candidacy_id)
    )
    candidacy, seat, call = session.exec(wanted).one()
    return SheetCase(sheet, candidacy, seat, call)


def seats(session: Session, call: Call) -> Sequence[Seat]:
    """The seats of a call in their order."""
    wanted = select(Seat).where(Seat.call_id == call.id)
    return session.exec(wanted.order_by(col(Seat.order_index), col(Seat.institution))).all()


def people(session: Session, ids: Sequence[str | None]) -> Mapping[str, User]:
    """People by their identifiers."""
    wanted = select(User).where(col(User.id).in_([key for key in ids if key]))
    return {user.id: user for user in session.exec(wanted)}


def people_of(session: Session, seated: Sequence[Seat]) -> Mapping[str, User]:
    """Members and alternates of some seats."""
    return people(session, [key for seat in seated for key in (seat.member_id, seat.alternate_id)])


def part_of(seat: Seat, user_id: str) -> Part | None:
    """Which of the two people of a seat somebody is, if he or she accepted."""
    if seat.member_id == user_id and seat.invitation == InvitationState.accepted:
        return Part.member
    if seat.alternate_id == user_id and seat.alternate_invitation == InvitationState.accepted:
        return Part.alternate
    return None


def seat_held(session: Session, call_id: str, user_id: str) -> Seat | None:
    """The seat of a call that somebody accepted."""
    wanted = select(Seat).where(
        Seat.call_id == call_id, or_(col(Seat.member_id) == user_id, col(Seat.alternate_id) == user_id)
    )
    return next((seat for seat in session.exec(wanted) if part_of(seat, user_id)), None)


def calls_seated(session: Session, user_id: str) -> Sequence[tuple[Seat, Call]]:
    """The calls in whose commission somebody was asked to sit, the newest first."""
    return session.exec(
        select(Seat, Call)
        .join(Call, col(Call.id) == Seat.call_id)
        .where(or_(col(Seat.member_id) == user_id, col(Seat.alternate_id) == user_id))
        .order_by(col(Call.created_at).desc())
    ).all()


def calendar(session: Session, call_id: str) -> CommissionCalendar | None:
    """Until when the commission declares and scores."""
    return session.exec(select(CommissionCalendar).where(CommissionCalendar.call_id == call_id)).one_or_none()


def rubric(session: Session, call: Call) -> Rubric:
    """The criteria of a call as the sums need them."""
    return [
        Measure(c.id, c.weight, c.scale_max, c.minimum, c.scale_min, c.bonus, section_key(c.section))
        for c in calls.criteria(session, call)
    ]


def to_declare(session: Session, call: Call) -> Sequence[Any]:
    """What a member must know of each eligible proposal to declare: folio, title, who, where."""
    return session.exec(
        select(  # type: ignore[call-overload]  # sqlmodel types four columns
            Candidacy.id,
            Candidacy.folio,
            Candidacy.title,
            Organisation.legal_name,
            Organisation.representative_name,
            Candidacy.home_state,
        )
        .join(Organisation, col(Organisation.id) == Candidacy.organisation_id)
        .where(Candidacy.call_id == call.id, col(Candidacy.state).in_(BEFORE_THE_COMMISSION))
        .order_by(Candidacy.folio)
    ).all()


def declarations_of(session: Session, call_id: str, user_id: str) -> Mapping[str, ConflictDeclaration]:
    """What somebody declared, by candidacy."""
    wanted = (
        select(ConflictDeclaration)
        .join(Candidacy, col(Candidacy.id) == ConflictDeclaration.candidacy_id)
        .where(Candidacy.call_id == call_id, ConflictDeclaration.user_id == user_id)
    )
    return {row.candidacy_id: row for row in session.exec(wanted)}


def declarations(session: Session, call_id: str) -> Sequence[ConflictDeclaration]:
    """Everything declared in a call."""
    wanted = select(ConflictDeclaration).join(Candidacy, col(Candidacy.id) == ConflictDeclaration.candidacy_id)
    return session.exec(wanted.where(Candidacy.call_id == call_id)).all()


def recused_from(session: Session, call_id: str, user_id: str) -> frozenset[str]:
    """The candidacies that somebody may know nothing of."""
    found = declarations_of(session, call_id, user_id)
    return frozenset(key for key, row in found.items() if row.kind == Conflict.recuse)


def live_sheets(session: Session, call_id: str) -> Sequence[ScoreSheet]:
    """The sheets of a call that are not retired."""
    wanted = select(ScoreSheet).join(Candidacy, col(Candidacy.id) == ScoreSheet.candidacy_id)
    return session.exec(wanted.where(Candidacy.call_id == call_id, col(ScoreSheet.retired_at).is_(None))).all()


def sheets_of(session: Session, candidacy_id: str) -> Sequence[ScoreSheet]:
    """The live sheets of one candidacy."""
    wanted = select(ScoreSheet).where(ScoreSheet.candidacy_id == candidacy_id, col(ScoreSheet.retired_at).is_(None))
    return session.exec(wanted).all()


def tray(session: Session, call_id: str, user_id: str) -> Sequence[Any]:
    """Somebody's own sheets: identifier, state, own total, and what they are of."""
    return session.exec(
        select(  # type: ignore[call-overload]  # sqlmodel types four columns
            ScoreSheet.id,
            ScoreSheet.state,
            ScoreSheet.total,
            ScoreSheet.revision,
            Candidacy.folio,
            Candidacy.title,
            Organisation.legal_name,
            Candidacy.home_state,
        )
        .join(Candidacy, col(Candidacy.id) == ScoreSheet.candidacy_id)
        .join(Organisation, col(Organisation.id) == Candidacy.organisation_id)
        .where(Candidacy.call_id == call_id, ScoreSheet.reviewer_id == user_id, col(ScoreSheet.retired_at).is_(None))
        .order_by(col(ScoreSheet.state), Candidacy.folio)
    ).all()


def next_open(session: Session, sheet: ScoreSheet, call_id: str) -> str | None:
    """The next sheet of the same person that waits."""
    rows = [row for row in tray(session, call_id, sheet.reviewer_id) if row.state == SheetState.open]
    return next((row.id for row in rows if row.id != sheet.id), None)


def scores(session: Session, sheet_ids: Sequence[str]) -> Mapping[str, dict[str, SheetScore]]:
    """The values of some sheets: sheet → criterion → row."""
    found: dict[str, dict[str, SheetScore]] = defaultdict(dict)
    for row in session.exec(select(SheetScore).where(col(SheetScore.sheet_id).in_(sheet_ids))):
        found[row.sheet_id][row.criterion_id] = row
    return found


def versions(session: Session, sheet: ScoreSheet) -> Sequence[SheetVersion]:
    """What a sheet said each time it was submitted, the newest first."""
    wanted = select(SheetVersion).where(SheetVersion.sheet_id == sheet.id)
    return session.exec(wanted.order_by(col(SheetVersion.number).desc())).all()


def versions_of(session: Session, sheet_ids: Sequence[str]) -> Mapping[str, list[SheetVersion]]:
    """The earlier texts of several sheets: those that were reopened."""
    found: dict[str, list[SheetVersion]] = defaultdict(list)
    wanted = select(SheetVersion).where(
        col(SheetVersion.sheet_id).in_(sheet_ids), col(SheetVersion.reopened_at).is_not(None)
    )
    for version in session.exec(wanted.order_by(col(SheetVersion.number))):
        found[version.sheet_id].append(version)
    return found


def progress(session: Session, call_id: str) -> Mapping[str, tuple[int, int]]:
    """Seat → (sheets submitted, sheets in all): counts only, never scores."""
    done = func.sum(case((col(ScoreSheet.state) == SheetState.submitted, 1), else_=0))
    wanted = (
        select(ScoreSheet.seat_id, done, func.count())
        .join(Candidacy, col(Candidacy.id) == ScoreSheet.candidacy_id)
        .where(Candidacy.call_id == call_id, col(ScoreSheet.retired_at).is_(None))
        .group_by(col(ScoreSheet.seat_id))
    )
    return {seat_id: (int(submitted or 0), many) for seat_id, submitted, many in session.exec(wanted)}
