"""What becomes of an award: the organisation answers, staff may retract, an agreement is made of it."""

from sqlmodel import Session

from app.core import clock
from app.core.errors import Refused
from app.core.i18n import _
from app.core.states import apply
from app.people.access import Actor
from app.review import mails
from app.review.models import Award
from app.review.states import AWARD


def accept(session: Session, award: Award, *, actor: Actor) -> None:
    """The organisation takes the award."""
    _answered(award, actor)
    apply(session, award, AWARD, "accept", actor=actor)
    mails.award_answered(session, award)


def decline(session: Session, award: Award, reason: str, *, actor: Actor) -> None:
    """The organisation leaves the award, and says why."""
    if not reason.strip():
        raise Refused(_("Say in a few words why not."), "reason")
    award.reason = reason.strip()
    _answered(award, actor)
    apply(session, award, AWARD, "decline", actor=actor, reason=award.reason)
    mails.award_answered(session, award)


def retract(session: Session, award: Award, reason: str, *, actor: Actor) -> None:
    """Staff take an award back before there is an agreement; the reason is written."""
    if not reason.strip():
        raise Refused(_("Write the reason."), "reason")
    award.reason = reason.strip()
    apply(session, award, AWARD, "retract", actor=actor, reason=award.reason)


def contract(session: Session, award: Award, *, actor: Actor) -> None:
    """An agreement was made of an accepted award."""
    apply(session, award, AWARD, "contract", actor=actor)


def _answered(award: Award, actor: Actor) -> None:
    award.answered_at, award.answered_by = clock.now(), actor.id
