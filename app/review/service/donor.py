"""The donor's answer: nothing is announced before it [G1–G3]."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from app.calls.models import Call
from app.calls.rounds.queries import ends_with_cut
from app.core import audit, clock
from app.core.errors import Refused
from app.core.i18n import _
from app.core.states import apply
from app.people import queries as people
from app.people.access import Actor
from app.people.models import Role
from app.review import mails
from app.review.models import Candidacy, CandidacyState, Decision, DonorDecision, Ruling, RulingState
from app.review.permissions import OWN
from app.review.queries import validation
from app.review.states import CANDIDACY, RULING

MOVES = {
    Decision.approved: "approve",
    Decision.conditions: "approve",
    Decision.returned: "return",
    Decision.objected: "object",
}


@dataclass(frozen=True)
class Reply:
    """What the donor says of one proposal; everything but an approval has its reason."""

    decision: Decision
    reason: str = ""


def send(session: Session, ruling: Ruling, call: Call, *, actor: Actor) -> None:
    """Send the signed ruling to the donor's people by mail; their clock starts."""
    _check_last(session, call)
    donors = people.holders(session, Role.DONOR, programme_id=call.programme_id, call_id=call.id)
    if not donors:
        raise Refused(_("Nobody has the donor's role in this programme yet. Invite somebody first."))
    ruling.sent_at = clock.now()
    apply(session, ruling, RULING, "send", actor=actor, detail={"donors": [donor.name for donor in donors]})
    for donor in donors:
        mails.sent_to_donor(session, ruling, call, donor)


def decide(session: Session, ruling: Ruling, call: Call, replies: Mapping[str, Reply], *, actor: Actor) -> None:
    """Answer on every recommended proposal in one act."""
    if ruling.state != RulingState.sent:
        raise Refused(_("This ruling has been decided already."))
    for candidacy in validation.candidacies(session, call, CandidacyState.recommended):
        reply = replies.get(candidacy.id)
        if reply is None:
            raise Refused(_("Answer on every proposal."), f"decision-{candidacy.id}")
        _record(session, ruling, candidacy, reply, actor)
    ruling.decided_at = clock.now()
    apply(session, ruling, RULING, "decide", actor=actor)
    mails.donor_decided(session, ruling, call)


def decide_without_donor(session: Session, ruling: Ruling, call: Call, *, actor: Actor) -> None:
    """Go on with the commission's recommendation where the call asks for no donor's approval."""
    _check_last(session, call)
    if call.donor_required:
        raise Refused(_("In this call the donor approves before anything is announced."))
    for candidacy in validation.candidacies(session, call, CandidacyState.recommended):
        apply(session, candidacy, CANDIDACY, "approve", actor=actor)
    ruling.decided_at = clock.now()
    apply(session, ruling, RULING, "decide", actor=actor)


def _check_last(session: Session, call: Call) -> None:
    if ends_with_cut(session, call.id):
        raise Refused(_("This is not the last round: the cut says who goes on, and the donor decides at the end."))


def _record(session: Session, ruling: Ruling, candidacy: Candidacy, reply: Reply, actor: Actor) -> None:
    if actor.member_of(candidacy.organisation_id):
        raise Refused(OWN, f"decision-{candidacy.id}")
    reason = reply.reason.strip()
    if reply.decision != Decision.approved and not reason:
        raise Refused(_("Write the reason or the condition."), f"reason-{candidacy.id}")
    session.add(
        DonorDecision(
            ruling_id=ruling.id,
            candidacy_id=candidacy.id,
            decision=reply.decision,
            reason=reason,
            decided_by=actor.id,
            decided_at=clock.now(),
        )
    )
    detail = {"decision": reply.decision.value}
    apply(session, candidacy, CANDIDACY, MOVES[reply.decision], actor=actor, reason=reason or None, detail=detail)
    audit.record(session, "ruling.answered", ruling, actor=actor, detail={"folio": candidacy.folio, **detail})
