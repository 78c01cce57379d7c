"""Documents in pieces that resume (tus 1.0, the core): the plain form beside it needs no script."""

import binascii
from base64 import b64decode
from typing import Annotated

from fastapi import Header
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from app.core import partial
from app.core.db import Database, Db, Session
from app.core.errors import NotFound, Refused
from app.core.files import StoredFile, keep, prepare
from app.core.i18n import _
from app.core.partial import PartialUpload, WrongOffset
from app.core.steps import then
from app.core.web import OCTETS, Router
from app.people.guards import SignedIn
from app.proposals import queries
from app.proposals.queries import Dossier
from app.proposals.routes.subjects import ProposalToWrite
from app.proposals.service.answering import Purpose, lay, must_find_room, purpose_of
from app.proposals.service.papers import LIMIT

router = Router(prefix="/proposals/{proposal_id}/documents/{code}/uploads")
VERSION = "1.0.0"
HEADERS = {"Tus-Resumable": VERSION, "Cache-Control": "no-store"}
Spoken = Annotated[str, Header(alias="tus-resumable")]


@router.post("")
def begin(
    request: Request, session: Db, dossier: ProposalToWrite, actor: SignedIn, code: str, tus_resumable: Spoken = ""
) -> Response:
    if tus_resumable != VERSION:
        return _answer(412)
    length, filename = _number(request.headers.get("upload-length", "")), _filename(request)
    try:
        if length <= LIMIT:
            must_find_room(session, dossier, purpose_of(session, dossier, code), length, filename)
        upload = partial.begin(
            session,
            owner_id=actor.id,
            goal=_goal(dossier, code),
            filename=filename,
            length=length,
            limit=LIMIT,
        )
    except Refused as refusal:
        return _refused(refusal.reason, 413)
    return _answer(201, Location=f"/proposals/{dossier.id}/documents/{code}/uploads/{upload.id}")


@router.head("/{upload_id}")
def offset(session: Db, dossier: ProposalToWrite, actor: SignedIn, code: str, upload_id: str) -> Response:
    upload = _upload(session, dossier, actor, code, upload_id)
    return _answer(200, **{"Upload-Offset": str(upload.received), "Upload-Length": str(upload.length)})


@router.patch("/{upload_id}")
def append(
    request: Request,
    session: Db,
    dossier: ProposalToWrite,
    actor: SignedIn,
    code: str,
    upload_id: str,
    tus_resumable: Spoken = "",
) -> Response:
    if tus_resumable != VERSION:
        return _answer(412)
    if request.headers.get("content-type") != OCTETS:
        return _answer(415)
    upload = _upload(session, dossier, actor, code, upload_id)
    try:
        done = partial.append(session, upload, _number(request.headers.get("upload-offset", "")), request.state.body)
    except WrongOffset as wrong:
        return _answer(409, **{"Upload-Offset": str(wrong.received)})
    if upload.taken or not done:
        return _offset(upload.received)
    return _whole(request, session, dossier, actor, upload, code)


def _whole(
    request: Request, session: Session, dossier: Dossier, actor: SignedIn, upload: PartialUpload, code: str
) -> Response:
    """The last piece is here: once it is kept, the file is put together and looked at without any transaction."""
    try:
        purpose = purpose_of(session, dossier, code, writer=request.headers.get("x-page", ""))
    except Refused as refusal:
        partial.discard(session, upload)
        return _refused(refusal.reason, 422)
    database: Database = request.app.state.database

    def look() -> StoredFile | Refused:
        with database.transaction(write=False) as apart:
            data = partial.whole(apart, upload.id)
        try:
            return prepare(data, upload.filename, kinds=purpose.kinds, limit=purpose.limit)
        except Refused as refusal:
            return refusal

    def finish(apart: Session, seen: StoredFile | Refused) -> Response:
        return _given(apart, seen, purpose, actor, dossier.id, upload)

    return then(request, look, finish)


def _given(
    session: Session,
    seen: StoredFile | Refused,
    purpose: Purpose,
    actor: SignedIn,
    proposal_id: str,
    upload: PartialUpload,
) -> Response:
    """What was seen of the file is kept or refused, with the words of any other; the same last piece again changes nothing."""
    dossier = queries.dossier(session, proposal_id, lock=True)
    if dossier is None:
        raise NotFound
    waiting = partial.find(session, upload.id, owner_id=actor.id, goal=upload.goal)
    if waiting is None:
        raise NotFound
    if waiting.taken:
        return _offset(upload.length)
    try:
        if isinstance(seen, Refused):
            raise seen
        with session.begin_nested():
            lay(session, dossier, purpose, keep(session, seen), actor=actor)
    except Refused as refusal:
        partial.discard(session, waiting)
        return _refused(refusal.reason, 422)
    partial.settle(session, waiting)
    return _offset(upload.length)


def _goal(dossier: Dossier, code: str) -> str:
    return f"{dossier.id}/{code}"


def _upload(session: Session, dossier: Dossier, actor: SignedIn, code: str, upload_id: str) -> PartialUpload:
    found = partial.find(session, upload_id, owner_id=actor.id, goal=_goal(dossier, code))
    if found is None:
        raise NotFound
    return found


def _filename(request: Request) -> str:
    """Tus metadata is "name base64, name base64"; only the file's name is asked for."""
    for pair in request.headers.get("upload-metadata", "").split(","):
        name, _space, value = pair.strip().partition(" ")
        if name == "filename":
            try:
                return b64decode(value, validate=True).decode() or _("unnamed")
            except (binascii.Error, UnicodeDecodeError):
                break
    return _("unnamed")


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else -1


def _offset(received: int) -> Response:
    return _answer(204, **{"Upload-Offset": str(received)})


def _answer(status: int, **headers: str) -> Response:
    return Response(status_code=status, headers=HEADERS | headers)


def _refused(reason: str, status: int) -> Response:
    return JSONResponse({"reason": reason}, status_code=status, headers=HEADERS)
