"""Who goes on is invited to the next round; who presents nothing there is told so when it closed."""

from collections.abc import Sequence

from sqlmodel import Session

from app.calls.models import Call
from app.calls.service.rounds import record_counts
from app.core import audit, clock
from app.core.jobs import every
from app.people.access import Actor
from app.proposals import mails, queries
from app.proposals.models import RoundInvitation, Submission


def invite(session: Session, call: Call, sealed: Sequence[tuple[str, Submission]], *, actor: Actor) -> None:
    """Let these organisations into the round, each with the sealed version it begins from: (organisation, version)."""
    for organisation_id, submission in sealed:
        if queries.invitation_of(session, call.id, organisation_id) is None:
            session.add(
                RoundInvitation(
                    call_id=call.id,
                    organisation_id=organisation_id,
                    submission_id=submission.id,
                    invited_by=actor.id,
                )
            )
    session.flush()
    folios = [submission.folio for _organisation, submission in sealed]
    audit.record(session, "call.invited", call, actor=actor, detail={"folios": folios})
    record_counts(session, call, invited=len(sealed))
    tell_invited(session)


def tell_invited(session: Session) -> None:
    """Mail every invitation whose round is public. A tick; each is told once."""
    for invitation, call in queries.unmailed(session):
        invitation.mailed_at = clock.now()
        session.add(invitation)
        mails.invited_to_round(session, invitation, call)


def tell_absent(session: Session) -> None:
    """Tell whoever presented nothing to a round that closed. A tick; each is told once."""
    for invitation, call in queries.untold(session):
        invitation.absent_at = clock.now()
        session.add(invitation)
        mails.not_presented(session, invitation, call)
        audit.record(
            session, "call.not_presented", call, actor=None, detail={"organisation": invitation.organisation_id}
        )


every("round invitations", 60.0, tell_invited)
every("not presented", 60.0, tell_absent)
