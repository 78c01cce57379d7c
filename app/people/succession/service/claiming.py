"""When the owner is gone, another member claims the ownership: everybody is told, time passes, an objection stops it."""

import secrets
from datetime import timedelta

from sqlmodel import Session

from app.core import audit, clock, jobs
from app.core.acts import name_acts
from app.core.errors import Refused
from app.core.i18n import _, lazy
from app.core.mail import Recipient
from app.people import queries
from app.people.access import Actor
from app.people.models import Level, Organisation, User
from app.people.service.contacts import own_address
from app.people.service.sessions import token_hash
from app.people.succession import mails
from app.people.succession.models import Claim, ClaimState, ClaimVoice
from app.people.succession.queries import (
    due_claims,
    last_stopped,
    running_claim,
    voice_by_hash,
    voices,
)

WAIT = timedelta(days=10)
AGAIN = timedelta(days=90)
SETTLING_EVERY = 900.0

name_acts(
    {
        "organisation.claimed": lazy("Ownership claimed"),
        "organisation.claim_stopped": lazy("Claim of ownership stopped by an objection"),
        "organisation.claim_taken_back": lazy("Claim of ownership taken back"),
        "organisation.claim_granted": lazy("Ownership passed to the claimant"),
    }
)


def claim(session: Session, organisation: Organisation, reason: str, *, actor: Actor) -> Claim:
    """Say that nobody answers any more, and why. Whoever could know better is told at once."""
    if actor.member_of(organisation.id, Level.OWNER):
        raise Refused(_("You are an owner already."))
    if running_claim(session, organisation.id):
        raise Refused(_("Another claim is waiting already."))
    stopped = last_stopped(session, organisation.id, actor.id)
    if stopped is not None and stopped + AGAIN > clock.now():
        raise Refused(
            _("Somebody objected to your last claim. Settle it among yourselves, or claim again after 90 days.")
        )
    row = Claim(organisation_id=organisation.id, claimant_id=actor.id, reason=reason, due_at=clock.now() + WAIT)
    session.add(row)
    session.flush()
    audit.record(session, "organisation.claimed", organisation, actor=actor, reason=reason)
    for to, own in _whom(session, organisation, actor):
        token = secrets.token_urlsafe(24)
        heard = ClaimVoice(
            claim_id=row.id, name=to.name, email=to.email, locale=to.locale, token_hash=token_hash(token)
        )
        session.add(heard)
        mails.claimed(session, organisation, row, by=actor.user, to=to, token=token, own=own)
    return row


def _whom(session: Session, organisation: Organisation, actor: Actor) -> list[tuple[Recipient, bool]]:
    """Every other member, closed accounts too, and the organisation's own address."""
    team = [person for _row, person in queries.members(session, organisation.id)]
    told = [(Recipient.of(person), False) for person in team if person.id != actor.id]
    own = own_address(session, organisation, {person.email for person in team})
    return told + ([(own, True)] if own else [])


def object_as_member(session: Session, organisation: Organisation, words: str, *, actor: Actor) -> None:
    """A member objects on the page; the claimant's own word takes it back."""
    row = _running(session, organisation)
    if row.claimant_id == actor.id:
        _end(row, ClaimState.taken_back, actor.name, words)
        audit.record(session, "organisation.claim_taken_back", organisation, actor=actor, reason=words or None)
        return
    _stop(session, organisation, row, name=actor.name, words=words, actor=actor)


def object_by_mail(session: Session, token: str, words: str) -> None:
    """Whoever holds a mailed secret objects, without an account."""
    found = voice_by_hash(session, token_hash(token))
    if found is None:
        raise Refused(_("This link is not known."))
    voice, row = found
    organisation = queries.organisation(session, row.organisation_id, lock=True)
    if organisation is None or row.state != ClaimState.waiting:
        raise Refused(_("This claim has ended already."))
    name = voice.name or voice.email
    _stop(session, organisation, row, name=name, words=words, actor=queries.user_by_email(session, voice.email))


def _stop(
    session: Session, organisation: Organisation, row: Claim, *, name: str, words: str, actor: Actor | User | None
) -> None:
    _end(row, ClaimState.stopped, name, words)
    detail = {"objector": name}
    audit.record(session, "organisation.claim_stopped", organisation, actor=actor, detail=detail, reason=words or None)
    _tell(session, organisation, row)


def settle_due(session: Session) -> int:
    """Grant the claims against which nobody spoke in time. The owners of before stay what they were."""
    settled = 0
    for row in due_claims(session, clock.now()):
        settled += 1
        organisation = queries.organisation(session, row.organisation_id, lock=True)
        claimant = queries.user(session, row.claimant_id)
        held = queries.membership(session, row.organisation_id, row.claimant_id)
        if organisation is None or claimant is None or not claimant.active or held is None:
            _end(row, ClaimState.taken_back, "", "")
            continue
        held.level = Level.OWNER
        _end(row, ClaimState.done, "", "")
        audit.record(session, "organisation.claim_granted", organisation, actor=claimant, reason=row.reason)
        _tell(session, organisation, row)
    return settled


def _tell(session: Session, organisation: Organisation, row: Claim) -> None:
    claimant = queries.user(session, row.claimant_id)
    if claimant is None:
        return
    mails.settled(session, organisation, row, by=claimant, to=Recipient.of(claimant), own=False)
    team = {person.email for _member, person in queries.members(session, organisation.id)}
    for voice in voices(session, row.id):
        to = Recipient(voice.email, voice.name, voice.locale)
        mails.settled(session, organisation, row, by=claimant, to=to, own=voice.email.lower() not in team)


def _end(row: Claim, state: ClaimState, name: str, words: str) -> None:
    row.state, row.ended_at, row.objector, row.objection = state, clock.now(), name, words


def _running(session: Session, organisation: Organisation) -> Claim:
    row = running_claim(session, organisation.id)
    if row is None:
        raise Refused(_("This claim has ended already."))
    return row


def register() -> None:
    """The tick that grants what was not objected to."""
    jobs.every("ownership claims", SETTLING_EVERY, settle_due)
