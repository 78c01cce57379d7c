"""Files that answer a question of the call's own: checked as papers are, kept with their digest in the section."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from app.calls.questionnaire.questions import MEGABYTES, Question
from app.core.errors import Refused
from app.core.files import StoredFile, keep, prepare
from app.core.forms import Upload
from app.core.i18n import _
from app.people.access import Actor
from app.proposals import queries
from app.proposals.models import ProposalFile
from app.proposals.queries import Dossier
from app.proposals.sections.base import Section
from app.proposals.sections.files import MOST, files_in
from app.proposals.sections.frame import Need
from app.proposals.service.papers import LIMIT, MEGABYTE, give, must_fit, requirement
from app.proposals.service.writing import Saved, may_change, put


@dataclass(frozen=True)
class Purpose:
    """What a file is sent for: a paper that the call asks, or a question of one of its own sections.

    `writer` names the page that sends it, so that what is typed there meanwhile is no conflict.
    """

    code: str
    kinds: Sequence[str]
    limit: int = LIMIT
    need: Need | None = None
    section: str = ""
    writer: str = ""


def purpose_of(session: Session, dossier: Dossier, code: str, *, writer: str = "") -> Purpose:
    """What the call asks under that code today."""
    for key, section in dossier.sections.items():
        question = _question(section, code)
        if question is not None:
            limit = (question.megabytes or MEGABYTES) * MEGABYTE
            return Purpose(code, question.types, limit, section=key, writer=writer)
    need = requirement(session, dossier, code)
    return Purpose(code, need.kinds, need=need)


def must_find_room(session: Session, dossier: Dossier, purpose: Purpose, size: int, filename: str) -> None:
    """Refuse a file that finds no room beside the others."""
    if purpose.need is not None:
        must_fit(session, dossier, purpose.need, size, filename)
    elif len(_written(session, dossier, purpose.section).get(purpose.code) or []) >= MOST:
        raise Refused(_("An answer takes at most %(n)s files. Remove one first.", n=MOST), purpose.code)


def lay(session: Session, dossier: Dossier, purpose: Purpose, stored: StoredFile, *, actor: Actor) -> Saved | None:
    """Put a file that is kept where it belongs; None where that is not a section with text."""
    if purpose.need is not None:
        give(session, dossier, purpose.need, stored, actor=actor)
        return None
    may_change(dossier)
    must_find_room(session, dossier, purpose, stored.size, stored.filename)
    session.add(ProposalFile(proposal_id=dossier.id, question=purpose.code, file_id=stored.id, added_by=actor.id))
    before = _written(session, dossier, purpose.section)
    data = {**before, purpose.code: [*(before.get(purpose.code) or []), _described(stored)]}
    return put(session, dossier, purpose.section, data, writer=purpose.writer, actor=actor)


def answer_with(
    session: Session, dossier: Dossier, code: str, uploads: Sequence[Upload], *, writer: str, actor: Actor
) -> Saved | None:
    """Add files to an answer."""
    purpose = purpose_of(session, dossier, code, writer=writer)
    saved = None
    for each in uploads:
        try:
            seen = prepare(each.data, each.filename, kinds=purpose.kinds, limit=purpose.limit)
        except Refused as refusal:
            raise Refused(refusal.reason, code) from None
        saved = lay(session, dossier, purpose, keep(session, seen), actor=actor)
    return saved


def take_off(
    session: Session, dossier: Dossier, key: str, code: str, file_id: str, *, writer: str, actor: Actor
) -> Saved:
    """Take a file off an answer. Earlier versions of the section, and what was sealed, keep it."""
    before = _written(session, dossier, key)
    left = [each for each in before.get(code) or [] if each["id"] != file_id]
    return put(session, dossier, key, {**before, code: left}, writer=writer, actor=actor)


def rehouse(session: Session, dossier: Dossier, section: Section, data: Mapping[str, Any], *, actor: Actor) -> None:
    """A section that came from another proposal brought its files: they belong to this one as well."""
    for code, each in files_in(section.questions, data):
        session.add(ProposalFile(proposal_id=dossier.id, question=code, file_id=each["id"], added_by=actor.id))


def _question(section: Section, code: str) -> Question | None:
    return next((each for each in section.questions if each.id == code and code in section.files), None)


def _written(session: Session, dossier: Dossier, key: str) -> dict[str, Any]:
    section = queries.section_row(session, dossier.id, key)
    return dict(section.data) if section else {}


def _described(stored: StoredFile) -> dict[str, Any]:
    return {
        "id": stored.id,
        "filename": stored.filename,
        "sha256": stored.sha256,
        "size": stored.size,
        "scan": stored.scan.value,
    }
