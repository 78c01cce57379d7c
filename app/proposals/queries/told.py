"""The answers on which the conditions of a form look beyond their section; asked only of forms that have such conditions."""

from collections.abc import Iterable
from typing import Any

from sqlmodel import Session, col, select

from app.calls.questionnaire.asked import restored
from app.calls.questionnaire.reaching import KIND, LINE, STATE, Told, deciding, reaching
from app.people.models import Organisation
from app.proposals.models import Proposal, ProposalSection

Rows = list[dict[str, Any]]


def told(session: Session, proposal: Proposal, organisation: Organisation, rows: Rows | None) -> Told | None:
    """None where no condition reaches beyond its section."""
    return told_of_many(session, [(proposal.id, organisation.state, str(organisation.kind), rows)]).get(proposal.id)


def told_of_many(session: Session, asked: Iterable[tuple[str, str, str, Rows | None]]) -> dict[str, Told]:
    """The same for several proposals: (proposal, state and kind of its organisation, form of its call). One statement at most."""
    wanted, keys = [], set[str]()
    for proposal_id, state, kind, rows in asked:
        sections = restored(rows or [])
        if reaching(sections):
            wanted.append((proposal_id, state, kind))
            keys |= deciding(sections)
    kept = _kept(session, [each[0] for each in wanted], keys) if wanted else {}
    return {key: _facts(kept.get(key, {}), state, kind) for key, state, kind in wanted}


def _facts(data: dict[str, Any], state: str, kind: str) -> Told:
    line = (data.get("summary") or {}).get("lot")
    return {**data, "": {LINE: line, STATE: state, KIND: kind}}


def _kept(session: Session, proposal_ids: list[str], keys: set[str]) -> dict[str, dict[str, Any]]:
    rows = session.execute(
        select(col(ProposalSection.proposal_id), col(ProposalSection.key), col(ProposalSection.data)).where(
            col(ProposalSection.proposal_id).in_(proposal_ids), col(ProposalSection.key).in_(keys)
        )
    )
    found: dict[str, dict[str, Any]] = {}
    for proposal_id, key, data in rows:
        found.setdefault(proposal_id, {})[key] = data
    return found
