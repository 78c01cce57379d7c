"""Commenting on a sealed version, sending the comments, and answering them; versions and comments are all kept."""

from sqlmodel import Session

from app.calls import queries as calls
from app.calls.models import CallState
from app.core import audit, clock
from app.core.deadlines import in_time
from app.core.errors import Refused
from app.core.i18n import _
from app.core.seals import unsealed
from app.people.access import Actor
from app.proposals.sections import asked_in
from app.review import mails
from app.review.models import VersionComment
from app.review.queries import assistance as queries
from app.review.queries.assistance import CommentCase, VersionCase


def comment(session: Session, case: VersionCase, section: str, text: str, *, actor: Actor) -> VersionComment:
    """Write a comment on a section, or on the whole; the organisation reads it once it was sent."""
    _check_open(session, case)
    said = unsealed(case.submission.snapshot, case.submission.digest)
    if section and section not in asked_in(said):
        raise Refused(_("This proposal has no such section."))
    if not text.strip():
        raise Refused(_("Write the comment."), f"text-{section or 'all'}")
    made = VersionComment(
        submission_id=case.submission.id,
        section=section,
        text=text.strip(),
        author_id=actor.id,
        by_commission=actor.id in case.room.seated,
    )
    session.add(made)
    session.flush()
    return made


def remove(session: Session, case: VersionCase, key: str, *, actor: Actor) -> None:
    """Take back an own comment that was not sent yet."""
    found = session.get(VersionComment, key)
    if found is None or found.submission_id != case.submission.id or found.author_id != actor.id or found.sent_at:
        raise Refused(_("Only your own comments that were not sent yet can be taken back."))
    session.delete(found)


def send(session: Session, case: VersionCase, *, actor: Actor) -> int:
    """Send one's own comments on this version to the organisation, in one mail."""
    _check_open(session, case)
    mine = [
        each
        for each, sealed, _author in queries.comments(session, case.proposal.id)
        if sealed.id == case.submission.id and each.author_id == actor.id and each.sent_at is None
    ]
    if not mine:
        raise Refused(_("You have no new comment on this version to send."))
    for each in mine:
        each.sent_at = clock.now()
        session.add(each)
    detail = {"version": case.submission.number, "comments": len(mine)}
    audit.record(session, "proposal.commented", case.proposal, actor=actor, detail=detail)
    mails.commented(session, case.proposal, case.call, case.submission.number, len(mine))
    return len(mine)


def answer(session: Session, case: CommentCase, text: str, *, actor: Actor) -> None:
    """The organisation says what it did with a comment; its first answer stays."""
    if case.comment.sent_at is None or case.comment.answer:
        raise Refused(_("This comment was answered already."), f"answer-{case.id}")
    if not text.strip():
        raise Refused(_("Write the answer."), f"answer-{case.id}")
    case.comment.answer, case.comment.answered_at, case.comment.answered_by = text.strip(), clock.now(), actor.id
    session.add(case.comment)
    detail = {"version": case.submission.number, "section": case.comment.section}
    audit.record(session, "proposal.comment_answered", case.proposal, actor=actor, detail=detail)
    mails.comment_answered(session, case.comment, case.submission, case.proposal, case.call)


def _check_open(session: Session, case: VersionCase) -> None:
    """Comments help while another version can be sent; afterwards they would only sway."""
    if case.call.state != CallState.published or not in_time(clock.now(), calls.latest_deadline(session, case.call)):
        raise Refused(_("The round has closed: no other version can be sent, so nothing more is commented."))
