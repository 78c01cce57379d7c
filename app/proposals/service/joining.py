"""What of an organisation belongs to this stage, and how it passes to another registration of the same one."""

from collections.abc import Iterator

from sqlmodel import Session, col, func, select, update

from app.calls import queries as calls
from app.calls.models import Call
from app.core import clock
from app.core.format import both_text
from app.core.i18n import _, ngettext
from app.people.merging.shares import Share, register, whole
from app.people.models import Organisation
from app.proposals.coauthors.models import NoteReader
from app.proposals.models import Nomination, Proposal, ProposalState, RoundInvitation


def _live_calls(session: Session, key: str) -> list[str]:
    query = select(Proposal.call_id).where(Proposal.organisation_id == key, Proposal.state != ProposalState.withdrawn)
    return list(session.exec(query).all())


def _proposals(session: Session, key: str) -> int:
    return session.exec(select(func.count()).select_from(Proposal).where(Proposal.organisation_id == key)).one()


def _take(session: Session, stays: Organisation, goes: Organisation) -> None:
    """A call keeps one live proposal of each: where both have one, the other stays where it is, to be read."""
    taken = _live_calls(session, stays.id)
    passing = (
        col(Proposal.organisation_id) == goes.id,
        col(Proposal.call_id).not_in(taken) | (col(Proposal.state) == ProposalState.withdrawn),
    )
    session.exec(update(Proposal).where(*passing).values(organisation_id=stays.id))


def _in_one_call(session: Session, stays: Organisation, goes: Organisation) -> Iterator[str]:
    """As long as a call is open, one of the two can still be withdrawn by its own team."""
    for key in sorted({*_live_calls(session, stays.id)} & {*_live_calls(session, goes.id)}):
        call = session.get_one(Call, key)
        if calls.is_open(session, call, None, clock.now()):
            yield _(
                "Both take part in “%(call)s”, which is open: they are merged when it has closed, or one proposal was withdrawn.",
                call=both_text(call.title),
            )


def _invitations(session: Session, key: str) -> int:
    query = select(func.count()).select_from(RoundInvitation)
    return session.exec(query.where(RoundInvitation.organisation_id == key)).one()


def _invite(session: Session, stays: Organisation, goes: Organisation) -> None:
    there = list(session.exec(select(RoundInvitation.call_id).where(RoundInvitation.organisation_id == stays.id)).all())
    passing = (col(RoundInvitation.organisation_id) == goes.id, col(RoundInvitation.call_id).not_in(there))
    session.exec(update(RoundInvitation).where(*passing).values(organisation_id=stays.id))


def _readers(session: Session, key: str) -> int:
    return session.exec(select(func.count()).select_from(NoteReader).where(NoteReader.organisation_id == key)).one()


def _read_on(session: Session, stays: Organisation, goes: Organisation) -> None:
    there = list(session.exec(select(NoteReader.user_id).where(NoteReader.organisation_id == stays.id)).all())
    passing = (col(NoteReader.organisation_id) == goes.id, col(NoteReader.user_id).not_in(there))
    session.exec(update(NoteReader).where(*passing).values(organisation_id=stays.id))


def enrol() -> None:
    """Say what is ours."""
    readers = Share(
        _readers,
        lambda n: ngettext(
            "%(n)s choice about mails of comments passes over", "%(n)s choices about mails of comments pass over", n
        ),
        _read_on,
    )
    register("note_reader", readers)
    written = Share(
        _proposals,
        lambda n: ngettext(
            "%(n)s proposal passes over, unless the one that is left has its own in the same call: then it can only be read",
            "%(n)s proposals pass over, except where the one that is left has its own in the same call: those can only be read",
            n,
        ),
        _take,
        obstacles=_in_one_call,
        legible=True,
    )
    register("proposal", written)
    invited = Share(
        _invitations,
        lambda n: ngettext("%(n)s invitation to a round passes over", "%(n)s invitations to a round pass over", n),
        _invite,
        order=1,
    )
    register("round_invitation", invited)
    nominated = whole(Nomination, lambda n: ngettext("%(n)s nomination passes over", "%(n)s nominations pass over", n))
    register("nomination", nominated)
