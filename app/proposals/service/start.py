"""Beginning a proposal."""

from sqlmodel import Session

from app.calls.models import Call
from app.calls.queries import is_open
from app.calls.service import follow
from app.core import audit, clock
from app.core.errors import Refused
from app.core.i18n import _
from app.people.access import WRITERS, Actor
from app.people.models import Organisation
from app.proposals import queries
from app.proposals.models import Proposal
from app.proposals.permissions import NOT_INVITED, NOT_NOMINATED
from app.proposals.service.carrying import carry_over
from app.proposals.service.continuing import continue_line
from app.proposals.service.nominating import begin


def start(
    session: Session, call: Call, organisation: Organisation, *, actor: Actor, earlier_id: str | None = None
) -> Proposal:
    """Begin the organisation's proposal, or answer the one that it has in this call already.

    `earlier_id` names a proposal of the same organisation whose text is carried over into a new one.
    """
    if not actor.member_of(organisation.id, *WRITERS):
        raise Refused(_("Only owners and editors of the organisation start a proposal for it."), "organisation_id")
    there = queries.live_proposal(session, call.id, organisation.id)
    if there is not None:
        return there
    door = queries.door_of(session, call)
    if not door.lets_in(organisation.id):
        raise Refused(NOT_NOMINATED if door.nominated else NOT_INVITED, "organisation_id")
    if not is_open(session, call, organisation.state, clock.now()):
        raise Refused(_("This call does not take proposals now."))
    proposal = Proposal(
        call_id=call.id,
        organisation_id=organisation.id,
        home_state=organisation.state,
        currency=call.currency,
        started_by=actor.id,
    )
    session.add(proposal)
    session.flush()
    follow(session, call, actor.id)
    audit.record(session, "proposal.start", proposal, actor=actor)
    if door.nominated:
        begin(session, proposal, actor=actor)
    elif not continue_line(session, proposal, actor=actor) and earlier_id:
        carry_over(session, proposal, earlier_id, actor=actor)
    return proposal
