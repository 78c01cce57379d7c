"""Organisations are kept once; their team is their own matter."""

import secrets
from datetime import timedelta
from typing import Any

from sqlmodel import Session, select

from app.core import audit, clock
from app.core.errors import Refused
from app.core.i18n import _
from app.core.text import folded, sort_key
from app.people import mails, queries
from app.people.access import Actor
from app.people.models import Invitation, Level, Membership, Organisation
from app.people.service.sessions import token_hash

INVITATION_LIFE = timedelta(days=14)


def create(session: Session, values: dict[str, Any], *, actor: Actor) -> Organisation:
    """A new organisation whose first owner is whoever writes it down."""
    _refuse_twin(session, values, None)
    organisation = Organisation(
        **values, sort_key=sort_key(values["legal_name"]), search_key=folded(values["legal_name"])
    )
    session.add(organisation)
    session.flush()
    session.add(Membership(user_id=actor.id, organisation_id=organisation.id, level=Level.OWNER))
    audit.record(session, "organisation.created", organisation, actor=actor)
    return organisation


def update(session: Session, organisation: Organisation, values: dict[str, Any], *, actor: Actor) -> None:
    """Change the data; what changed is written down."""
    _refuse_twin(session, values, organisation)
    change(session, organisation, values, actor=actor)
    organisation.sort_key, organisation.search_key = sort_key(organisation.legal_name), folded(organisation.legal_name)


def change(session: Session, organisation: Organisation, values: dict[str, Any], *, actor: Actor) -> None:
    """Set some of its data, and write down which."""
    changed = {
        name: [_shown(getattr(organisation, name)), _shown(value)]
        for name, value in values.items()
        if getattr(organisation, name) != value
    }
    address = organisation.representative_email
    for name, value in values.items():
        setattr(organisation, name, value)
    if changed:
        audit.record(session, "organisation.changed", organisation, actor=actor, detail=changed)
    if address and address != organisation.representative_email:
        mails.address_changed(session, organisation, address, by=actor.user)


def _refuse_twin(session: Session, values: dict[str, Any], own: Organisation | None) -> None:
    """The same RFC twice would make two of one organisation (fact D5)."""
    for twin in queries.organisations_like(session, values["legal_name"], values.get("rfc")):
        if own is not None and twin.id == own.id:
            continue
        if values.get("rfc") and twin.rfc == values["rfc"]:
            raise Refused(
                _(
                    "An organisation with this RFC is registered already. Ask its owner to invite you, or write to the programme's team."
                ),
                "rfc",
            )


def _shown(value: object) -> object:
    return value if isinstance(value, str | int | bool | list) or value is None else str(value)


def invite(session: Session, organisation: Organisation, email: str, level: Level, *, actor: Actor) -> Invitation:
    """Ask a person by mail to join the team."""
    known = queries.user_by_email(session, email)
    if known and queries.membership(session, organisation.id, known.id):
        raise Refused(_("This person is in the team already."), "email")
    token = secrets.token_urlsafe(24)
    invitation = Invitation(
        token_hash=token_hash(token),
        email=email,
        organisation_id=organisation.id,
        level=level,
        invited_by=actor.id,
        expires_at=clock.now() + INVITATION_LIFE,
    )
    session.add(invitation)
    session.flush()
    audit.record(session, "organisation.invited", organisation, actor=actor, detail={"level": level})
    language = known.locale if known else actor.user.locale
    mails.invited_to_organisation(session, invitation, organisation, by=actor.name, token=token, language=language)
    return invitation


def join(session: Session, invitation: Invitation, *, actor: Actor) -> None:
    """Enter the team as invited."""
    if invitation.organisation_id is None or invitation.level is None:
        raise Refused(_("This invitation is not to an organisation."))
    row = session.exec(
        select(Membership).where(
            Membership.organisation_id == invitation.organisation_id, Membership.user_id == actor.id
        )
    ).first()
    if row is None:
        row = Membership(user_id=actor.id, organisation_id=invitation.organisation_id, level=invitation.level)
    row.level, row.ended_at = invitation.level, None
    session.add(row)
    session.flush()
    audit.record(session, "membership.joined", row, actor=actor, detail={"organisation": invitation.organisation_id})


def change_level(session: Session, organisation: Organisation, user_id: str, level: Level, *, actor: Actor) -> None:
    """Give a member another level; an organisation always keeps an owner."""
    row = _found(session, organisation, user_id)
    if level != Level.OWNER:
        _keep_an_owner(session, organisation, row)
    before, row.level = row.level, level
    audit.record(session, "membership.changed", row, actor=actor, detail={"from": before, "to": level})


def remove(session: Session, organisation: Organisation, user_id: str, *, actor: Actor) -> None:
    """End a membership; whoever wrote keeps standing in the record."""
    row = _found(session, organisation, user_id)
    _keep_an_owner(session, organisation, row)
    row.ended_at = clock.now()
    audit.record(session, "membership.ended", row, actor=actor)


def _found(session: Session, organisation: Organisation, user_id: str) -> Membership:
    row = queries.membership(session, organisation.id, user_id)
    if row is None:
        raise Refused(_("This person is no longer in the team."))
    return row


def _keep_an_owner(session: Session, organisation: Organisation, row: Membership) -> None:
    owners = [
        member
        for member, person in queries.members(session, organisation.id)
        if member.level == Level.OWNER and (person.active or member == row)
    ]
    if owners == [row]:
        raise Refused(_("The organisation needs an owner. Make another member the owner first."))
