"""The mails of this stage."""

from sqlmodel import Session

from app.core.addresses import absolute
from app.core.i18n import lazy
from app.core.mail import Recipient, queue
from app.people.models import Invitation, Organisation, User


def sign_in_code(session: Session, email: str, user: User | None, *, code: str, link: str, language: str) -> None:
    """The code and the link to sign in with."""
    queue(
        session,
        to=Recipient(email, user.name if user else "", language),
        mail="people/sign_in",
        because=lazy("You receive this because somebody asked to sign in with this address."),
        code=code,
        link=absolute(f"/sign-in/link/{link}"),
    )


def invited_to_organisation(
    session: Session, invitation: Invitation, organisation: Organisation, *, by: str, token: str, language: str
) -> None:
    """Somebody is asked to join an organisation."""
    queue(
        session,
        to=Recipient(invitation.email, invitation.name, language),
        mail="people/invited_to_organisation",
        because=lazy("You receive this because a member of the organisation wrote your address."),
        organisation=organisation.legal_name,
        by=by,
        level=invitation.level,
        link=absolute(f"/invitations/{token}"),
    )


def invited_to_role(session: Session, invitation: Invitation, *, by: str, role: str, token: str, language: str) -> None:
    """Somebody is asked to take a role."""
    queue(
        session,
        to=Recipient(invitation.email, invitation.name, language),
        mail="people/invited_to_role",
        because=lazy("You receive this because the programme's team asked you to take a role."),
        by=by,
        role=role,
        link=absolute(f"/invitations/{token}"),
    )


def address_changed(session: Session, organisation: Organisation, before: str, *, by: User) -> None:
    """The address that an organisation had learns that another stands in its place: it is told of claims no more."""
    queue(
        session,
        to=Recipient(before, organisation.representative_name or organisation.legal_name, by.locale),
        mail="people/address_changed",
        because=lazy("You receive this because your address stood in the data of the organisation."),
        organisation=organisation.legal_name,
        now_at=organisation.representative_email or "",
        by=by.name,
    )
