"""Beginning from an earlier proposal of the same organisation: what this call asks for too is carried over, and says so."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import Session

from app.core import audit, clock
from app.core.errors import Refused
from app.core.i18n import _
from app.core.periods import months_later
from app.people.access import Actor
from app.proposals import queries
from app.proposals.models import Proposal, ProposalFile
from app.proposals.queries import Dossier
from app.proposals.sections import DOCUMENTS, ORGANISATION
from app.proposals.sections.base import examine
from app.proposals.sections.frame import Frame
from app.proposals.service.answering import rehouse
from app.proposals.service.writing import mark, put, save_section

Data = dict[str, Any]
# Confirming the organisation's data is an act of today; files are carried by requirement.
NEVER_CARRIED = frozenset({ORGANISATION.key, DOCUMENTS.key})


def carry_over(session: Session, proposal: Proposal, earlier_id: str, *, actor: Actor) -> None:
    """Copy text and papers that still hold from an earlier proposal. Nothing of another organisation is ever read."""
    new, old = queries.dossier(session, proposal.id), queries.dossier(session, earlier_id)
    if new is None or old is None or old.proposal.organisation_id != proposal.organisation_id or old.id == new.id:
        raise Refused(_("Choose a proposal of the same organisation."), "earlier_id")
    _carry_text(session, new, old, actor)
    papers = _carry_papers(session, new, old, actor)
    audit.record(session, "proposal.carried", proposal, actor=actor, detail={"earlier": old.id, "papers": papers})


def _carry_text(session: Session, new: Dossier, old: Dossier, actor: Actor) -> None:
    frame = queries.frame(session, new, {})
    lines = queries.sections(session, old.id, with_data=tuple(new.sections))
    for key in (key for key in new.sections if key in lines and key not in NEVER_CARRIED):
        line = lines[key]
        if line.data:
            data = fitting(key, line.data, frame)
            saved = save_section(session, new.proposal, key, data, revision=0, actor=actor)
            _carry_files(session, new, key, data, actor)
            saved.section.carried_from = old.id


def _carry_files(session: Session, new: Dossier, key: str, data: Data, actor: Actor) -> None:
    """Files that answer a question: nobody types them, so they are carried beside the text."""
    section = new.sections[key]
    given = {code: data[code] for code in section.files if data.get(code)}
    if given:
        rehouse(session, new, section, given, actor=actor)
        row = queries.section_row(session, new.id, key)
        put(session, new, key, {**(row.data if row else {}), **given}, writer="", actor=actor)


def fitting(key: str, data: Mapping[str, Any], frame: Frame) -> Data:
    """The text without the choices that this call does not offer: another call's lot, axes or states."""
    kept = dict(data)
    if key == "summary":
        axes, lots = {axis.code for axis in frame.axes}, {lot.code for lot in frame.lots}
        kept["axes"] = [code for code in kept.get("axes") or [] if code in axes]
        kept["lot"] = kept.get("lot") if kept.get("lot") in lots else None
        if frame.states:
            kept["states"] = [code for code in kept.get("states") or [] if code in frame.states]
    return kept


def _carry_papers(session: Session, new: Dossier, old: Dossier, actor: Actor) -> int:
    today, taken = clock.today(new.call.timezone), set()
    for paper in queries.papers_to_carry(session, old.id, new.call.id):
        if still_valid(paper.given_on, paper.months_valid, today):
            session.add(
                ProposalFile(
                    proposal_id=new.id,
                    requirement_id=paper.requirement_id,
                    file_id=paper.file_id,
                    issued_on=paper.issued_on,
                    added_by=actor.id,
                )
            )
            taken.add(paper.requirement_id)
    if taken:
        session.flush()
        frame = queries.frame(session, new, {}, taken)
        mark(session, new, DOCUMENTS.key, examine(DOCUMENTS, {}, frame), begun=True)
        session.flush()
        section = queries.section_row(session, new.id, DOCUMENTS.key)
        if section is not None:
            section.carried_from = old.id
    return len(taken)


def still_valid(given_on: date, months: int | None, today: date) -> bool:
    """Whether a paper given on a day is younger than the call asks; its age counts to the same day of a later month."""
    if months is None:
        return True
    return today <= months_later(given_on, months)
