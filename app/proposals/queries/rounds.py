"""Who may take part in a round, what each brought along, and who did not present anything."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, exists, select

from app.calls.models import Axis, Call, CallState, Lot, Requirement
from app.calls.queries import by_slug
from app.calls.rounds.queries import round_of
from app.core.i18n import lazy
from app.core.seals import unsealed
from app.core.states import Face
from app.core.text import folded
from app.people.models import Organisation
from app.proposals.models import (
    ClosingList,
    Nomination,
    NominationState,
    Proposal,
    ProposalFile,
    ProposalState,
    RoundInvitation,
    Submission,
)

INVITED = Face(lazy("Invited"), lazy("You are invited"), "blue")
ABSENT = Face(lazy("Not presented"), lazy("Not presented"), "grey")


@dataclass(frozen=True)
class Doorway:
    """A call at whose door somebody stands; `invited` is None where everybody may come in."""

    call: Call
    invited: frozenset[str] | None
    nominated: bool = False

    @property
    def id(self) -> str:
        return self.call.id

    def lets_in(self, organisation_id: str) -> bool:
        """Whether this organisation may start a proposal here."""
        return self.invited is None or organisation_id in self.invited


@dataclass(frozen=True)
class Carried:
    """What an organisation sent in the round before, as it was sealed there; `said` in the codes of this round."""

    call: Call
    submission: Submission
    said: Mapping[str, Any]

    def same(self, key: str, data: Mapping[str, Any] | None) -> bool:
        """Whether a section still says what was sealed."""
        return data is not None and self.said["sections"].get(key) == data


@dataclass(frozen=True)
class InvitedLine:
    """One invited organisation in the staff's list; `state` is of its proposal in this round, None without one."""

    organisation: str
    organisation_id: str
    folio_before: str
    proposal_id: str | None
    folio: str | None
    state: ProposalState | None
    mailed_at: datetime | None
    absent: bool


@dataclass(frozen=True)
class OwnLine:
    """An invitation as its organisation reads it."""

    call: Call
    organisation: str
    begun: bool
    absent: bool


def doorway(session: Session, slug: str, *, lock: bool = False) -> Doorway | None:
    """A call by its public name, with who may come in."""
    call = by_slug(session, slug, lock=lock)
    return None if call is None else door_of(session, call)


def door_of(session: Session, call: Call) -> Doorway:
    """The same for a call at hand."""
    row = round_of(session, call.id)
    if row is None or not (row.follows_id or row.nominated):
        return Doorway(call, None)
    if row.nominated:
        agreed = select(Nomination.organisation_id).where(
            Nomination.call_id == call.id, Nomination.state == NominationState.agreed
        )
        return Doorway(call, frozenset(key for key in session.exec(agreed) if key), nominated=True)
    wanted = select(RoundInvitation.organisation_id).where(RoundInvitation.call_id == call.id)
    return Doorway(call, frozenset(session.exec(wanted)))


def invitation_of(session: Session, call_id: str, organisation_id: str) -> RoundInvitation | None:
    """The invitation of one organisation to one round."""
    return session.exec(
        select(RoundInvitation).where(
            RoundInvitation.call_id == call_id, RoundInvitation.organisation_id == organisation_id
        )
    ).first()


def carried(session: Session, proposal: Proposal) -> Carried | None:
    """What this proposal was begun from; None in a first round."""
    found = session.exec(
        select(Submission, Call)
        .join(RoundInvitation, col(RoundInvitation.submission_id) == Submission.id)
        .join(Call, col(Call.id) == Submission.call_id)
        .where(RoundInvitation.call_id == proposal.call_id, RoundInvitation.organisation_id == proposal.organisation_id)
    ).first()
    if found is None:
        return None
    sealed, call = found
    return Carried(call, sealed, _recoded(session, unsealed(sealed.snapshot, sealed.digest), call.id, proposal.call_id))


def _recoded(session: Session, said: dict[str, Any], before: str, here: str) -> dict[str, Any]:
    """Line and themes by the codes that they have in this round: their names stay, their numbers may not."""
    summary = said["sections"].get("summary")
    if summary is not None:
        lots, axes = _by_name(session, Lot, before, here), _by_name(session, Axis, before, here)
        codes = [axes[code] for code in summary["axes"] if code in axes]
        said["sections"]["summary"] = summary | {"lot": lots.get(summary["lot"]), "axes": codes}
    return said


def _by_name(session: Session, table: type[Lot] | type[Axis], before: str, here: str) -> dict[str, str]:
    """The code in the call before → the code in this one of what has the same name."""
    wanted = select(table.call_id, table.code, table.name).where(col(table.call_id).in_([before, here]))
    rows = session.exec(wanted).all()
    names = {_key(name): code for call_id, code, name in rows if call_id == here}
    return {code: names[_key(name)] for call_id, code, name in rows if call_id == before and _key(name) in names}


