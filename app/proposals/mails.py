"""The mails of a proposal: the receipt, a withdrawal, the closing list, the opening, the rounds."""

from collections.abc import Collection
from typing import Any

from sqlmodel import Session

from app.calls.admissions.models import LateAdmission
from app.calls.models import Call
from app.calls.queries import timetable
from app.calls.rounds.queries import assisted
from app.core.addresses import absolute
from app.core.i18n import lazy
from app.core.mail import Recipient, queue
from app.core.seals import unsealed
from app.people import queries as people
from app.people.models import Organisation, User
from app.people.service.links import sign_in_link
from app.proposals import queries
from app.proposals.models import Authorisation, ClosingList, Incident, Nomination, RoundInvitation, Submission
from app.proposals.queries import Dossier
from app.proposals.words import authorised_at, consented


def receipt(session: Session, dossier: Dossier, sealed: Submission) -> None:
    """To everybody who writes for the organisation, to its legal representative, and to whoever authorised it."""
    because = lazy("your organisation sent a proposal through Convoca")
    said = unsealed(sealed.snapshot, sealed.digest)
    assistance = assisted(session, dossier.call.id)
    for to in _with_authoriser(session, dossier, said):
        queue(
            session,
            to=to,
            mail="proposals/receipt",
            because=because,
            call=dossier.call,
            proposal=dossier.proposal,
            organisation=dossier.organisation,
            sealed=sealed,
            assistance=assistance,
            sent_by=said["sent_by"]["name"],
            authorised=said["authorised"],
            authorised_at=authorised_at(said["authorised"]),
            consents=consented(said),
            zone=dossier.zone,
            deadline=dossier.closes_at,
            url=absolute(f"/proposals/{dossier.id}/receipt"),
            verify_url=absolute(f"/verify?code={sealed.folio}"),
        )


def authorise(session: Session, dossier: Dossier, asked: Authorisation, *, by: str, token: str) -> None:
    """To the legal representative: the link that shows what would be sent."""
    queue(
        session,
        to=Recipient(asked.email, asked.name),
        mail="proposals/authorise",
        because=lazy("somebody who writes for this organisation named you as its legal representative"),
        call=dossier.call,
        proposal=dossier.proposal,
        organisation=dossier.organisation,
        asked=asked,
        by=by,
        zone=dossier.zone,
        url=absolute(f"/authorise/{token}"),
    )


