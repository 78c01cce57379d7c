"""What waits between validation and results: the commission, the ruling, the donor, publication."""

from collections.abc import Iterator
from typing import Any

from sqlmodel import Session, and_, col, func, or_, select

from app.calls.models import Call
from app.calls.rounds.models import CallRound
from app.core.format import both_text
from app.core.i18n import lazy
from app.desk.queries import reach
from app.desk.queries.columns import columns
from app.desk.queries.preparing import LEADERS
from app.desk.waiting import Waiting
from app.people.access import Actor
from app.people.models import Role
from app.review.models import (
    Candidacy,
    CandidacyState,
    CommissionCalendar,
    ConflictDeclaration,
    Cut,
    InvitationState,
    Ruling,
    RulingSignature,
    RulingState,
    ScoreSheet,
    Seat,
    SheetState,
)


def invitations(session: Session, actor: Actor) -> Iterator[Waiting]:
    """Invitations to the commission without an answer."""
    query = (
        columns(Call.id, Call.title, func.count(col(Seat.id)), func.min(Seat.created_at))
        .join(Seat, col(Seat.call_id) == Call.id)
        .where(Seat.invitation == InvitationState.invited, reach.calls(actor, *LEADERS))
        .group_by(Call.id)
    )
    for key, title, count, since in session.exec(query):
        yield Waiting(
            lazy("Invitations to the commission without an answer"),
            both_text(title),
            f"/manage/calls/{key}/commission",
            since,
            count,
        )


RULING_STEPS = {
    RulingState.draft: (lazy("Finish the draft of the ruling"), "/manage/calls/{call}/ruling"),
    RulingState.signing: (lazy("The commission is signing the ruling"), "/manage/calls/{call}/ruling"),
    RulingState.signed: (lazy("Send the ruling to the donor"), "/manage/calls/{call}/ruling"),
    RulingState.sent: (lazy("The donor has not decided yet"), "/manage/calls/{call}/ruling"),
    RulingState.decided: (lazy("Publish the results"), "/manage/calls/{call}/results"),
}
NAME_THEM = (lazy("Name who goes on"), "/manage/calls/{call}/cut")


def rulings(session: Session, actor: Actor) -> Iterator[Waiting]:
    """Rulings on their way, by their next step; each has waited since its last act."""
    query = (
        columns(
            Ruling.state,
            Call.id,
            Call.title,
            func.coalesce(Ruling.decided_at, Ruling.sent_at, Ruling.frozen_at, Ruling.created_at),
            Call.results_promised_on,
            CallRound.cut,
        )
        .join(Call, col(Call.id) == Ruling.call_id)
        .outerjoin(CallRound, col(CallRound.call_id) == Call.id)
        .outerjoin(Cut, col(Cut.call_id) == Call.id)
        .where(col(Ruling.state).in_(list(RULING_STEPS)), col(Cut.id).is_(None), reach.calls(actor, *LEADERS))
    )
    for state, call_id, title, since, promised, cut in session.exec(query):
        words, address = NAME_THEM if cut and state == RulingState.signed else RULING_STEPS[state]
        yield Waiting(words, both_text(title), address.format(call=call_id), since, due=promised)


def rankings(session: Session, actor: Actor) -> Iterator[Waiting]:
    """Calls whose eligible proposals have all been scored and that have no ruling yet."""
    open_ones = func.count().filter(
        col(Candidacy.state).in_([CandidacyState.validation, CandidacyState.correcting, CandidacyState.eligible])
    )
    scored = func.count().filter(col(Candidacy.state) == CandidacyState.scored)
    query = (
        columns(Call.id, Call.title, scored, func.max(ScoreSheet.submitted_at), Call.results_promised_on)
        .join(Candidacy, col(Candidacy.call_id) == Call.id)
        .outerjoin(ScoreSheet, col(ScoreSheet.candidacy_id) == Candidacy.id)
        .where(reach.calls(actor, *LEADERS), ~select(Ruling.id).where(Ruling.call_id == Call.id).exists())
        .group_by(Call.id)
        .having(open_ones == 0, scored > 0)
    )
    for key, title, _count, since, promised in session.exec(query):
        yield Waiting(
            lazy("All is scored: draft the ruling"),
            both_text(title),
            f"/manage/calls/{key}/ranking",
            since,
            due=promised,
        )