def _key(name: Mapping[str, str]) -> str:
    return folded(name.get("es") or name.get("en") or "")


def sealed_files(session: Session, keys: Collection[str]) -> Sequence[tuple[ProposalFile, Mapping[str, str]]]:
    """Files by the identifiers that a sealed text names, each with the title of the paper it was given for."""
    return session.exec(
        select(ProposalFile, Requirement.title)
        .join(Requirement, col(Requirement.id) == ProposalFile.requirement_id)
        .where(col(ProposalFile.id).in_(keys))
        .order_by(col(ProposalFile.created_at), col(ProposalFile.id))
    ).all()


def _standing() -> Any:  # noqa: ANN401 -- a condition of SQLAlchemy
    """That the invited organisation has a submitted proposal in the round."""
    return exists().where(
        col(Proposal.call_id) == col(RoundInvitation.call_id),
        col(Proposal.organisation_id) == col(RoundInvitation.organisation_id),
        col(Proposal.state) == ProposalState.submitted,
    )


def _closed() -> Any:  # noqa: ANN401 -- the same
    """That the round closed and its list is out: until then something may still arrive."""
    return exists().where(col(ClosingList.call_id) == col(RoundInvitation.call_id))


def invited(session: Session, call_id: str) -> list[InvitedLine]:
    """Every organisation invited to a round, by name. One statement."""
    rows = session.exec(
        select(RoundInvitation, Organisation, Submission.folio, Proposal, _closed())  # type: ignore[call-overload]  # five columns; sqlmodel types four
        .join(Organisation, col(Organisation.id) == RoundInvitation.organisation_id)
        .join(Submission, col(Submission.id) == RoundInvitation.submission_id)
        .outerjoin(
            Proposal,
            (col(Proposal.call_id) == RoundInvitation.call_id)
            & (col(Proposal.organisation_id) == RoundInvitation.organisation_id)
            & (col(Proposal.state) != ProposalState.withdrawn),
        )
        .where(RoundInvitation.call_id == call_id)
        .order_by(Organisation.sort_key)
    )
    return [_invited(*row) for row in rows]


def _invited(
    invitation: RoundInvitation, organisation: Organisation, before: str, proposal: Proposal | None, closed: object
) -> InvitedLine:
    sent = proposal is not None and proposal.state == ProposalState.submitted
    return InvitedLine(
        organisation.legal_name,
        organisation.id,
        before,
        proposal.id if proposal else None,
        proposal.folio if proposal and sent else None,
        proposal.state if proposal else None,
        invitation.mailed_at,
        bool(closed) and not sent,
    )


def not_presented(session: Session, call_id: str) -> Sequence[tuple[RoundInvitation, Organisation, str]]:
    """Who was invited and sent nothing until the round closed, with the folio of the round before."""
    return session.exec(
        select(RoundInvitation, Organisation, Submission.folio)
        .join(Organisation, col(Organisation.id) == RoundInvitation.organisation_id)
        .join(Submission, col(Submission.id) == RoundInvitation.submission_id)
        .where(RoundInvitation.call_id == call_id, _closed(), ~_standing())
        .order_by(col(Submission.folio))
    ).all()


def own_invitations(session: Session, organisation_ids: Collection[str]) -> list[OwnLine]:
    """The rounds that these organisations are invited to and have not sent anything to, once public. One statement."""
    begun = exists().where(
        col(Proposal.call_id) == col(RoundInvitation.call_id),
        col(Proposal.organisation_id) == col(RoundInvitation.organisation_id),
        col(Proposal.state) != ProposalState.withdrawn,
    )
    rows = session.exec(
        select(Call, Organisation.legal_name, begun, _closed())
        .select_from(RoundInvitation)
        .join(Call, col(Call.id) == RoundInvitation.call_id)
        .join(Organisation, col(Organisation.id) == RoundInvitation.organisation_id)
        .where(
            col(RoundInvitation.organisation_id).in_(organisation_ids),
            Call.state == CallState.published,
            ~_standing(),
        )
        .order_by(col(Call.published_at).desc(), Organisation.sort_key)
    )
    return [OwnLine(call, name, bool(has), bool(closed)) for call, name, has, closed in rows]


def unmailed(session: Session) -> Sequence[tuple[RoundInvitation, Call]]:
    """Invitations to public rounds that were not told yet."""
    return session.exec(
        select(RoundInvitation, Call)
        .join(Call, col(Call.id) == RoundInvitation.call_id)
        .where(col(RoundInvitation.mailed_at).is_(None), Call.state == CallState.published)
    ).all()


def untold(session: Session) -> Sequence[tuple[RoundInvitation, Call]]:
    """Who presented nothing to a closed round and was not told yet."""
    return session.exec(
        select(RoundInvitation, Call)
        .join(Call, col(Call.id) == RoundInvitation.call_id)
        .where(col(RoundInvitation.absent_at).is_(None), _closed(), ~_standing())
    ).all()
