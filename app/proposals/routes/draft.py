"""The proposal as it stands now, printed: marked as a draft on every page, without a folio, with what is missing."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from starlette.responses import Response

from app.core import clock
from app.core.db import Db, Session
from app.core.documents import MEDIA_TYPE, pdf
from app.core.format import both_text, moment, number
from app.core.i18n import _, locale
from app.core.web import Router, download, later
from app.proposals import queries
from app.proposals.network.service import Partner, partners
from app.proposals.network.states import FACES as CONSENTS
from app.proposals.network.states import Word
from app.proposals.queries import Dossier, FileLine
from app.proposals.routes.answers import answers
from app.proposals.routes.context import time_left
from app.proposals.routes.labels import located
from app.proposals.routes.said import Answers, Table
from app.proposals.routes.subjects import ProposalToRead
from app.proposals.sections import DOCUMENTS
from app.proposals.sections.base import Section, examine
from app.proposals.sections.frame import Frame, Need

router = Router(prefix="/proposals/{proposal_id}")

AS_TABLE = 6  # columns that still fit across a letter page; wider tables are printed row by row


@router.get("/draft.pdf")
def draft(session: Db, dossier: ProposalToRead) -> Response:
    at, language = clock.now(), locale()
    data = draft_data(session, dossier, at)

    def make() -> Response:
        return download(pdf("documents/draft.typ", data, at=at, language=language), MEDIA_TYPE, "borrador.pdf")

    return later(make)


def draft_data(session: Session, dossier: Dossier, at: datetime) -> dict[str, Any]:
    """What templates/documents/draft.typ prints; every value is text already."""
    lines = queries.sections(session, dossier.id, with_data=tuple(dossier.sections))
    files = queries.files(session, dossier.id)
    frame = queries.frame(session, dossier, lines, {line.requirement_id for line in files})
    texts = {key: dict(lines[key].data or {}) if key in lines else {} for key in dossier.sections}
    return {
        "programme": dossier.call.partners[0] if dossier.call.partners else "Convoca",
        "partners": dossier.call.partners,
        "call": both_text(dossier.call.title),
        "organisation": dossier.organisation.legal_name,
        "title": dossier.proposal.title or _("Proposal without a title"),
        "deadline": time_left(dossier)["printed"],
        "printed": moment(at, dossier.zone, seconds=True),
        "sections": [_section(section, texts[key], frame, files) for key, section in dossier.sections.items()]
        + _consents(session, dossier),
    }


def _consents(session: Session, dossier: Dossier) -> list[dict[str, Any]]:
    """How each partner stands on the day of printing."""
    facts = [
        [partner.name or _("Partner without a name"), _standing(partner, dossier.zone)]
        for partner in partners(session, dossier)
    ]
    title = _("Consent of the partners")
    return [{"title": title, "missing": [], "facts": facts, "tables": []}] if facts else []


def _standing(partner: Partner, zone: str) -> str:
    face, last = str(CONSENTS[partner.word].staff), partner.last
    if partner.word != Word.agreed or last is None:
        return face
    return _("%(status)s, on %(at)s", status=face, at=moment(last.answered_at, zone, seconds=True))


def _section(section: Section, text: Mapping[str, Any], frame: Frame, files: list[FileLine]) -> dict[str, Any]:
    said = answers(section, text, frame)
    papers = _papers(frame.needs, files) if section.key == DOCUMENTS.key else []
    return {
        "title": str(section.title),
        "missing": [located(section, problem) for problem in examine(section, dict(text), frame)],
        "facts": [[question, answer] for question, answer in said.facts],
        "tables": [_table(table) for table in _tables(said, papers)],
    }


def _tables(said: Answers, papers: list[dict[str, str]]) -> list[Table]:
    columns = [("need", _("Document")), ("file", _("File")), ("size", _("Size"))]
    given = [Table(_("Documents"), columns, papers)] if papers else []
    return [*said.tables, *given]


def _papers(needs: tuple[Need, ...], files: list[FileLine]) -> list[dict[str, str]]:
    titles = {need.id: both_text(dict(need.title)) for need in needs}
    return [
        {
            "need": titles.get(file.requirement_id, ""),
            "file": file.filename,
            "size": f"{number(-(-file.size // 1024))} kB",
        }
        for file in files
    ]


def _table(table: Table) -> dict[str, Any]:
    return {
        "caption": table.caption,
        "wide": len(table.columns) > AS_TABLE,
        "columns": [label for _key, label in table.columns],
        "rows": [[str(row.get(key) or "") for key, _label in table.columns] for row in table.rows],
    }