def authorised(session: Session, dossier: Dossier, asked: Authorisation) -> None:
    """To everybody who writes for the organisation: it can be sent now."""
    for user in queries.members(session, [dossier.organisation.id]):
        queue(
            session,
            to=Recipient.of(user),
            mail="proposals/authorised",
            because=lazy("you write for this organisation"),
            call=dossier.call,
            proposal=dossier.proposal,
            asked=asked,
            zone=dossier.zone,
            deadline=dossier.closes_at,
            url=absolute(f"/proposals/{dossier.id}/check"),
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
    told: dict[str, User] = {user.id: user for user in queries.members(session, applicants)}
    told |= {user.id: user for user in queries.witnesses(session, call)}
    url = absolute(f"/calls/{call.slug}/closing")
    for user in told.values():
        queue(
            session,
            to=Recipient.of(user),
            mail="proposals/closed",
            because=because,
            call=call,
            closing=closing,
            url=url,
        )


def incident(session: Session, dossier: Dossier, told: Incident) -> None:
    """To the people who answer it: the officers and coordinators of the call."""
    call = dossier.call
    for user in queries.deciders(session, call):
        queue(
            session,
            to=Recipient.of(user),
            mail="proposals/incident",
            because=lazy("you answer technical incidents of this call"),
            call=call,
            organisation=dossier.organisation,
            told=told,
            url=absolute(f"/manage/calls/{call.id}/incidents"),
        )


def answered(session: Session, call: Call, act: LateAdmission, affected: Collection[str]) -> None:
    """The signed act to everybody: those whom it concerns, every other applicant, and the witnesses."""
    concerned = {user.id: user for user in queries.members(session, affected)}
    standing = [proposal.organisation_id for proposal, _sealed in queries.standing_submissions(session, call.id)]
    others = {user.id: user for user in (*queries.members(session, standing), *queries.witnesses(session, call))}
    for user in (concerned | others).values():
        queue(
            session,
            to=Recipient.of(user),
            mail="proposals/incidents_answered",
            because=lazy("you take part in this call"),
            call=call,
            act=act,
            concerned=user.id in concerned,
            url=absolute("/proposals") if user.id in concerned else absolute(f"/calls/{call.slug}/closing"),
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


def _with_authoriser(session: Session, dossier: Dossier, said: dict[str, Any]) -> list[Recipient]:
    told = _addressees(session, dossier)
    last = queries.last_authorisation(session, dossier.id) if said["authorised"] else None
    if last is not None and last.email not in {person.email for person in told}:
        told.append(Recipient(last.email, last.name))
    return told


def invited_to_round(session: Session, invitation: RoundInvitation, call: Call) -> None:
    """It goes on: where to begin, until when, and that what it wrote is there already."""
    because = lazy("your organisation went on to the next round of a call")
    for to, context in _about(session, invitation, call):
        queue(
            session,
            to=to,
            mail="proposals/invited_to_round",
            because=because,
            **context,
            url=absolute(f"/calls/{call.slug}/start"),
        )


def not_presented(session: Session, invitation: RoundInvitation, call: Call) -> None:
    """The round closed and nothing of it had arrived."""
    because = lazy("your organisation was invited to this round of a call")
    for to, context in _about(session, invitation, call):
        queue(
            session,
            to=to,
            mail="proposals/not_presented",
            because=because,
            **context,
            url=absolute(f"/calls/{call.slug}"),
        )


def nominated(session: Session, one: Nomination, call: Call, token: str) -> None:
    """To the nominee: what was said, and the link whose page agrees or declines."""
    queue(
        session,
        to=Recipient(one.email, one.name),
        mail="proposals/nominated",
        because=lazy("somebody nominated you in a call that takes nominations"),
        call=call,
        one=one,
        url=absolute(f"/nominations/{token}"),
    )


def nomination_agreed(session: Session, one: Nomination, call: Call, user: User) -> None:
    """To the nominee who agreed: the link that signs in and goes on."""
    queue(
        session,
        to=Recipient.of(user),
        mail="proposals/nomination_agreed",
        because=lazy("you agreed to be nominated in this call"),
        call=call,
        one=one,
        deadline=timetable(session, call).deadline(one.home_state),
        url=absolute(sign_in_link(session, user, f"/calls/{call.slug}/start")),
    )


def nomination_answered(session: Session, one: Nomination, call: Call) -> None:
    """To the nominator: the answer, and nothing else."""
    nominator = people.user(session, one.nominator_id)
    if nominator is not None:
        queue(
            session,
            to=Recipient.of(nominator),
            mail="proposals/nomination_answered",
            because=lazy("you nominated somebody in this call"),
            call=call,
            one=one,
        )


def _about(session: Session, invitation: RoundInvitation, call: Call) -> list[tuple[Recipient, dict[str, Any]]]:
    organisation = people.organisation(session, invitation.organisation_id)
    sealed = queries.submission(session, invitation.submission_id)
    if organisation is None or sealed is None:
        return []
    deadline = timetable(session, call).deadline(organisation.state)
    context = {"call": call, "organisation": organisation, "folio": sealed.folio, "deadline": deadline}
    return [(to, context) for to in _writers(session, organisation)]


def _addressees(session: Session, dossier: Dossier) -> list[Recipient]:
    return _writers(session, dossier.organisation)


def _writers(session: Session, organisation: Organisation) -> list[Recipient]:
    """Whoever writes for an organisation, and its legal representative, each address once."""
    found = [Recipient.of(user) for user in queries.members(session, [organisation.id])]
    representative = organisation.representative_email
    if representative and representative.lower() not in {person.email for person in found}:
        found.append(Recipient(representative.lower(), organisation.representative_name or ""))
    return found
