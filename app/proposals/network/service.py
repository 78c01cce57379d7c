"""Asking the partners of a network, and their answer by a mailed link: the same way as the representative's word."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlmodel import Session

from app.calls.questionnaire.network import network_rules
from app.core import audit, clock
from app.core.errors import Refused
from app.core.i18n import _
from app.core.seals import canonical, digest
from app.core.states import apply
from app.people.access import Actor
from app.people.service.sessions import token_hash
from app.proposals.models import ProposalState
from app.proposals.network import mails, queries
from app.proposals.network.models import ConsentState, PartnerConsent
from app.proposals.network.states import CONSENT, Word
from app.proposals.queries import Dossier, dossier, section_row
from app.proposals.sections.base import bind
from app.proposals.sections.network import NETWORK

LIFE = timedelta(days=14)
A_DAY, MOST_A_DAY, MOST_TIMES = timedelta(hours=24), 40, 4
SEEN = ("name", "rfc", "state", "contact", "email", "role", "share")

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Partner:
    """A row of the network with the newest asking of it. `times`: how often this very text was mailed."""

    row: Row
    last: PartnerConsent | None
    word: Word
    times: int = 0

    @property
    def id(self) -> str:
        return str(self.row["id"])

    @property
    def name(self) -> str:
        return str(self.row.get("name") or "")

    @property
    def to_ask(self) -> bool:
        """Whether it has to be asked, for the first time or again."""
        return self.word in {Word.unasked, Word.changed, Word.expired, Word.withdrawn}


@dataclass(frozen=True)
class Answering:
    """Who answers, as the record names it: a person without an account."""

    id: str
    name: str


def seen(row: Row) -> str:
    """The digest of what a partner consents to: its own row."""
    return digest(canonical({name: row.get(name) for name in SEEN}))


def asks_network(dossier: Dossier) -> bool:
    """Whether the call lets networks apply."""
    return NETWORK.key in dossier.sections


def demands(dossier: Dossier) -> bool:
    """Whether the call takes the proposal only once every partner consented."""
    return asks_network(dossier) and network_rules(dossier.sections[NETWORK.key].settings).consent


def partners(session: Session, dossier: Dossier) -> list[Partner]:
    """Every partner with its word; none where the call asks for no network. Two statements."""
    rows = _rows(session, dossier) if asks_network(dossier) else []
    return _standing(rows, queries.consents(session, dossier.id)) if rows else []


def _rows(session: Session, dossier: Dossier) -> list[Row]:
    section = section_row(session, dossier.id, NETWORK.key)
    return [dict(row) for row in (section.data.get("rows") or [])] if section else []


def _standing(rows: Sequence[Row], asked: Sequence[PartnerConsent]) -> list[Partner]:
    of: dict[str, list[PartnerConsent]] = {}
    for one in asked:
        of.setdefault(one.row_id, []).append(one)
    return [_partner(row, of.get(row["id"], [])) for row in rows]


def _partner(row: Row, asked: Sequence[PartnerConsent]) -> Partner:
    if not asked:
        return Partner(row, None, Word.unasked)
    times = sum(one.seen == seen(row) for one in asked)
    return Partner(row, asked[-1], _word(row, asked[-1]), times)


def _word(row: Row, last: PartnerConsent) -> Word:
    if last.state == ConsentState.withdrawn:
        return Word.withdrawn
    if last.seen != seen(row):
        return Word.changed
    if last.state != ConsentState.asked:
        return Word(last.state.value)
    return Word.waiting if clock.now() < last.expires_at else Word.expired


def lacking(session: Session, dossier: Dossier) -> list[Partner]:
    """The partners without whose consent it cannot be sent."""
    if not demands(dossier):
        return []
    return [partner for partner in partners(session, dossier) if partner.word != Word.agreed]


def sealed_consents(session: Session, dossier: Dossier) -> dict[str, Any]:
    """What is sealed of them; refused where the call asks for a consent that is not there."""
    if not asks_network(dossier):
        return {}
    missing = lacking(session, dossier)
    if missing:
        names = ", ".join(partner.name for partner in missing)
        raise Refused(
            _("These partner organisations have not consented: %(names)s. Ask them, then send it.", names=names)
        )
    return {
        "consents": [
            _sealed(each.last) for each in partners(session, dossier) if each.word == Word.agreed and each.last
        ]
    }


def _sealed(one: PartnerConsent) -> dict[str, Any]:
    at = one.answered_at.isoformat(timespec="seconds") if one.answered_at else ""
    return {"row": one.row_id, "name": one.name, "by": one.answered_by, "at": at, "seen": one.seen}


def mark_network(session: Session, dossier: Dossier, *, actor: Actor) -> None:
    """Whoever sends a proposal with partners acts in a network: its page says so from then on."""
    lead = dossier.organisation
    if not lead.network and asks_network(dossier) and _rows(session, dossier):
        lead.network = True
        audit.record(session, "organisation.network", lead, actor=actor, detail={"call": dossier.call.slug})


# ------------------------------------------------------------------ the lead


def ask_partners(session: Session, proposal_id: str, *, actor: Actor) -> int:
    """Mail every partner that has to be asked; answers how many."""
    one = _open_dossier(session, proposal_id)
    waiting = [partner for partner in partners(session, one) if partner.to_ask]
    if not waiting:
        raise Refused(_("Every partner was asked already."))
    for partner in waiting:
        _ask(session, one, partner, actor)
    return len(waiting)


def ask_partner(session: Session, proposal_id: str, row_id: str, *, actor: Actor) -> None:
    """Mail one partner, for the first time or as a reminder: once a day, and four times the same words at most."""
    one = _open_dossier(session, proposal_id)
    partner = _named(session, one, row_id)
    if not partner.to_ask and partner.word != Word.waiting:
        raise Refused(_("%(name)s has answered. Change what you ask of it to ask again.", name=partner.name))
    if partner.word == Word.waiting and partner.last and clock.now() < partner.last.created_at + A_DAY:
        raise Refused(_("%(name)s got a mail less than a day ago. Remind it tomorrow.", name=partner.name))
    _ask(session, one, partner, actor)


def _ask(session: Session, dossier: Dossier, partner: Partner, actor: Actor) -> None:
    _must_be_whole(partner)
    if partner.times >= MOST_TIMES:
        raise Refused(_("%(name)s was asked four times. Write or call it yourself.", name=partner.name))
    if queries.asked_since(session, dossier.id, clock.now() - A_DAY) >= MOST_A_DAY:
        raise Refused(_("Too many mails were sent today. Go on tomorrow."))
    token = secrets.token_urlsafe(24)
    row = partner.row
    one = PartnerConsent(
        proposal_id=dossier.id,
        row_id=partner.id,
        seen=seen(row),
        name=row["name"][:300],
        contact=row["contact"][:300],
        email=row["email"],
        token_hash=token_hash(token),
        asked_by=actor.id,
        expires_at=clock.now() + LIFE,
    )
    session.add(one)
    session.flush()
    audit.record(session, "proposal.partner_asked", dossier.proposal, actor=actor, detail={"name": one.name})
    mails.partner_asked(session, dossier, one, role=row["role"], by=actor.name, token=token)


def _must_be_whole(partner: Partner) -> None:
    """A partner is asked once its own row can be read."""
    form = bind(NETWORK, {"rows": [partner.row]})
    if not form.ok:
        name = partner.name or _("the partner without a name")
        raise Refused(_("Complete the data of %(name)s first: the mail shows them.", name=name))


def release_partner(session: Session, proposal_id: str, row_id: str, *, actor: Actor) -> None:
    """Take back what was asked of a partner; it is told."""
    one = _open_dossier(session, proposal_id)
    partner = _named(session, one, row_id)
    if partner.last is None:
        raise Refused(_("This partner was not asked yet."))
    apply(session, partner.last, CONSENT, "withdraw", actor=actor, detail={"name": partner.name})
    mails.partner_released(session, one, partner.last)


def _named(session: Session, dossier: Dossier, row_id: str) -> Partner:
    found = next((partner for partner in partners(session, dossier) if partner.id == row_id), None)
    if found is None:
        raise Refused(_("This partner is no longer in the list."))
    return found


def _open_dossier(session: Session, proposal_id: str) -> Dossier:
    one = dossier(session, proposal_id, lock=True)
    if one is None or one.proposal.state == ProposalState.withdrawn:
        raise Refused(_("This proposal was withdrawn already."))
    if not asks_network(one) or not one.takes(clock.now()):
        raise Refused(_("This call does not take proposals now."))
    return one


# ------------------------------------------------------------------ the partner


def found(session: Session, token: str) -> PartnerConsent | None:
    """The one that a mailed link names; looking burns nothing."""
    return queries.consent_by_hash(session, token_hash(token))


def standing_of(session: Session, one: PartnerConsent, dossier: Dossier) -> Partner | None:
    """The partner that a link speaks of; None once a newer link was mailed, its row went or the call no longer takes it."""
    named = next((partner for partner in partners(session, dossier) if partner.id == one.row_id), None)
    newest = named is not None and named.last is not None and named.last.id == one.id
    return named if newest else None


def why_not(session: Session, one: PartnerConsent, dossier: Dossier) -> str | None:
    """Why a link takes no answer, in a sentence; None while it takes one."""
    if dossier.proposal.state == ProposalState.withdrawn or not dossier.takes(clock.now()):
        return _("The proposal can no longer be sent, so there is nothing left to answer.")
    partner = standing_of(session, one, dossier)
    if partner is None:
        return _("This link was replaced by a newer one, or the organisation is no longer in the list.")
    return _closed_words(partner.word)


def _closed_words(word: Word) -> str | None:
    return {
        Word.withdrawn: _("The lead organisation took its request back: you owe no answer."),
        Word.changed: _(
            "What is asked of you changed after this link was mailed. A new link comes if it is asked again."
        ),
        Word.expired: _("This link was good for fourteen days. Ask the lead organisation for a new one."),
        Word.declined: _("You declined already."),
    }.get(word)


def answer(session: Session, token: str, *, agree: bool, by: str, reason: str) -> None:
    """The partner consents or declines; a consent can be taken back until the proposal closes. The lead is told."""
    one = queries.consent_by_hash(session, token_hash(token), lock=True)
    subject = dossier(session, one.proposal_id, lock=True) if one else None
    if one is None or subject is None:
        raise Refused(_("This link is not known."))
    closed = why_not(session, one, subject)
    if closed:
        raise Refused(closed)
    if not agree and not reason:
        raise Refused(_("Say in a few words why you decline."), "reason")
    one.answered_at, one.answered_by, one.reason = clock.now(), by, "" if agree else reason
    detail = {"name": one.name, "seen": one.seen}
    apply(session, one, CONSENT, "agree" if agree else "decline", actor=Answering("", by), detail=detail)
    mails.partner_answered(session, subject, one)
