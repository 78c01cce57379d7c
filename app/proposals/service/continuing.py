"""What was written in one round is there when the next begins: sections by key, files by the paper they were given for."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from sqlmodel import Session

from app.core import audit
from app.core.text import folded
from app.people.access import Actor
from app.proposals import queries
from app.proposals.models import Proposal, ProposalFile
from app.proposals.queries import Dossier
from app.proposals.sections.frame import Need
from app.proposals.service.answering import rehouse
from app.proposals.service.papers import mark_documents
from app.proposals.service.writing import adopt


def continue_line(session: Session, proposal: Proposal, *, actor: Actor) -> bool:
    """Begin from what was sealed in the round before; False where there is none."""
    before = queries.carried(session, proposal)
    dossier = queries.dossier(session, proposal.id, lock=True)
    if before is None or dossier is None:
        return False
    told = before.said["sections"]
    sections = [key for key in dossier.sections if key in told]
    for key in sections:
        adopt(session, dossier, key, deepcopy(told[key]), before.submission.proposal_id, actor=actor)
        rehouse(session, dossier, dossier.sections[key], told[key], actor=actor)
    files = _give(session, dossier, [each["id"] for each in before.said["files"]], actor)
    sealed = before.submission
    detail = {"folio": sealed.folio, "version": sealed.number, "sections": sections, "files": files}
    audit.record(session, "proposal.carried_over", proposal, actor=actor, detail=detail)
    return True


def _give(session: Session, dossier: Dossier, keys: list[str], actor: Actor) -> int:
    """The same files, for the papers of the same title that this round asks for."""
    given = 0
    needs = queries.frame(session, dossier, {}).needs
    for old, title in queries.sealed_files(session, keys):
        need = next((need for need in needs if _same(need, title)), None)
        if need is not None:
            session.add(
                ProposalFile(
                    proposal_id=dossier.id,
                    requirement_id=need.id,
                    file_id=old.file_id,
                    issued_on=old.issued_on,
                    added_by=actor.id,
                )
            )
            given += 1
    session.flush()
    if given:
        mark_documents(session, dossier)
    return given


def _same(need: Need, title: Mapping[str, Any]) -> bool:
    """Whether a paper of this round is that of the other: codes are given anew, titles stay."""
    return any(folded(need.title.get(language) or "") == folded(text) for language, text in title.items() if text)
