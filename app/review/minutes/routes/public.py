"""What everybody reads of the minutes, once the results are public and if the call says so."""

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from app.calls import queries as calls
from app.calls.models import Call
from app.core.db import Db, Session
from app.core.documents import MEDIA_TYPE
from app.core.errors import NotFound
from app.core.web import Router, download, later, page, public
from app.review.minutes import queries
from app.review.minutes.models import MinutesAddendum
from app.review.minutes.queries import MinutesCase
from app.review.minutes.routes.paper import minutes_pdf
from app.review.minutes.routes.words import BODY
from app.review.minutes.rules import for_everybody, without_names
from app.review.minutes.states import KINDS
from app.review.queries import ruling as rulings
from app.review.routes.showcase import named

router = Router(
    prefix="/results/{slug}/minutes",
    dependencies=[public("sealed minutes are public with the results where the call says so, and answer 404 before")],
)


@router.get("")
def index(request: Request, session: Db, slug: str) -> Response:
    call = _open(session, slug)
    rows, unnamed = queries.sealed(session, call.id), _unnamed(session, call)
    added = queries.addenda(session, rows)
    return page(
        request,
        "results/minutes.html",
        call=call,
        rows=[(row, for_everybody(row.said, unnamed), _added(added.get(row.id, []), unnamed)) for row in rows],
        kinds=KINDS,
        **BODY,
    )


@router.get("/{number}.pdf")
def printed(session: Db, slug: str, number: int) -> Response:
    call = _open(session, slug)
    case, unnamed = _numbered(session, call, number), _unnamed(session, call)
    added = _added(queries.addenda(session, [case.minutes]).get(case.id, []), unnamed)
    made = minutes_pdf(session, case, for_everybody(case.minutes.said, unnamed), added)
    return later(lambda: download(made(), MEDIA_TYPE, f"{slug}-minutes-{number}.pdf"))


def _open(session: Session, slug: str) -> Call:
    call = calls.by_slug(session, slug)
    if call is None or not queries.open_to_all(session, call):
        raise NotFound
    return call


def _numbered(session: Session, call: Call, number: int) -> MinutesCase:
    found = next((row for row in queries.sealed(session, call.id) if row.number == number), None)
    case = queries.case(session, found.id) if found else None
    if case is None:
        raise NotFound
    return case


def _added(rows: Sequence[MinutesAddendum], unnamed: Mapping[str, str]) -> list[Any]:
    """Addenda with the same names left out; never kept."""
    return [
        SimpleNamespace(
            number=row.number,
            words=without_names(row.words, unnamed),
            reason=without_names(row.reason, unnamed),
            written_at=row.written_at,
        )
        for row in rows
    ]


def _unnamed(session: Session, call: Call) -> dict[str, str]:
    shown = named(session, call)
    return {
        organisation.legal_name: candidacy.folio
        for candidacy, organisation in rulings.all_candidacies(session, call.id)
        if shown[candidacy.id] is None
    }
