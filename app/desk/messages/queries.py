"""To whom a message goes, and what became of its mails. Addresses stay inside: pages show numbers only."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from app.calls.audience.queries import subscribers
from app.calls.models import Call, CallFollower
from app.core.mail import MailState, OutboxMail
from app.desk.messages.models import CallMessage, CallMessageMail, MessageState, MessageStop, Segment
from app.people.models import Membership, Organisation, User
from app.proposals.models import Proposal, ProposalState
from app.review.models import Candidacy, CandidacyState

NOT_ELIGIBLE = (CandidacyState.validation, CandidacyState.correcting, CandidacyState.ineligible)


@dataclass(frozen=True)
class Reader:
    """Whom a mail goes to."""

    email: str
    name: str
    locale: str


@dataclass(frozen=True)
class Audience:
    """Every address once, in order, and how many were left out: protected, or asked for no more messages."""

    readers: Sequence[Reader]
    left_out: int


@dataclass(frozen=True)
class Line:
    """A message in the list, with what became of its mails."""

    id: str
    subject: dict[str, str]
    segment: Segment
    home: str
    state: MessageState
    created_at: datetime
    sent_at: datetime | None
    by: str
    mails: Mapping[MailState, int]

    @property
    def total(self) -> int:
        return sum(self.mails.values())


def message(session: Session, key: str, *, lock: bool = False) -> CallMessage | None:
    """A message by its identifier."""
    return session.get(CallMessage, key, with_for_update=lock or None)


def audience(session: Session, call: Call, segment: Segment, home: str) -> Audience:
    """Who would get a message now. Somebody who belongs to two organisations is one address."""
    found = {reader.email: reader for reader, open_ in _people(session, call, segment, home) if open_}
    every = {reader.email for reader, _open in _people(session, call, segment, home)}
    stopped = set(session.execute(select(col(MessageStop.email)).where(col(MessageStop.call_id) == call.id)).scalars())
    readers = [found[email] for email in sorted(found) if email not in stopped]
    return Audience(readers, len(every) - len(readers))


def _people(session: Session, call: Call, segment: Segment, home: str) -> Iterable[tuple[Reader, bool]]:
    """(reader, whether he or she may be written to by this way) for each way in which somebody belongs to a segment."""
    if segment == Segment.followers:
        return _followers(session, call)
    rows = session.execute(_MEMBERS.where(col(Organisation.id).in_(_organisations(call, segment, home))))
    return [(Reader(email, name, locale), not protected) for email, name, locale, protected in rows]


def _followers(session: Session, call: Call) -> list[tuple[Reader, bool]]:
    protected = (
        select(col(Membership.user_id))
        .join(Organisation, col(Organisation.id) == Membership.organisation_id)
        .where(col(Organisation.protected), col(Membership.ended_at).is_(None))
    )
    wanted = (
        select(col(User.email), col(User.name), col(User.locale), col(User.id).in_(protected))
        .join(CallFollower, col(CallFollower.user_id) == User.id)
        .where(col(CallFollower.call_id) == call.id, col(User.active))
    )
    people = [(Reader(email, name, locale), not hidden) for email, name, locale, hidden in session.execute(wanted)]
    return [*people, *((Reader(row.email, "", row.locale), True) for row in subscribers(session, call))]


def _organisations(call: Call, segment: Segment, home: str) -> Any:  # noqa: ANN401 -- a select of identifiers
    if segment == Segment.registered:
        return select(col(Organisation.id)).where(
            col(Organisation.state) == home, col(Organisation.merged_into_id).is_(None)
        )
    mine = select(col(Proposal.organisation_id)).where(col(Proposal.call_id) == call.id)
    if segment == Segment.drafting:
        return mine.where(col(Proposal.state) == ProposalState.draft)
    if segment == Segment.sent:
        return mine.where(col(Proposal.state) == ProposalState.submitted)
    met = col(Candidacy.state)
    judged = mine.join(Candidacy, col(Candidacy.proposal_id) == Proposal.id)
    return judged.where(met == CandidacyState.ineligible if segment == Segment.ineligible else met.not_in(NOT_ELIGIBLE))


def listing(session: Session, call_id: str) -> list[Line]:
    """The messages of a call, the newest first; two statements."""
    mails = _mails(session, col(CallMessage.call_id) == call_id)
    rows = session.execute(
        _LINES.where(col(CallMessage.call_id) == call_id).order_by(col(CallMessage.created_at).desc())
    )
    return [Line(*(*row, mails[row[0]])) for row in rows]


def delivery(session: Session, message_id: str) -> Mapping[MailState, int]:
    """What became of the mails of one message."""
    return _mails(session, col(CallMessage.id) == message_id)[message_id]


def _mails(session: Session, which: Any) -> Mapping[str, Mapping[MailState, int]]:  # noqa: ANN401 -- an SQL condition
    found: dict[str, dict[MailState, int]] = defaultdict(lambda: dict.fromkeys(MailState, 0))
    wanted = (
        select(col(CallMessage.id), col(OutboxMail.state), func.count())
        .join(CallMessageMail, col(CallMessageMail.message_id) == CallMessage.id)
        .join(OutboxMail, col(OutboxMail.id) == CallMessageMail.mail_id)
        .where(which)
        .group_by(col(CallMessage.id), col(OutboxMail.state))
    )
    for key, state, count in session.execute(wanted):
        found[key][state] = count
    return found


def received(session: Session, key: str) -> tuple[CallMessageMail, Call] | None:
    """The mail that a link to stop names, and its call."""
    wanted = (
        select(CallMessageMail, Call)
        .join(CallMessage, col(CallMessage.id) == CallMessageMail.message_id)
        .join(Call, col(Call.id) == CallMessage.call_id)
        .where(col(CallMessageMail.id) == key)
    )
    row = session.execute(wanted).first()
    return (row[0], row[1]) if row else None


def has_stopped(session: Session, call_id: str, email: str) -> bool:
    """Whether this address wants no more messages of this call."""
    wanted = select(col(MessageStop.id)).where(col(MessageStop.call_id) == call_id, col(MessageStop.email) == email)
    return session.execute(wanted).first() is not None


_MEMBERS = (
    select(col(User.email), col(User.name), col(User.locale), col(Organisation.protected))
    .join(Membership, col(Membership.user_id) == User.id)
    .join(Organisation, col(Organisation.id) == Membership.organisation_id)
    .where(col(Membership.ended_at).is_(None), col(User.active))
)
_LINES = select(
    col(CallMessage.id),
    col(CallMessage.subject),
    col(CallMessage.segment),
    col(CallMessage.home),
    col(CallMessage.state),
    col(CallMessage.created_at),
    col(CallMessage.sent_at),
    col(User.name),
).join(User, col(User.id) == CallMessage.written_by)
