"""The mails of a network: to the partner that is asked, and to the lead once it answered."""

from sqlmodel import Session

from app.core.addresses import absolute
from app.core.i18n import lazy
from app.core.mail import Recipient, queue
from app.proposals import queries
from app.proposals.network.models import ConsentState, PartnerConsent
from app.proposals.queries import Dossier


def partner_asked(session: Session, dossier: Dossier, one: PartnerConsent, *, role: str, by: str, token: str) -> None:
    """To the partner: the link that shows what it would take part in."""
    queue(
        session,
        to=Recipient(one.email, one.contact),
        mail="proposals/partner",
        because=lazy("another organisation named yours as its partner in a proposal"),
        call=dossier.call,
        proposal=dossier.proposal,
        organisation=dossier.organisation,
        one=one,
        role=role,
        by=by,
        zone=dossier.zone,
        url=absolute(f"/partner/{token}"),
    )


def partner_answered(session: Session, dossier: Dossier, one: PartnerConsent) -> None:
    """To everybody who writes for the lead organisation."""
    for user in queries.members(session, [dossier.organisation.id]):
        queue(
            session,
            to=Recipient.of(user),
            mail="proposals/partner_answered",
            because=lazy("you write for this organisation"),
            call=dossier.call,
            proposal=dossier.proposal,
            one=one,
            agreed=one.state == ConsentState.agreed,
            url=absolute(f"/proposals/{dossier.id}/partners"),
        )


def partner_released(session: Session, dossier: Dossier, one: PartnerConsent) -> None:
    """To a partner that is no longer asked: it owes no answer."""
    queue(
        session,
        to=Recipient(one.email, one.contact),
        mail="proposals/partner_released",
        because=lazy("another organisation named yours as its partner in a proposal"),
        call=dossier.call,
        proposal=dossier.proposal,
        organisation=dossier.organisation,
        one=one,
    )
