"""Nominating somebody else, and the nominee's answer by a mailed link: good once, for two weeks and while the call is open."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session

from app.calls import queries as calls
from app.calls.models import Call, Lot
from app.core import audit, clock
from app.core.errors import Refused
from app.core.i18n import _
from app.core.states import apply
from app.core.text import folded
from app.people import queries as people
from app.people.access import WRITERS, Actor
from app.people.models import LegalForm, Organisation, OrganisationKind, User
from app.people.service import organisations, roles
from app.people.service.sessions import actor_for, token_hash
from app.proposals import mails
from app.proposals.models import Nomination, NominationState, Proposal
from app.proposals.queries import nominations as queries
from app.proposals.service.writing import save_section
from app.proposals.states import NOMINATION

LIFE = timedelta(days=14)
A_DAY, MOST_A_DAY = timedelta(hours=24), 20


@dataclass(frozen=True)
class Nominee:
    """Who is nominated and why."""

    name: str
    email: str
    is_person: bool
    home_state: str
    lot_id: str | None
    reason: str


def nominate(session: Session, call: Call, nominee: Nominee, *, actor: Actor) -> Nomination:
    """Nominate somebody else; the address gets a link. Nobody nominates himself or herself."""
    _check(session, call, nominee, actor)
    token = secrets.token_urlsafe(24)
    made = Nomination(
        call_id=call.id,
        nominator_id=actor.id,
        token_hash=token_hash(token),
        expires_at=clock.now() + LIFE,
        **vars(nominee),
    )
    session.add(made)
    session.flush()
    audit.record(session, "nomination.made", made, actor=actor, detail={"call": call.slug})
    mails.nominated(session, made, call, token)
    return made


def _check(session: Session, call: Call, nominee: Nominee, actor: Actor) -> None:
    if not calls.is_open(session, call, nominee.home_state, clock.now()):
        raise Refused(_("This call does not take nominations now."))
    if nominee.email == actor.user.email:
        raise Refused(_("Nobody nominates himself or herself: ask somebody who knows your work."), "email")
    if call.states and nominee.home_state not in call.states:
        raise Refused(_("Choose only states of this call."), "home_state")
    lots = {lot.id for lot in calls.lots(session, call)}
    if lots and nominee.lot_id not in lots:
        raise Refused(_("Choose a category of this call."), "lot_id")
    if queries.nominated_by(session, call.id, actor.id, nominee.email):
        raise Refused(_("You nominated this address in this call already."), "email")
    if queries.nominated_since(session, actor.id, clock.now() - A_DAY) >= MOST_A_DAY:
        raise Refused(_("You nominated twenty today. Go on tomorrow."))


def found(session: Session, token: str) -> Nomination | None:
    """The one that a mailed link names; looking burns nothing."""
    return queries.nomination_by_hash(session, token_hash(token))


def is_open(session: Session, one: Nomination, call: Call) -> bool:
    """Whether it still waits for its answer."""
    in_life = one.state == NominationState.asked and clock.now() < one.expires_at
    return in_life and calls.is_open(session, call, one.home_state, clock.now())


def agree(session: Session, token: str, call: Call, *, protected: bool) -> User:
    """The nominee agrees: from now on he, she or the organisation may write what the call asks."""
    one = _waiting(session, token, call)
    user = people.user_by_email(session, one.email) or roles.create_user(session, one.email, one.name, actor=None)
    nominee = actor_for(session, user)
    body = _body(session, one, nominee)
    body.protected = body.protected or protected
    one.organisation_id, one.answered_at = body.id, clock.now()
    apply(session, one, NOMINATION, "agree", actor=nominee)
    session.flush()
    mails.nomination_agreed(session, one, call, user)
    mails.nomination_answered(session, one, call)
    return user


def decline(session: Session, token: str, call: Call) -> None:
    """The nominee declines: nothing of it goes on."""
    one = _waiting(session, token, call)
    one.answered_at = clock.now()
    apply(session, one, NOMINATION, "decline", actor=None)
    mails.nomination_answered(session, one, call)


def begin(session: Session, proposal: Proposal, *, actor: Actor) -> None:
    """The nominee's text begins with the category and the state that were nominated."""
    one = next(iter(queries.said_of(session, proposal.call_id, proposal.organisation_id)), None)
    lot = session.get(Lot, one.lot_id) if one and one.lot_id else None
    if one is not None:
        data = {"lot": lot.code if lot else None, "states": [one.home_state]}
        save_section(session, proposal, "summary", data, revision=0, actor=actor)


def _waiting(session: Session, token: str, call: Call) -> Nomination:
    one = queries.nomination_by_hash(session, token_hash(token), lock=True)
    if one is None or one.call_id != call.id or not is_open(session, one, call):
        raise Refused(_("This link was used already, or its time is over."))
    return one


def _body(session: Session, one: Nomination, nominee: Actor) -> Organisation:
    """The nominee's own row among those that apply: one that he or she writes for already, else a new one."""
    for body in people.my_organisations(session, nominee):
        if folded(body.legal_name) == folded(one.name) and nominee.member_of(body.id, *WRITERS):
            return body
    values = {
        "legal_name": one.name,
        "kind": OrganisationKind.PERSON if one.is_person else OrganisationKind.COMMUNITY,
        "legal_form": LegalForm.NONE,
        "state": one.home_state,
        "working_states": [one.home_state],
        "representative_name": one.name,
        "representative_email": one.email,
    }
    made = organisations.create(session, values, actor=nominee)
    session.flush()
    return made
