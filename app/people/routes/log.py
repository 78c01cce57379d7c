"""The log, read by people: who did what to what, from, to, why."""

from typing import Annotated

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from app.core.audit import last_sealed
from app.core.db import Db
from app.core.sheets import MEDIA_TYPE
from app.core.web import Router, download, later, page
from app.people import permissions
from app.people.access import Actor
from app.people.guards import role_guard
from app.people.service.log import log_page, read_words, reading_list, spreadsheet, whole_log

router = Router(prefix="/log")

Reader = Annotated[Actor, Depends(role_guard(permissions.read_log))]


@router.get("/readings")
def readings(request: Request, session: Db, _actor: Reader) -> Response:
    return page(request, "people/readings.html", readings=reading_list(session), words=read_words)


@router.get("")
def show(request: Request, session: Db, _actor: Reader, q: str = "", before: str = "") -> Response:
    entries, older = log_page(session, q, before)
    return page(request, "people/log.html", entries=entries, older=older, q=q, sealed=last_sealed(session))


@router.get(".xlsx")
def export(session: Db, _actor: Reader, q: str = "") -> Response:
    entries = whole_log(session, q)
    return later(lambda: download(spreadsheet(entries), MEDIA_TYPE, "log.xlsx"))
