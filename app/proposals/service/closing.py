"""Closing and opening a call: the list of sealed digests goes out to witnesses, then one logged act opens the content."""

from collections.abc import Sequence
from datetime import timedelta

from sqlmodel import Session

from app.calls.admissions.models import LateAdmission
from app.calls.models import Call
from app.calls.queries import latest_deadline
from app.calls.service import record_opening
from app.calls.service.rounds import record_counts
from app.core import audit, clock
from app.core.deadlines import in_time
from app.core.errors import Refused
from app.core.i18n import _
from app.core.jobs import every
from app.core.seals import merkle_root
from app.people.access import Actor
from app.proposals import mails, queries
from app.proposals.models import ClosingList, Proposal, Submission
from app.proposals.service.incidents import must_be_settled

# A request in flight has 60 seconds to deliver its body, then its own short transaction.
DRAIN = timedelta(seconds=90)


def close_due(session: Session) -> None:
    """Close every call whose last deadline has passed and whose requests have drained. A tick; safe to repeat."""
    for call in queries.due_for_closing(session, clock.now() - DRAIN):
        close_call(session, call)
    for call, act in queries.due_addenda(session, clock.now() - DRAIN):
        close_late(session, call, act)


def close_call(session: Session, call: Call) -> ClosingList:
    """Publish the digests that stood at closing and their Merkle root, and mail both to applicants and witnesses."""
    there = queries.closing_list(session, call.id)
    if there is not None:
        return there
    if in_time(clock.now(), latest_deadline(session, call)):
        raise Refused(_("The call is still open in at least one state."))
    standing = queries.standing_submissions(session, call.id)
    closing = _listed(session, call, 0, standing)
    detail = {"root": closing.root, "proposals": len(closing.entries)}
    audit.record(session, "call.closed", call, actor=None, detail=detail)
    mails.closed(session, call, closing, [proposal.organisation_id for proposal, _sealed in standing])
    return closing


def close_late(session: Session, call: Call, act: LateAdmission) -> ClosingList:
    """Publish what a late admission brought in as an addendum, and mail it to everybody who holds the list."""
    admitted, standing = set(queries.admitted_by(session, act.id)), queries.standing_submissions(session, call.id)
    before = {entry["digest"] for each in queries.closing_lists(session, call.id) for entry in each.entries}
    late = [pair for pair in standing if pair[0].id in admitted and pair[1].digest not in before]
    closing = _listed(session, call, act.number, late)
    detail = {"root": closing.root, "proposals": len(closing.entries), "number": act.number}
    audit.record(session, "call.closed_late", call, actor=None, detail=detail)
    mails.closed(session, call, closing, [proposal.organisation_id for proposal, _sealed in standing])
    return closing


def _listed(session: Session, call: Call, number: int, standing: Sequence[tuple[Proposal, Submission]]) -> ClosingList:
    closing = ClosingList(
        call_id=call.id,
        number=number,
        closed_at=clock.now(),
        root=merkle_root([sealed.digest for _proposal, sealed in standing]),
        entries=[
            {"folio": sealed.folio, "version": sealed.number, "digest": sealed.digest} for _proposal, sealed in standing
        ],
    )
    session.add(closing)
    session.flush()
    absent = len(queries.not_presented(session, call.id))
    record_counts(session, call, received=len(queries.standing_submissions(session, call.id)), absent=absent)
    return closing


def open_call(session: Session, call: Call, *, actor: Actor, witnesses: str = "") -> None:
    """The opening act: from here on the team may read. Only after the closing list went out."""
    if queries.closing_list(session, call.id) is None:
        raise Refused(
            _(
                "The closing list is published and mailed first. It goes out by itself some minutes after the last deadline."
            )
        )
    must_be_settled(session, call)
    record_opening(session, call, actor)
    if witnesses:
        audit.record(session, "call.opening_witnessed", call, actor=actor, detail={"witnesses": witnesses})
    mails.opened(session, call, len(queries.standing_submissions(session, call.id)))


every("closing lists", 60.0, close_due)
