"""The mails of a proposal: the receipt, a withdrawal, the closing list, the opening."""

from collections.abc import Collection

from sqlmodel import Session

from app.calls.models import Call
from app.core.addresses import absolute
from app.core.i18n import lazy
from app.core.mail import Recipient, queue
from app.people.models import User
from app.proposals import queries
from app.proposals.models import ClosingList, Submission
from app.proposals.queries import Dossier


def receipt(session: Session, dossier: Dossier, sealed: Submission) -> None:
    """To everybody who writes for the organisation, and to its legal representative."""
    because = lazy("your organisation sent a proposal through Convoca")
    zone = dossier.deadline.zone if dossier.deadline else dossier.call.timezone
    for to in _addressees(session, dossier):
        queue(
            session,
            to=to,
            mail="proposals/receipt",
            because=because,
            call=dossier.call,
            proposal=dossier.proposal,
            organisation=dossier.organisation,
            sealed=sealed,
            zone=zone,
            deadline=dossier.deadline.at if dossier.deadline else None,
            url=absolute(f"/proposals/{dossier.id}/receipt"),
            verify_url=absolute(f"/verify?code={sealed.folio}"),
        )


def withdrawn(session: Session, dossier: Dossier) -> None:
    """To everybody who writes for the organisation."""
    because = lazy("your organisation withdrew a proposal")
    for to in _addressees(session, dossier):
        queue(
            session,
            to=to,
            mail="proposals/withdrawn",
            because=because,
            call=dossier.call,
            proposal=dossier.proposal,
            url=absolute(f"/proposals/{dossier.id}"),
        )


def closed(session: Session, call: Call, closing: ClosingList, applicants: Collection[str]) -> None:
    """The whole list to applicants, team, donor, observers and commission: witnesses outside this installation."""
    because = lazy("you take part in this call, and hold this list as a witness")
    people: dict[str, User] = {user.id: user for user in queries.members(session, applicants)}
    people |= {user.id: user for user in queries.witnesses(session, call)}
    url = absolute(f"/calls/{call.slug}/closing")
    for user in people.values():
        queue(
            session,
            to=Recipient.of(user),
            mail="proposals/closed",
            because=because,
            call=call,
            closing=closing,
            url=url,
        )


def opened(session: Session, call: Call, number: int) -> None:
    """To the same witnesses: the content can be read from now on."""
    because = lazy("you take part in this call")
    for user in queries.witnesses(session, call):
        queue(
            session,
            to=Recipient.of(user),
            mail="proposals/opened",
            because=because,
            call=call,
            number=number,
            url=absolute(f"/manage/calls/{call.id}/proposals"),
        )


def _addressees(session: Session, dossier: Dossier) -> list[Recipient]:
    people = [Recipient.of(user) for user in queries.members(session, [dossier.organisation.id])]
    representative = dossier.organisation.representative_email
    if representative and representative.lower() not in {person.email for person in people}:
        people.append(Recipient(representative.lower(), dossier.organisation.representative_name or ""))
    return people
