"""The commission of a call: seats, invitations by mail, and the answers [F1–F3, F11]."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from app.calls.models import Call
from app.core import audit, clock
from app.core.errors import Refused
from app.core.i18n import _
from app.people import queries as people
from app.people.access import Actor
from app.people.models import Role, Scope, User
from app.people.service import roles
from app.review import mails
from app.review.models import CommissionCalendar, InvitationState, Part, Seat, Sector
from app.review.queries import commission as queries


@dataclass(frozen=True)
class Person:
    """Somebody to invite."""

    name: str
    email: str


@dataclass(frozen=True)
class SeatTerms:
    """What a seat is: an institution, whom it speaks for, and its one or two people."""

    institution: str
    sector: Sector
    member: Person
    alternate: Person | None = None
    chair: bool = False


def invite(session: Session, call: Call, terms: SeatTerms, *, actor: Actor) -> Seat:
    """Make a seat and mail its people; who sits in another seat of the call is refused."""
    seated = queries.seats(session, call)
    _check_new(seated, terms)
    member = _user(session, terms.member, actor)
    alternate = _user(session, terms.alternate, actor) if terms.alternate else None
    _check_people(seated, member, alternate)
    seat = Seat(
        call_id=call.id,
        institution=terms.institution,
        sector=terms.sector,
        order_index=len(seated),
        chair=terms.chair,
        member_id=member.id,
        alternate_id=alternate.id if alternate else None,
        alternate_invitation=InvitationState.invited if alternate else None,
    )
    session.add(seat)
    session.flush()
    detail = {
        "institution": seat.institution,
        "member": member.name,
        "alternate": alternate.name if alternate else None,
    }
    audit.record(session, "seat.invited", seat, actor=actor, detail=detail)
    for person in filter(None, (member, alternate)):
        mails.invited_to_commission(session, seat, call, person)
    return seat


def set_calendar(session: Session, call: Call, *, declare_by: date, score_by: date, actor: Actor) -> None:
    """Until when the commission declares and scores."""
    if score_by < declare_by:
        raise Refused(_("The sheets cannot be due before the declarations."), "score_by")
    kept = queries.calendar(session, call.id) or CommissionCalendar(
        call_id=call.id, declare_by=declare_by, score_by=score_by
    )
    kept.declare_by, kept.score_by = declare_by, score_by
    session.add(kept)
    detail = {"declare_by": declare_by.isoformat(), "score_by": score_by.isoformat()}
    audit.record(session, "commission.dated", call, actor=actor, detail=detail)


def accept(session: Session, seat: Seat, *, actor: Actor) -> None:
    """Take the place one was asked to; the role in the call comes with it."""
    _answer(session, seat, InvitationState.accepted, "", actor)
    roles.grant(session, actor.user, Role.COMMISSION, Scope.CALL, seat.call_id, actor=actor)


def decline(session: Session, seat: Seat, reason: str, *, actor: Actor) -> None:
    """Leave the place, and say why."""
    if not reason.strip():
        raise Refused(_("Say in a few words why not."), "reason")
    _answer(session, seat, InvitationState.declined, reason.strip(), actor)


def asked_as(seat: Seat, actor: Actor) -> Part | None:
    """In which part somebody was asked to this seat."""
    if actor.id == seat.member_id:
        return Part.member
    return Part.alternate if actor.id == seat.alternate_id else None


def reply_of(seat: Seat, part: Part) -> InvitationState | None:
    """The answer given so far."""
    return seat.invitation if part is Part.member else seat.alternate_invitation


def _answer(session: Session, seat: Seat, state: InvitationState, reason: str, actor: Actor) -> None:
    part = asked_as(seat, actor)
    if part is None or reply_of(seat, part) != InvitationState.invited:
        raise Refused(_("This invitation has been answered already."))
    if part is Part.member:
        seat.invitation, seat.responded_at, seat.decline_reason = state, clock.now(), reason
    else:
        seat.alternate_invitation, seat.alternate_responded_at, seat.alternate_decline_reason = (
            state,
            clock.now(),
            reason,
        )
    audit.record(session, f"seat.{state}", seat, actor=actor, reason=reason or None, detail={"part": part})


def _check_new(seated: Sequence[Seat], terms: SeatTerms) -> None:
    for seat in seated:
        if seat.institution == terms.institution:
            raise Refused(_("This institution has a seat already."), "institution")
        if seat.chair and terms.chair:
            raise Refused(_("The commission has a chair already."), "chair")


def _check_people(seated: Sequence[Seat], member: User, alternate: User | None) -> None:
    taken = {key for seat in seated for key in (seat.member_id, seat.alternate_id)}
    if member.id in taken:
        raise Refused(_("This person has another seat already."), "member_email")
    if alternate and (alternate.id in taken or alternate.id == member.id):
        raise Refused(_("The alternate is another person, without a seat."), "alternate_email")


def _user(session: Session, person: Person, actor: Actor) -> User:
    known = people.user_by_email(session, person.email)
    return known or roles.create_user(session, person.email, person.name, actor=actor)
