"""The mails of a hand-over and of a claim."""

from sqlmodel import Session

from app.core.addresses import absolute
from app.core.i18n import lazy
from app.core.mail import Recipient, queue
from app.people.models import Organisation, User
from app.people.succession.models import Claim, Handover

MEMBER = lazy("You receive this because you belong to the team of the organisation.")
OWN_ADDRESS = lazy("You receive this because your address stands in the data of the organisation.")


def offered(session: Session, organisation: Organisation, handover: Handover, *, by: User, to: User, goal: str) -> None:
    """Whoever shall answer for the organisation is asked to confirm it."""
    queue(
        session,
        to=Recipient.of(to),
        mail="people/handover_offered",
        because=MEMBER,
        organisation=organisation,
        handover=handover,
        by=by.name,
        link=absolute(goal),
    )


def answered(session: Session, organisation: Organisation, handover: Handover, *, by: User, to: User) -> None:
    """The owner who offered learns the answer."""
    queue(
        session,
        to=Recipient.of(to),
        mail="people/handover_answered",
        because=MEMBER,
        organisation=organisation,
        handover=handover,
        by=by.name,
        link=absolute(f"/organisations/{organisation.id}"),
    )


def claimed(
    session: Session, organisation: Organisation, claim: Claim, *, by: User, to: Recipient, token: str, own: bool
) -> None:
    """Everybody who may object is told, each with a secret of his or her own."""
    queue(
        session,
        to=to,
        mail="people/claim_told",
        because=OWN_ADDRESS if own else MEMBER,
        organisation=organisation,
        claim=claim,
        by=by.name,
        link=absolute(f"/claims/{token}"),
    )


def settled(session: Session, organisation: Organisation, claim: Claim, *, by: User, to: Recipient, own: bool) -> None:
    """How it ended. Whoever is not in the team cannot open its page, so is told where to write instead."""
    queue(
        session,
        to=to,
        mail="people/claim_settled",
        because=OWN_ADDRESS if own else MEMBER,
        organisation=organisation,
        claim=claim,
        by=by.name,
        own=own,
        link=absolute("/help") if own else absolute(f"/organisations/{organisation.id}"),
    )
