"""What the installation knows of an applicant beside its proposal: twins in the call, the programme's register."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlmodel import Session, col, select

from app.calls.models import Call
from app.core import clock
from app.people.models import Organisation
from app.programmes.register import queries as register
from app.programmes.register.models import RegisterEntry
from app.proposals.eligibility import Held
from app.proposals.models import Proposal, ProposalFile, ProposalState


def held(session: Session, call: Call, organisations: Sequence[register.Body]) -> Mapping[str, tuple[Held, ...]]:
    """The register's entries of each organisation, as the rules read them today."""
    today = clock.today(call.timezone)
    found = register.held_by(session, call.programme_id, organisations)
    return {key: tuple(_held(entry, today) for entry in entries) for key, entries in found.items()}


def _held(entry: RegisterEntry, today: date) -> Held:
    is_open = entry.settled_on is None or entry.settled_on > today
    return Held(entry.kind, entry.reference, entry.amount, entry.currency, entry.since, is_open)


def twins(session: Session, call_id: str, organisation: Organisation) -> tuple[str, ...]:
    """Folios already sent in this call by another row of the same body: the same RFC."""
    if not organisation.rfc:
        return ()
    wanted = (
        select(Proposal.folio)
        .join(Organisation, col(Organisation.id) == Proposal.organisation_id)
        .where(
            Proposal.call_id == call_id,
            Proposal.state == ProposalState.submitted,
            Organisation.rfc == organisation.rfc,
            Organisation.id != organisation.id,
        )
    )
    return tuple(folio for folio in session.exec(wanted) if folio)


def standing_files(session: Session, proposal_id: str, requirement_id: str) -> Sequence[ProposalFile]:
    """The files that stand for one paper."""
    return session.exec(
        select(ProposalFile).where(
            ProposalFile.proposal_id == proposal_id,
            ProposalFile.requirement_id == requirement_id,
            col(ProposalFile.removed_at).is_(None),
        )
    ).all()