def _seat_of(actor: Actor) -> Any:  # noqa: ANN401 -- an SQL condition
    """The seats where this person sits, as a member or as an alternate who accepted."""
    return or_(
        and_(col(Seat.member_id) == actor.id, Seat.invitation == InvitationState.accepted),
        and_(col(Seat.alternate_id) == actor.id, Seat.alternate_invitation == InvitationState.accepted),
    )


def own_invitations(session: Session, actor: Actor) -> Iterator[Waiting]:
    """Invitations to a commission that this person has not answered."""
    asked = or_(
        and_(col(Seat.member_id) == actor.id, Seat.invitation == InvitationState.invited),
        and_(col(Seat.alternate_id) == actor.id, Seat.alternate_invitation == InvitationState.invited),
    )
    query = columns(Seat.id, Call.title, Seat.created_at).join(Call, col(Call.id) == Seat.call_id).where(asked)
    for key, title, since in session.exec(query):
        yield Waiting(
            lazy("Answer the invitation to the commission"), both_text(title), f"/review/invitations/{key}", since
        )


def declarations(session: Session, actor: Actor) -> Iterator[Waiting]:
    """Eligible proposals on which this person has declared nothing."""
    mine = select(ConflictDeclaration.id).where(
        ConflictDeclaration.candidacy_id == Candidacy.id, ConflictDeclaration.user_id == actor.id
    )
    query = (
        columns(
            Call.id,
            Call.title,
            func.count(func.distinct(col(Candidacy.id))),
            func.max(Candidacy.created_at),
            CommissionCalendar.declare_by,
        )
        .join(Seat, col(Seat.call_id) == Call.id)
        .join(Candidacy, col(Candidacy.call_id) == Call.id)
        .outerjoin(CommissionCalendar, col(CommissionCalendar.call_id) == Call.id)
        .where(_seat_of(actor), Candidacy.state == CandidacyState.eligible, ~mine.exists())
        .group_by(Call.id, CommissionCalendar.declare_by)
    )
    for key, title, count, since, due in session.exec(query):
        yield Waiting(lazy("Declare your interests"), both_text(title), f"/review/{key}/interests", since, count, due)


def sheets(session: Session, actor: Actor) -> Iterator[Waiting]:
    """This person's own score sheets that are not submitted."""
    query = (
        columns(
            Call.id,
            Call.title,
            func.count(col(ScoreSheet.id)),
            func.min(ScoreSheet.created_at),
            CommissionCalendar.score_by,
        )
        .join(Candidacy, col(Candidacy.id) == ScoreSheet.candidacy_id)
        .join(Call, col(Call.id) == Candidacy.call_id)
        .outerjoin(CommissionCalendar, col(CommissionCalendar.call_id) == Call.id)
        .where(
            ScoreSheet.reviewer_id == actor.id,
            ScoreSheet.state == SheetState.open,
            col(ScoreSheet.retired_at).is_(None),
        )
        .group_by(Call.id, CommissionCalendar.score_by)
    )
    for key, title, count, since, due in session.exec(query):
        yield Waiting(lazy("Score the proposals"), both_text(title), f"/review/{key}/sheets", since, count, due)


def signatures(session: Session, actor: Actor) -> Iterator[Waiting]:
    """Rulings that this person's seat has to sign."""
    signed = select(RulingSignature.id).where(
        RulingSignature.ruling_id == Ruling.id, RulingSignature.seat_id == Seat.id
    )
    query = (
        columns(Ruling.id, Call.title, Ruling.created_at, Call.results_promised_on)
        .join(Call, col(Call.id) == Ruling.call_id)
        .join(Seat, col(Seat.call_id) == Call.id)
        .where(_seat_of(actor), Ruling.state == RulingState.signing, ~signed.exists())
    )
    for key, title, since, due in session.exec(query):
        yield Waiting(lazy("Read and sign the ruling"), both_text(title), f"/rulings/{key}", since, due=due)


def decisions(session: Session, actor: Actor) -> Iterator[Waiting]:
    """Rulings that wait for the donor's decision."""
    query = (
        columns(Ruling.id, Call.title, Ruling.sent_at, Call.results_promised_on)
        .join(Call, col(Call.id) == Ruling.call_id)
        .where(Ruling.state == RulingState.sent, reach.calls(actor, Role.DONOR))
    )
    for key, title, since, due in session.exec(query):
        yield Waiting(
            lazy("Decide on the proposals of the ruling"), both_text(title), f"/donor/rulings/{key}", since, due=due
        )
