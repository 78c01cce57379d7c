"""Submitting: a small act that names the revision already saved. The instant of arrival decides, not that of processing."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlmodel import Session

from app.calls.models import CallState
from app.calls.queries import declarations
from app.core import clock, states
from app.core.errors import Refused
from app.core.format import ALWAYS
from app.core.i18n import _
from app.core.seals import canonical, digest
from app.people.access import Actor
from app.proposals import mails, queries
from app.proposals.models import Proposal, ProposalState, Submission
from app.proposals.network.service import mark_network, sealed_consents
from app.proposals.queries import Dossier
from app.proposals.service.authorising import standing_for
from app.proposals.service.sealing import Snapshot, content_of, new_folio, sign_receipt, snapshot
from app.proposals.service.writing import check_all
from app.proposals.states import PROPOSAL

Accepted = list[dict[str, Any]]


class TooLate(Refused):
    """The request arrived after the deadline; the page says both instants."""

    def __init__(self, arrived_at: datetime, deadline: datetime, zone: str) -> None:
        super().__init__(_("The deadline had passed when this arrived."))
        self.arrived_at = arrived_at
        self.deadline = deadline
        self.zone = zone


def submit(
    session: Session,
    proposal: Proposal,
    *,
    revision: int,
    arrived_at: datetime,
    actor: Actor,
    accepted: Collection[str] = (),
) -> Submission:
    """Seal one revision and answer its receipt. The same revision again answers the same receipt.

    `accepted` are the declarations of the call that were ticked, by the identifier of their rule.
    """
    dossier = queries.dossier(session, proposal.id, lock=True)
    if dossier is None:
        raise Refused(_("This proposal is no longer there."))
    sealed = queries.submission_of(session, proposal.id, revision)
    if sealed is not None:
        return sealed
    _must_be_open(session, dossier, arrived_at)
    if revision != dossier.proposal.revision or _changed_since(session, dossier, arrived_at):
        raise Refused(_("The proposal changed after you opened this page. Check it once more and send it."))
    if any(check_all(session, dossier).values()):
        raise Refused(_("Something is still missing. The list says what, with a link to each place."))
    return _seal(session, dossier, arrived_at, actor, _accepted(session, dossier, accepted))


def _accepted(session: Session, dossier: Dossier, ticked: Collection[str]) -> Accepted:
    """What is sealed of the declarations: code and words of each. All of them, or the first that lacks its tick."""
    asked = declarations(session, dossier.call)
    for rule in asked:
        if rule.id not in ticked:
            raise Refused(_("Accept this declaration to send; the call asks for it."), f"accepts-{rule.id}")
    return [{"code": rule.code, "words": dict(rule.words)} for rule in asked]


def _acts(session: Session, dossier: Dossier, content: Snapshot, actor: Actor) -> Snapshot:
    """Who types and who authorised, as the sealed text says it; refused where the call asks for a word that is not there."""
    given = standing_for(session, dossier, digest(canonical(content)))
    if given is None and dossier.call.authorisation_required:
        raise Refused(
            _("This call asks that the legal representative authorises this very version. Ask for it, then send it.")
        )
    word = {"name": given.name, "at": _said(given.given_at), "content": given.content} if given else None
    return {"sent_by": {"name": actor.name}, "authorised": word}


def _said(instant: datetime | None) -> str:
    return instant.isoformat(timespec="seconds") if instant else ""


def _must_be_open(session: Session, dossier: Dossier, arrived_at: datetime) -> None:
    if dossier.call.state != CallState.published or dossier.deadline is None:
        raise Refused(_("This call does not take proposals now."))
    if dossier.closes_at is None or not dossier.takes(arrived_at):
        raise TooLate(arrived_at, dossier.closes_at or dossier.deadline.at, dossier.deadline.zone)
    if not dossier.proposal.late_until and queries.closing_list(session, dossier.call.id) is not None:
        raise Refused(_("This call does not take proposals now."))


def _changed_since(session: Session, dossier: Dossier, arrived_at: datetime) -> bool:
    """Whether something was saved after the request began: its body may not be held open to go on writing."""
    saved = (line.saved_at for line in queries.sections(session, dossier.id).values())
    return any(instant > arrived_at for instant in saved if instant is not None)


def _seal(session: Session, dossier: Dossier, arrived_at: datetime, actor: Actor, accepted: Accepted) -> Submission:
    proposal = dossier.proposal
    last = queries.last_submission(session, proposal.id)
    number = last.number + 1 if last else 1
    folio = proposal.folio or new_folio(practice=dossier.deadline is not None and dossier.deadline.at >= ALWAYS)
    content = content_of(session, dossier)
    acts = _acts(session, dossier, content, actor) | {"declarations": accepted, **sealed_consents(session, dossier)}
    text = canonical(snapshot(content, folio=folio, version=number, acts=acts))
    sealed = Submission(
        call_id=proposal.call_id,
        proposal_id=proposal.id,
        number=number,
        revision=proposal.revision,
        folio=folio,
        arrived_at=arrived_at.replace(microsecond=0),
        title=proposal.title,
        search_key=proposal.search_key,
        lot_id=proposal.lot_id,
        home_state=proposal.home_state,
        snapshot=text.decode(),
        digest=digest(text),
        key_id="",
        signature="",
        submitted_by=actor.id,
    )
    sealed.key_id, sealed.signature = sign_receipt(session, sealed, dossier.call.slug)
    session.add(sealed)
    proposal.folio, proposal.submitted_at, proposal.sent_revision = folio, sealed.arrived_at, proposal.revision
    states.apply(
        session,
        proposal,
        PROPOSAL,
        "submit",
        actor=actor,
        detail={"folio": folio, "version": number, "digest": sealed.digest},
    )
    mark_network(session, dossier, actor=actor)
    session.flush()
    mails.receipt(session, dossier, sealed)
    return sealed


def withdraw(session: Session, proposal: Proposal, *, actor: Actor, reason: str | None = None) -> None:
    """Take the proposal back while the call is open for it. What was sealed stays in the record."""
    dossier = queries.dossier(session, proposal.id, lock=True)
    if dossier is None or proposal.state == ProposalState.withdrawn:
        raise Refused(_("This proposal was withdrawn already."))
    if dossier.deadline and not dossier.takes(clock.now()):
        raise Refused(_("The deadline has passed: write to the team of the call to withdraw now."))
    states.apply(session, dossier.proposal, PROPOSAL, "withdraw", actor=actor, reason=reason)
    mails.withdrawn(session, dossier)
