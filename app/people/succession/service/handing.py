"""An owner hands over to another member, who confirms it; nobody leaves the organisation without an owner."""

from datetime import timedelta

from sqlmodel import Session

from app.core import audit, clock
from app.core.acts import name_acts
from app.core.errors import Refused
from app.core.i18n import _, lazy
from app.people import queries
from app.people.access import Actor
from app.people.models import Level, Organisation
from app.people.service.links import sign_in_link
from app.people.succession import mails
from app.people.succession.models import Afterwards, Answer, Handover
from app.people.succession.queries import living_owners, open_handover

LIFE = timedelta(days=14)

name_acts(
    {
        "organisation.handover_offered": lazy("Hand-over offered"),
        "organisation.handed_over": lazy("Ownership handed over"),
        "organisation.handover_declined": lazy("Hand-over declined"),
        "organisation.handover_taken_back": lazy("Hand-over taken back"),
    }
)


def offer(
    session: Session, organisation: Organisation, to_id: str, afterwards: Afterwards, *, actor: Actor
) -> Handover:
    """Ask another member to answer for the organisation from now on."""
    heir = queries.user(session, to_id)
    if (
        heir is None
        or to_id == actor.id
        or queries.membership(session, organisation.id, to_id) is None
        or not heir.active
    ):
        raise Refused(_("Choose somebody else of the team."), "to_id")
    if open_handover(session, organisation.id, clock.now()):
        raise Refused(_("Another hand-over waits for its answer. Take it back first."))
    handover = Handover(
        organisation_id=organisation.id,
        from_id=actor.id,
        to_id=to_id,
        afterwards=afterwards,
        expires_at=clock.now() + LIFE,
    )
    session.add(handover)
    session.flush()
    audit.record(session, "organisation.handover_offered", organisation, actor=actor, detail={"to": heir.name})
    goal = sign_in_link(session, heir, f"/organisations/{organisation.id}/ownership")
    mails.offered(session, organisation, handover, by=actor.user, to=heir, goal=goal)
    return handover


def answer(session: Session, organisation: Organisation, *, agrees: bool, actor: Actor) -> None:
    """The one who was asked says yes or no; yes makes an owner of one and what was agreed of the other."""
    handover = _waiting(session, organisation)
    if handover.to_id != actor.id:
        raise Refused(_("Only the person who was asked answers."))
    giver = queries.user(session, handover.from_id)
    held = queries.membership(session, organisation.id, handover.from_id)
    if giver is None or held is None or held.level != Level.OWNER:
        raise Refused(_("Whoever offered it is no longer an owner of the organisation."))
    handover.answer, handover.answered_at = Answer.agreed if agrees else Answer.declined, clock.now()
    if agrees:
        _pass_on(session, organisation, handover)
    act = "organisation.handed_over" if agrees else "organisation.handover_declined"
    detail = {"from": giver.name, "to": actor.name}
    audit.record(session, act, organisation, actor=actor, detail=detail)
    mails.answered(session, organisation, handover, by=actor.user, to=giver)


def _pass_on(session: Session, organisation: Organisation, handover: Handover) -> None:
    heir = queries.membership(session, organisation.id, handover.to_id)
    giver = queries.membership(session, organisation.id, handover.from_id)
    if heir is None or giver is None:
        raise Refused(_("This person is no longer in the team."))
    heir.level = Level.OWNER
    if handover.afterwards is Afterwards.leaves:
        giver.ended_at = clock.now()
    else:
        giver.level = Level(handover.afterwards.value)


def take_back(session: Session, organisation: Organisation, *, actor: Actor) -> None:
    """An owner takes an offer back before it is answered."""
    handover = _waiting(session, organisation)
    handover.answer, handover.answered_at = Answer.taken_back, clock.now()
    audit.record(session, "organisation.handover_taken_back", organisation, actor=actor)


def leave(session: Session, organisation: Organisation, *, actor: Actor) -> None:
    """Leave the team; its last owner hands over first."""
    row = queries.membership(session, organisation.id, actor.id)
    if row is None:
        raise Refused(_("You are no longer in the team."))
    owners = [owner.id for owner in living_owners(session, organisation.id)]
    if owners == [row.id]:
        raise Refused(_("You are its only owner: hand over to somebody else of the team first."), "leaving")
    row.ended_at = clock.now()
    audit.record(session, "membership.ended", row, actor=actor, detail={"organisation": organisation.id})


def _waiting(session: Session, organisation: Organisation) -> Handover:
    handover = open_handover(session, organisation.id, clock.now())
    if handover is None:
        raise Refused(_("No hand-over waits for an answer now."))
    return handover
