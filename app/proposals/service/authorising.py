"""The legal representative authorises one revision from any phone, by a mailed link and without joining the team."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from sqlmodel import Session

from app.core import audit, clock
from app.core.errors import Refused
from app.core.i18n import _
from app.core.seals import canonical, digest
from app.people.access import Actor
from app.people.service.sessions import token_hash
from app.proposals import mails, queries
from app.proposals.models import Authorisation, Proposal, ProposalState
from app.proposals.queries import Dossier
from app.proposals.service.sealing import content_of
from app.proposals.service.writing import check_all

LIFE = timedelta(hours=72)
A_DAY, ASKED_A_DAY = timedelta(hours=24), 10


class Word(StrEnum):
    """How an authorisation stands."""

    waiting = "waiting"
    given = "given"
    changed = "changed"
    expired = "expired"
    replaced = "replaced"


@dataclass(frozen=True)
class Representative:
    """Who authorises, as the record names it: a person without an account."""

    id: str
    name: str


def ask(session: Session, proposal: Proposal, *, name: str, email: str, actor: Actor) -> Authorisation:
    """Mail the representative a link to this very revision. Asking again replaces the link before."""
    dossier = queries.dossier(session, proposal.id, lock=True)
    if dossier is None or dossier.proposal.state == ProposalState.withdrawn:
        raise Refused(_("This proposal was withdrawn already."))
    if not dossier.takes(clock.now()):
        raise Refused(_("This call does not take proposals now."))
    if any(check_all(session, dossier).values()):
        raise Refused(_("Something is still missing. The list says what, with a link to each place."))
    if queries.authorisations_since(session, proposal.id, clock.now() - A_DAY) >= ASKED_A_DAY:
        raise Refused(_("It was asked ten times today. Wait until tomorrow, or check the address."), "email")
    return _asked(session, dossier, name, email, actor)


def _asked(session: Session, dossier: Dossier, name: str, email: str, actor: Actor) -> Authorisation:
    token = secrets.token_urlsafe(24)
    asked = Authorisation(
        proposal_id=dossier.id,
        revision=dossier.proposal.revision,
        content=shown(session, dossier),
        name=name,
        email=email,
        token_hash=token_hash(token),
        asked_by=actor.id,
        expires_at=clock.now() + LIFE,
    )
    session.add(asked)
    session.flush()
    audit.record(session, "proposal.authorisation_asked", dossier.proposal, actor=actor, detail={"name": name})
    mails.authorise(session, dossier, asked, by=actor.name, token=token)
    return asked


def shown(session: Session, dossier: Dossier) -> str:
    """The digest of what stands in the proposal now."""
    return digest(canonical(content_of(session, dossier)))


def found(session: Session, token: str) -> Authorisation | None:
    """The one that a mailed link names; looking burns nothing."""
    return queries.authorisation_by_hash(session, token_hash(token))


def word_of(session: Session, asked: Authorisation, dossier: Dossier) -> Word:
    """How it stands. Anything that changed since, the organisation's data too, voids it."""
    last = queries.last_authorisation(session, asked.proposal_id)
    if last is not None and last.id != asked.id:
        return Word.replaced
    if asked.revision != dossier.proposal.revision or asked.content != shown(session, dossier):
        return Word.changed
    if clock.now() >= asked.expires_at:
        return Word.expired
    return Word.given if asked.given_at is not None else Word.waiting


REASONS = {
    Word.given: lambda: _("You authorised this version already."),
    Word.changed: lambda: _(
        "The proposal changed after this link was mailed, so the link authorises nothing. Ask your organisation for a new one."
    ),
    Word.expired: lambda: _("This link was good for 72 hours. Ask your organisation for a new one."),
    Word.replaced: lambda: _("Your organisation mailed a newer link. Use that one."),
}


def give(session: Session, token: str) -> Authorisation:
    """The representative authorises, once; the people who write are told."""
    asked = found(session, token)
    dossier = queries.dossier(session, asked.proposal_id, lock=True) if asked else None
    if asked is None or dossier is None:
        raise Refused(_("This link is not known."))
    word = word_of(session, asked, dossier)
    if word != Word.waiting:
        raise Refused(REASONS[word]())
    asked.given_at = clock.now()
    detail = {"content": asked.content, "revision": asked.revision}
    who = Representative("", asked.name)
    audit.record(session, "proposal.authorised", dossier.proposal, actor=who, detail=detail)
    mails.authorised(session, dossier, asked)
    return asked


def last_word(session: Session, dossier: Dossier) -> tuple[Authorisation | None, Word | None]:
    """The newest authorisation asked and how it stands for the people who write; None when none was asked."""
    last = queries.last_authorisation(session, dossier.id)
    if last is None:
        return None, None
    if last.revision != dossier.proposal.revision:
        return last, Word.changed
    if last.given_at is not None:
        return last, Word.given
    return last, Word.waiting if clock.now() < last.expires_at else Word.expired


def standing_for(session: Session, dossier: Dossier, content: str) -> Authorisation | None:
    """The word given for exactly this content of this revision; None when there is none."""
    last = queries.last_authorisation(session, dossier.id)
    fits = last is not None and last.revision == dossier.proposal.revision and last.content == content
    return last if last is not None and fits and last.given_at is not None else None
