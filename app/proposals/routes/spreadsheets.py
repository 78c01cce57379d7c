"""A section's tables as a spreadsheet, and a spreadsheet back into the section: seen first, then saved as if typed."""

from typing import Annotated, Any

from starlette.requests import Request
from starlette.responses import Response

from app.core.columns import new_id
from app.core.db import Db, Session
from app.core.errors import NotFound, Refused
from app.core.forms import Bound, bound
from app.core.i18n import _
from app.core.looking import look
from app.core.sheets import MEDIA_TYPE, read_workbook, workbook
from app.core.web import Router, SheetRoute, download, later, page
from app.proposals import queries
from app.proposals.forms import EmptyForm
from app.proposals.queries import Dossier
from app.proposals.routes import differences, exchange
from app.proposals.routes.choices import needed
from app.proposals.routes.context import NEVER, common
from app.proposals.routes.subjects import ProposalToRead, ProposalToWrite
from app.proposals.sections.base import Section, examine, take

router = Router(SheetRoute, prefix="/proposals/{proposal_id}/sections/{key}")
PAGE = "proposals/spreadsheet.html"
LARGEST = 2 * 1024 * 1024


@router.get("/table.xlsx")
def export(session: Db, dossier: ProposalToRead, key: str) -> Response:
    section = _section(dossier, key)
    lines = queries.sections(session, dossier.id, with_data={key, *needed(key)})
    frame = queries.bare_frame(dossier, lines)
    data = dict(lines.get(key, NEVER).data or {})
    sheets = exchange.written(section, data, frame)
    moments = dossier.zone
    return later(lambda: download(workbook(sheets, zone=moments), MEDIA_TYPE, f"{key}.xlsx"))


@router.get("/import")
def ask(request: Request, session: Db, dossier: ProposalToWrite, key: str) -> Response:
    return _page(request, session, dossier, _section(dossier, key), Bound.blank(EmptyForm))


@router.post("/import")
def compare(
    request: Request,
    session: Db,
    dossier: ProposalToWrite,
    key: str,
    form: Annotated[Bound[EmptyForm], bound(EmptyForm)],
) -> Response:
    section = _section(dossier, key)
    try:
        return _compared(request, session, dossier, section, form)
    except Refused as refusal:
        form.add_error("file", refusal.reason)
        return _page(request, session, dossier, section, form, status=422)


def _compared(
    request: Request, session: Session, dossier: Dossier, section: Section, form: Bound[EmptyForm]
) -> Response:
    lines = queries.sections(session, dossier.id, with_data={section.key, "summary", *needed(section.key)})
    frame = queries.frame(session, dossier, lines)
    line = lines.get(section.key, NEVER)
    stored = dict(line.data or {})
    read = exchange.taken_in(section, stored, read_workbook(_sent(form)), frame)
    writer = new_id()
    after = take(section, read.raw, stored, writer=writer)
    return _page(
        request,
        session,
        dossier,
        section,
        form,
        changes=differences.changes(section, stored, after, frame),
        problems=exchange.problems_in(read, [found for found in examine(section, after, frame) if not found.missing]),
        fields=[(name, value) for name, values in read.raw.items() for value in values],
        revision=line.revision,
        writer=writer,
    )


def _sent(form: Bound[EmptyForm]) -> bytes:
    upload = form.file("file")
    if upload is None:
        raise Refused(_("Choose a file first."))
    if len(upload.data) > LARGEST:
        raise Refused(_("This file is larger than 2 MB: a table never is. Send the one that you downloaded here."))
    if look(upload.data).kind.key != "xlsx":
        raise Refused(_("This is not a spreadsheet. Save it as XLSX and send it again."))
    return upload.data


def _section(dossier: Dossier, key: str) -> Section:
    if key not in dossier.sections or not dossier.sections[key].tables:
        raise NotFound
    return dossier.sections[key]


def _page(
    request: Request,
    session: Session,
    dossier: Dossier,
    section: Section,
    form: Bound[EmptyForm],
    *,
    status: int = 200,
    **found: Any,  # noqa: ANN401 -- what the comparison found
) -> Response:
    nothing: dict[str, Any] = {"changes": None, "problems": [], "fields": [], "revision": 0, "writer": ""}
    lines = queries.sections(session, dossier.id)
    return page(
        request,
        PAGE,
        status=status,
        form=form,
        section=section,
        **nothing | found,
        **common(dossier, lines, current=section.key),
    )
